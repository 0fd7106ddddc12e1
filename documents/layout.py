"""Default Word templates are written by these few words: no template without its source."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from documents import measures as m

CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
# name, font, points, aligned, characters of the first line's indent
STYLES: tuple[tuple[str, str, float, Any, int], ...] = (
    ("类别行", m.HEAD, m.THREE, RIGHT, 0),
    ("发文机关", m.TITLE, m.HEAD_SIZE, CENTRE, 0),
    ("发文字号", m.BODY, m.THREE, CENTRE, 0),
    ("公文标题", m.TITLE, m.TWO, CENTRE, 0),
    ("主送", m.BODY, m.THREE, None, 0),
    ("公文正文", m.BODY, m.THREE, WD_ALIGN_PARAGRAPH.JUSTIFY, 2),
    ("一级标题", m.HEAD, m.THREE, None, 2),
    ("二级标题", m.KAI, m.THREE, None, 2),
    ("落款", m.BODY, m.THREE, RIGHT, 0),
    ("附注", m.BODY, m.THREE, None, 2),
    ("目录行", m.BODY, m.FOUR, None, 0),
    ("表头", m.HEAD, m.FOUR, CENTRE, 0),
    ("表内", m.BODY, m.FOUR, None, 0),
)


def made(tag: str, **values: str) -> Any:
    """A piece of Word's XML: made("w:ind", firstLineChars="200")."""
    piece = OxmlElement(tag)
    for name, value in values.items():
        piece.set(qn(f"w:{name}"), value)
    return piece


class Sheet:
    """A template in the making; words in {{ }} are filled in later."""

    def __init__(self) -> None:
        self.doc = Document()
        self.body = self.doc
        normal = self.doc.styles["Normal"]
        named(normal, m.BODY, m.THREE)
        spaced(normal, None, 0)
        for name, font, size, aligned, indent in STYLES:
            style = self.doc.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            named(style, font, size)
            spaced(style, aligned, indent)
        self.doc.settings.odd_and_even_pages_header_footer = True
        page(self.doc.sections[0])

    def line(self, style: str, words: str = "", *, start: bool = False) -> Any:
        """One paragraph; start: on a new page."""
        added = self.doc.add_paragraph(words, style=style)
        if start:
            added.paragraph_format.page_break_before = True
        return added

    def lines(self, style: str, *many: str) -> None:
        for words in many:
            self.line(style, words)

    def letterhead(self, words: str, number: str = "") -> None:
        """发文机关标志 in red, 发文字号, and the red line below."""
        head = self.line("发文机关", words)
        head.runs[0].font.color.rgb = RGBColor.from_string(m.RED)
        last = self.line("发文字号", number) if number else head
        underline(last)
        self.line("主送")

    def repeat(self, one: str, many: str, *inside: tuple[str, str]) -> None:
        """Paragraphs for each of a list: repeat("段", "正文", ("公文正文", "{{ 段 }}"))."""
        self.line("公文正文", f"{{%p for {one} in {many} %}}")
        self.lines_of(inside)
        self.line("公文正文", "{%p endfor %}")

    def lines_of(self, inside: Sequence[tuple[str, str]]) -> None:
        for style, words in inside:
            self.line(style, words)

    def table(self, rows: Sequence[Sequence[str]], widths: Sequence[int], *, head: bool) -> Any:
        """A ruled table as wide as the 版心; widths in millimetres; head: the first row repeats."""
        table = self.doc.add_table(rows=0, cols=len(widths), style="Table Grid")
        table.autofit = False
        for column, wide in zip(table.columns, widths, strict=True):
            column.width = Mm(wide)  # LibreOffice goes by these, Word by the cells
        for y, row in enumerate(rows):
            cells = table.add_row().cells
            for cell, words, wide in zip(cells, row, widths, strict=True):
                cell.width = Mm(wide)
                cell.paragraphs[0].text = words
                heads = y == 0 if head else cell is cells[0]
                cell.paragraphs[0].style = self.doc.styles["表头" if heads else "表内"]
        if head:
            table.rows[0]._tr.get_or_add_trPr().append(made("w:tblHeader"))
        return table

    def bytes(self) -> bytes:
        out = io.BytesIO()
        self.doc.save(out)
        return out.getvalue()


def named(style: Any, font: str, size: float) -> None:
    """The font for Chinese text by its Chinese name, beside the one for Latin letters."""
    style.font.name, style.font.size = m.LATIN, Pt(size)
    form = style.element.get_or_add_rPr()
    form.get_or_add_rFonts().set(qn("w:eastAsia"), font)
    if size == m.THREE:
        closer = made("w:spacing", val=str(m.CLOSER_SIGN))
        form.insert_element_before(closer, "w:w", "w:kern", "w:position", "w:sz")


def spaced(style: Any, aligned: Any, indent: int) -> None:
    form = style.paragraph_format
    form.alignment, form.space_before, form.space_after = aligned, Pt(0), Pt(0)
    pitch = m.LINE if style.font.size <= Pt(m.TWO) else m.HEAD_LINE
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(pitch)
    off_grid(form._element.pPr)
    if indent:
        form.first_line_indent = Pt(indent * m.THREE)
        form._element.pPr.ind.set(qn("w:firstLineChars"), str(indent * 100))
    if style.name == "落款":
        form.right_indent = Pt(2 * m.THREE)


def off_grid(form: Any) -> None:
    """Pitch and closeness are the style's own: on a grid narrower than a character LibreOffice
    gives each character two places, 14 to a line instead of 28."""
    form.insert_element_before(made("w:snapToGrid", val="0"), "w:spacing", "w:ind", "w:jc")


def page(section: Any, *, roman: bool = False) -> None:
    """Margins, the grid of 22 × 28, and — n — outside at the foot."""
    section.page_width, section.page_height = Mm(m.WIDE), Mm(m.HIGH)
    section.top_margin, section.bottom_margin = Mm(m.TOP), Mm(m.BOTTOM)
    section.left_margin, section.right_margin = Mm(m.LEFT), Mm(m.RIGHT)
    section.footer_distance = Mm(m.FOOT)
    for tag in ("w:docGrid", "w:pgNumType"):  # of a section that is made anew or after another
        for old in section._sectPr.findall(qn(tag)):
            section._sectPr.remove(old)
    numbers = made("w:pgNumType", start="1", **({"fmt": "lowerRoman"} if roman else {}))
    section._sectPr.insert_element_before(numbers, "w:cols", "w:titlePg", "w:docGrid")
    grid = {"linePitch": str(m.GRID_LINE), "charSpace": str(m.GRID_SIGN)}
    section._sectPr.append(made("w:docGrid", type="linesAndChars", **grid))
    for foot, aligned in ((section.footer, RIGHT), (section.even_page_footer, None)):
        foot.is_linked_to_previous = False
        if not foot.paragraphs[0].runs:
            numbered(foot.paragraphs[0], aligned)


def numbered(line: Any, aligned: Any) -> None:
    """— n — in 四号 宋体, one character from the edge."""
    line.alignment = aligned
    edge = "right_indent" if aligned is RIGHT else "left_indent"
    setattr(line.paragraph_format, edge, Pt(m.FOUR))
    for words, code in (("— ", ""), ("1", "PAGE"), (" —", "")):
        run = field(line, code, words) if code else line.add_run(words)
        run.font.name, run.font.size = m.SONG, Pt(m.FOUR)
        run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), m.SONG)


def field(line: Any, code: str, shown: str) -> Any:
    """A field that Word reckons itself, with what stands there until it does; the shown run."""
    for kind in ("begin", "", "separate"):
        run = line.add_run()
        if kind:
            run._r.append(made("w:fldChar", fldCharType=kind))
        else:
            said = made("w:instrText")
            said.text = f" {code} "
            run._r.append(said)
    shown_run = line.add_run(shown)
    line.add_run()._r.append(made("w:fldChar", fldCharType="end"))
    return shown_run


def underline(line: Any) -> None:
    border = made("w:pBdr")
    border.append(made("w:bottom", val="single", sz="12", space="6", color=m.RED))
    line._p.get_or_add_pPr().insert_element_before(
        border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def dotted(line: Any) -> None:
    """A tab at the right edge of the text, with dots before it."""
    stops = line.paragraph_format.tab_stops
    stops.add_tab_stop(Mm(m.TEXT_WIDE), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def marked(line: Any, name: str, number: str) -> None:
    """A bookmark round the line, to which a contents line refers."""
    line._p.insert(1, made("w:bookmarkStart", id=number, name=name))
    line._p.append(made("w:bookmarkEnd", id=number))
