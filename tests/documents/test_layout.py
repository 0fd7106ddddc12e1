"""Every paper keeps GB/T 9704-2012: sheet, fonts, line pitch, page number."""

from __future__ import annotations

import io
import re

import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from documents.cleaning import harmless
from documents.filling import filled
from documents.papers import PAPERS
from documents.pdf import html_of, pdf_of
from documents.printing import usual
from tests.documents.conftest import off_by, squeezed, words

RARE = "㙍𠮷〇"
NAMED = {"方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"}

CLOSER = {"主送", "公文正文", "一级标题", "二级标题", "落款", "附注"}


def example(code, **more):
    return filled(usual(code), PAPERS[code].example | more, strict=True)


def flat(value):
    if isinstance(value, dict | list):
        inside = value.values() if isinstance(value, dict) else value
        return [one for part in inside for one in flat(part)]
    return [str(value)]


@pytest.fixture(scope="module")
def made():
    return {code: example(code) for code in PAPERS}


@pytest.mark.parametrize("code", PAPERS)
def test_the_sheet_has_the_margins_of_the_standard(made, code):
    for section in Document(io.BytesIO(made[code])).sections:
        assert max(off_by(section)) <= 1


@pytest.mark.parametrize("code", PAPERS)
def test_every_line_names_its_chinese_font_and_keeps_the_grid(made, code):
    paper = Document(io.BytesIO(made[code]))
    lines = [*paper.paragraphs]
    lines += [p for t in paper.tables for r in t.rows for c in r.cells for p in c.paragraphs]
    for line in lines:
        fonts = line.style.element.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
        assert fonts.get(qn("w:eastAsia")) in NAMED
        assert line.style.paragraph_format.line_spacing.pt >= 28
    for section in paper.sections:
        grid = section._sectPr.find(qn("w:docGrid"))
        assert 28 <= int(grid.get(qn("w:linePitch"))) / 20 <= 29
        # 28 characters of 16 points, each a little closer
        assert abs(28 * (16 + int(grid.get(qn("w:charSpace"))) / 4096) - 156 / 25.4 * 72) < 1


@pytest.mark.parametrize("code", PAPERS)
def test_the_page_number_stands_outside_between_dashes(made, code):
    sections = Document(io.BytesIO(made[code])).sections
    for section in sections:
        assert len(section._sectPr.findall(qn("w:pgNumType"))) == 1
        assert section.footer.paragraphs[0].text == section.even_page_footer.paragraphs[0].text
        assert section.footer.paragraphs[0].text == "— 1 —"
    codes = [one.text for one in section.footer._element.iter(qn("w:instrText"))]
    assert codes == [" PAGE "]
    assert section.footer.paragraphs[0].alignment == 2
    assert section.even_page_footer.paragraphs[0].alignment is None


@pytest.mark.parametrize("code", PAPERS)
def test_the_paper_says_what_its_placeholders_stand_for(made, code):
    text = words(Document(io.BytesIO(made[code])))
    assert "{" not in text
    used = set(re.findall(r"{{ ([^ .}]+)", template_words(code)))
    for name in used & set(PAPERS[code].example):
        for value in flat(PAPERS[code].example[name]):
            assert value in text, name


@pytest.mark.parametrize("code", PAPERS)
def test_its_lines_and_columns_hold_without_words_grid(made, code):
    """LibreOffice sets 14 letters to a line of a grid narrower than one, and columns alike."""
    paper = Document(io.BytesIO(made[code]))
    for style in (one for one in paper.styles if one.name in CLOSER):
        assert style.element.find(f"{qn('w:pPr')}/{qn('w:snapToGrid')}").get(qn("w:val")) == "0"
        closer = int(style.element.find(f"{qn('w:rPr')}/{qn('w:spacing')}").get(qn("w:val"))) / 20
        assert 28 * (16 + closer) < 156 * 72 / 25.4 < 29 * (16 + closer)
    for table in paper.tables:
        wide = [column.width for column in table.columns]
        assert wide == [cell.width for cell in table.rows[0].cells]
        assert abs(sum(wide) / 36000 - 156) <= 1


def test_a_template_that_libre_office_saved_is_set_in_type_alike():
    """It writes "end" where Word writes "right"."""
    paper = Document(io.BytesIO(usual("filing")))
    for jc in paper.styles.element.iter(qn("w:jc")):
        if jc.get(qn("w:val")) == "right":
            jc.set(qn("w:val"), "end")
    out = io.BytesIO()
    paper.save(out)
    assert html_of(out.getvalue()) == html_of(usual("filing"))
    assert "text-align:right" in html_of(out.getvalue())


def template_words(code):
    return words(Document(io.BytesIO(usual(code))))


@pytest.mark.parametrize("code", ["reply", "handing"])
def test_the_pdf_says_the_same_as_the_word_file(made, code):
    pdf = PdfReader(io.BytesIO(pdf_of(made[code])))
    text = squeezed("".join(page.extract_text() for page in pdf.pages))
    for line in words(Document(io.BytesIO(made[code]))).split("\n"):
        assert squeezed(line) in text
    assert "—1—" in text
    box = pdf.pages[0].mediabox
    assert [round(float(side) / 72 * 25.4) for side in (box.width, box.height)] == [210, 297]


def test_rare_characters_have_their_glyphs():
    """A glyph that is missing would be drawn as number 0 of its font."""
    paper = example("filing", 案由=f"关于{RARE}村的提案")
    assert RARE in words(Document(io.BytesIO(paper)))
    data = pdf_of(paper)
    reader = PdfReader(io.BytesIO(data))
    assert RARE in squeezed(reader.pages[0].extract_text())
    drawn = re.findall(rb"<([0-9a-f]+)>", reader.pages[0].get_contents().get_data())
    glyphs = [text[at : at + 4] for text in drawn for at in range(0, len(text), 4)]
    assert len(glyphs) > 100
    assert b"0000" not in glyphs


def test_a_hostile_title_stays_words():
    title = "关于</w:t><w:p>&amp;{{ 案号 }}{% for %}<script>\x00\x07\ud800\u202e\"'的提案"
    paper = example("reply", 案由=title, 正文=[{"文": title, "级": 0}])
    kept = harmless(title)
    assert "\x00" not in kept
    assert "\u202e" not in kept
    assert kept in words(Document(io.BytesIO(paper)))
    assert squeezed(kept) in squeezed(PdfReader(io.BytesIO(pdf_of(paper))).pages[0].extract_text())


def test_a_very_long_text_runs_over_many_pages_with_numbers_left_and_right():
    long = "乡村公路临水临崖路段需要加装护栏。" * 40
    body = [{"文": f"第{n}段{long}", "级": 0} for n in range(30)]
    pages = PdfReader(io.BytesIO(pdf_of(example("reply", 正文=body)))).pages
    assert len(pages) > 20
    where = [number_at(page) for page in pages[:2]]
    assert where[0] > 300 > where[1]


def number_at(page):
    """How far from the left edge the page number stands, in points."""
    found = []
    page.extract_text(visitor_text=lambda text, cm, tm, *_: found.append((text, cm, tm)))
    [(_, cm, tm)] = [one for one in found if "—" in one[0]][-1:]
    return cm[4] + tm[4] * cm[0]
