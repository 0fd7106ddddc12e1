"""A Word file as blocks to be set in type: paragraphs with their form, tables, pictures."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from docx import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from documents import measures as m

# By Word's own words, and "end" of the newer standard, in which LibreOffice saves.
ALIGNED = {
    "center": "center",
    "right": "right",
    "end": "right",
    "both": "justify",
    "distribute": "justify",
}
SIDES = {
    "first_line_indent": "text-indent",
    "left_indent": "margin-left",
    "right_indent": "margin-right",
    "space_before": "margin-top",
    "space_after": "margin-bottom",
}
EMU = 12700  # of a point


@dataclass
class Piece:
    """Text in one form, or a picture."""

    words: str = ""
    css: str = ""
    picture: str = ""  # a data: address
    width: float = 0.0  # points


@dataclass
class Block:
    """A paragraph, or a table of cells of blocks."""

    css: str = ""
    pieces: list[Piece] = field(default_factory=list)
    mark: str = ""  # the bookmark on it
    refers: str = ""  # the bookmark whose page stands at its end
    number: str = ""  # that page
    starts: bool = False  # on a new page
    rows: list[list[Cell]] = field(default_factory=list)


@dataclass
class Cell:
    blocks: list[Block]
    width: float  # millimetres
    span: int = 1


def blocks_in(data: bytes) -> list[Block]:
    """Of the Word file in these bytes."""
    paper = Document(io.BytesIO(data))
    return list(Reader().inside(paper.element.body, paper))


class Reader:
    """Reads one file; what a style says is looked up once."""

    def __init__(self) -> None:
        self.chains: dict[str | None, list[Any]] = {}
        self.known: dict[tuple[str | None, str], Any] = {}

    def inside(self, parent: Any, owner: Any) -> Iterator[Block]:
        for child in parent.iterchildren():
            if child.tag == qn("w:p"):
                yield self.paragraph(Paragraph(child, owner))
            elif child.tag == qn("w:tbl"):
                rows = Table(child, owner).rows
                yield Block(rows=[list(self.cells(row)) for row in rows])
            elif child.tag == qn("w:sdt") and (inner := child.find(qn("w:sdtContent"))) is not None:
                yield from self.inside(inner, owner)

    def cells(self, row: Any) -> Iterator[Cell]:
        for tc in row._tr.tc_lst:
            wide = tc.width.mm if tc.width is not None else 0
            inner = list(self.inside(tc, row._parent._parent))
            yield Cell(inner, round(wide, 1), tc.grid_span)

    def paragraph(self, found: Paragraph) -> Block:
        starts = bool(self.inherited(found, "page_break_before"))
        block = Block(css=self.form_of(found), starts=starts)
        mark = found._p.find(qn("w:bookmarkStart"))
        block.mark = mark.get(qn("w:name")) if mark is not None else ""
        in_code = in_result = False
        for node in found._p.iter(qn("w:r")):
            kinds = [one.get(qn("w:fldCharType")) for one in node.iter(qn("w:fldChar"))]
            codes = "".join(one.text or "" for one in node.iter(qn("w:instrText"))).split()
            block.refers = codes[1] if codes[:1] == ["PAGEREF"] else block.refers
            in_code, in_result = after(kinds, in_code, in_result)
            if not in_code and not (in_result and block.refers):
                block.pieces += self.pieces(Run(node, found), found)
        return block

    def pieces(self, run: Run, found: Paragraph) -> Iterator[Piece]:
        if run.text:
            yield Piece(run.text.replace("\t", "\u3000"), self.css_of(run, found))
        for blip in run._r.iter(qn("a:blip")):
            part = run.part.related_parts[blip.get(qn("r:embed"))]
            if part.content_type in ("image/png", "image/jpeg"):
                yield picture(part, next(run._r.iter(qn("wp:extent")), None))

    def chain(self, found: Paragraph) -> list[Any]:
        """The paragraph's style and those above it."""
        key = found._p.style
        if key not in self.chains:
            style: Any = found.style
            self.chains[key] = above = []
            while style is not None:
                above.append(style)
                style = style.base_style
        return self.chains[key]

    def inherited(self, found: Paragraph, name: str) -> Any:
        """A value of the paragraph's form: its own, else of its style and those above it."""
        if found._p.pPr is not None and len(found._p.pPr) > 1:
            value = form_value(found.paragraph_format, name)
            if value is not None:
                return value
        key = (found._p.style, name)
        if key not in self.known:
            told = (form_value(one.paragraph_format, name) for one in self.chain(found))
            self.known[key] = next((one for one in told if one is not None), None)
        return self.known[key]

    def form_of(self, found: Paragraph) -> str:
        css = [f"text-align:{ALIGNED.get(self.inherited(found, 'alignment'), 'left')}"]
        pitch = self.inherited(found, "line_spacing")
        if pitch is not None:
            css.append(
                f"line-height:{pitch.pt:g}pt" if hasattr(pitch, "pt") else f"line-height:{pitch}"
            )
        for name, rule in SIDES.items():
            if length := self.inherited(found, name):
                css.append(f"{rule}:{length.pt:g}pt")
        size, font, *_ = self.shape(found)
        css.append(f"font-size:{size:g}pt;font-family:{m.family(font)}")
        if found._p.find(f".//{qn('w:pBdr')}/{qn('w:bottom')}") is not None:
            css.append(f"border-bottom:1.5pt solid #{m.RED};padding-bottom:6pt")
        return ";".join(css)

    def css_of(self, run: Run, found: Paragraph) -> str:
        size, font, bold, colour = self.shape(found, run)
        css = [f"font-size:{size:g}pt", f"font-family:{m.family(font)}"]
        css += ["font-weight:bold"] if bold or font in m.THICK else []
        if run._r.rPr is not None:
            css += ["text-decoration:underline"] if run.font.underline else []
            css += ["font-style:italic"] if run.font.italic else []
        return ";".join([*css, f"color:#{colour}"] if colour else css)

    def shape(self, found: Paragraph, run: Run | None = None) -> Shape:
        """As the style has it, and what the run has of its own over that."""
        key = (found._p.style, "shape")
        if key not in self.known:
            usual = Shape(m.THREE, m.BODY, False, None)
            for style in reversed(self.chain(found)):
                usual = over(usual, style, style.element)
            self.known[key] = usual
        kept: Shape = self.known[key]
        return kept if run is None or run._r.rPr is None else over(kept, run, run._r)


def form_value(form: Any, name: str) -> Any:
    """A value of this form alone; alignment as it is written, for python-docx fails on "end"."""
    if name != "alignment":
        return getattr(form, name)
    jc = form._element.find(f"{qn('w:pPr')}/{qn('w:jc')}")
    return None if jc is None else jc.get(qn("w:val"))


class Shape(NamedTuple):
    """Size in points, East Asian font, bold, colour."""

    size: float
    font: str
    bold: bool
    colour: Any


def over(usual: Shape, holder: Any, element: Any) -> Shape:
    fonts = element.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
    named = fonts.get(qn("w:eastAsia")) if fonts is not None else None
    size, bold = holder.font.size, holder.font.bold
    return Shape(
        size.pt if size else usual.size,
        named or usual.font,
        usual.bold if bold is None else bold,
        holder.font.color.rgb or usual.colour,
    )


def after(kinds: list[Any], in_code: bool, in_result: bool) -> tuple[bool, bool]:
    """Whether what follows is a field's code, or its result."""
    for kind in kinds:
        in_code, in_result = kind == "begin", kind == "separate"
    return in_code, in_result


def picture(part: Any, extent: Any) -> Piece:
    data = base64.b64encode(part.blob).decode()
    wide = int(extent.get("cx")) / EMU if extent is not None else 100.0
    return Piece(picture=f"data:{part.content_type};base64,{data}", width=round(wide, 1))
