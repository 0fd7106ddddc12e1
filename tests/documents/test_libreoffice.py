"""LibreOffice opens every paper and finds what we wrote: words, fonts, margins, rare letters."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from collections import Counter, defaultdict
from types import SimpleNamespace

import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from documents import measures as m
from documents.papers import PAPERS
from documents.pdf import pdf_of
from documents.reading_docx import blocks_in
from tests.documents.conftest import off_by, squeezed, words
from tests.documents.test_layout import RARE, example
from tests.documents.typefaces import BOUGHT, bought, drawn, letters_by_font, outlines

pytestmark = pytest.mark.prove
LONG = "long"  # a letter of several full pages
MM = 72 / 25.4
NUMBERS = set("—0123456789i.")  # of pages, and the dots that lead to them


def with_rare_letters(value):
    """The invented case, of a prefecture whose name few fonts can write."""
    if isinstance(value, dict):
        return {name: with_rare_letters(one) for name, one in value.items()}
    if isinstance(value, list):
        return [with_rare_letters(one) for one in value]
    return value.replace("示例", RARE) if isinstance(value, str) else value


def papers():
    made = {code: example(code, **with_rare_letters(PAPERS[code].example)) for code in PAPERS}
    return made | {LONG: example("reply", 正文=[{"文": "国" * 28 * 60, "级": 0}])}


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """All papers, opened once and saved three times, on a machine that has bought the fonts:
    they hold the common letters, not the rare ones."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("没有安装 LibreOffice，略过用它重新打开文书的核对")
    folder = tmp_path_factory.mktemp("office")
    made = papers()
    for code, data in made.items():
        (folder / f"{code}.docx").write_bytes(data)
    common = set().union(*(words(Document(io.BytesIO(one))) for one in made.values())) - set(RARE)
    fonts = bought(folder / "fonts", "".join(common))
    for form in ("pdf", "txt:Text (encoded):UTF8", "docx"):
        saved(program, folder, form, fonts)
    return SimpleNamespace(made=made, folder=folder)


def saved(program, folder, form, fonts):
    """Every paper in another form, by one LibreOffice; no hand on the person's own profile."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    out = folder / form.partition(":")[0]
    subprocess.run(
        [program, profile, "--headless", "--convert-to", form, "--outdir", out]
        + sorted(folder.glob("*.docx")),
        env=os.environ | {"FONTCONFIG_FILE": str(fonts)},
        capture_output=True,
        check=True,
        timeout=120,
    )


ALL = [*PAPERS, LONG]


def ours(office, code):
    return Document(io.BytesIO(office.made[code]))


def pdf(office, code):
    return PdfReader(office.folder / "pdf" / f"{code}.pdf")


def again(office, code):
    return (office.folder / "docx" / f"{code}.docx").read_bytes()


def written(text):
    return Counter(squeezed(line) for line in text.split("\n") if squeezed(line))


@pytest.mark.parametrize("code", ALL)
def test_it_reads_line_by_line_what_we_wrote(office, code):
    text = (office.folder / "txt" / f"{code}.txt").read_text(encoding="utf-8-sig")
    assert written(text) == written(words(ours(office, code)))


@pytest.mark.parametrize("code", ALL)
def test_its_pdf_has_every_letter_and_no_other(office, code):
    paper = ours(office, code)
    wanted = Counter(squeezed(words(paper)))
    there = Counter(squeezed("".join(page.extract_text() for page in pdf(office, code).pages)))
    heads = {
        letter for table in paper.tables for cell in table.rows[0].cells for letter in cell.text
    }
    assert not wanted - there
    assert set(there - wanted) <= NUMBERS | heads


@pytest.mark.parametrize("code", ALL)
def test_it_has_the_margins_of_the_standard(office, code):
    for section in Document(io.BytesIO(again(office, code))).sections:
        assert max(off_by(section)) <= 1
    side = pdf(office, code).pages[0].mediabox
    assert abs(float(side.width) / MM - m.WIDE) <= 1
    assert abs(float(side.height) / MM - m.HIGH) <= 1
    for _, _, x, y in drawn(pdf(office, code)):
        assert m.LEFT - 1 <= x / MM <= m.LEFT + m.TEXT_WIDE + 1
        assert y / MM <= m.HIGH - m.TOP + 1


def test_a_full_page_has_22_lines_of_28_letters_inside_the_margins(office):
    pages = pdf(office, LONG).pages
    rows = defaultdict(list)
    for text, _, x, y in drawn(SimpleNamespace(pages=pages[1:2])):
        if "国" in text:
            rows[y].append((x, text.strip()))
    assert len(rows) == 22
    assert {sum(len(text) for _, text in row) for row in rows.values()} == {28}
    assert {round(min(row)[0] / MM - m.LEFT) for row in rows.values()} == {0}
    assert min(rows) / MM >= m.HIGH - m.TOP - m.TEXT_HIGH - 1
    assert max(rows) / MM <= m.HIGH - m.TOP + 1


def chinese(text):
    return {one for one in text if "\u4e00" <= one <= "\u9fff"}


def asked_for(data):
    """The Chinese letters of a Word file by the font that it names for them."""
    paper = Document(io.BytesIO(data))
    cells = [cell for table in paper.tables for row in table.rows for cell in row.cells]
    found = defaultdict(set)
    for line in [*paper.paragraphs, *(line for cell in cells for line in cell.paragraphs)]:
        fonts = line.style.element.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
        found[fonts.get(qn("w:eastAsia"))] |= chinese(line.text)
    return {font: letters for font, letters in found.items() if letters}


@pytest.mark.parametrize("code", ALL)
def test_every_letter_is_drawn_in_the_font_that_the_paper_names(office, code):
    wanted = {BOUGHT[font]: letters for font, letters in asked_for(office.made[code]).items()}
    there = {font: chinese(letters) for font, letters in letters_by_font(pdf(office, code)).items()}
    assert {font: letters for font, letters in there.items() if letters} == wanted


def told(data):
    """The letters of a Word file as we read it for our own PDF, each with its font."""
    blocks = blocks_in(data)
    inside = [one for block in blocks for row in block.rows for cell in row for one in cell.blocks]
    pieces = [piece for block in [*blocks, *inside] for piece in block.pieces]
    fonts = ((piece.words, piece.css.partition("font-family:")[2]) for piece in pieces)
    return Counter((letter, font) for text, font in fonts for letter in squeezed(text))


@pytest.mark.parametrize("code", ALL)
def test_what_it_saves_names_the_same_fonts(office, code):
    assert told(again(office, code)) == told(office.made[code])


@pytest.mark.parametrize("code", PAPERS)
def test_rare_letters_are_drawn_by_it_and_by_us(office, code):
    for paper in (pdf(office, code), PdfReader(io.BytesIO(pdf_of(office.made[code])))):
        seen = [outlines(paper, letter) for letter in RARE]
        assert all(seen)
        shapes = [shape for found in seen for shape, missing in found if shape and shape != missing]
        assert len(shapes) == sum(map(len, seen))
        assert len({str(found[0][0]) for found in seen}) == len(RARE)
