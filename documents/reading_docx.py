"""A Word file as blocks to be set in type: paragraphs with their form, tables, pictures."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from documents import measures as m

ALIGNED = {
    WD_ALIGN_PARAGRAPH.CENTER: "center",
    WD_ALIGN_PARAGRAPH.RIGHT: "right",
    WD_ALIGN_PARAGRAPH.JUSTIFY: "justify",
    WD_ALIGN_PARAGRAPH.DISTRIBUTE: "justify",
}


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


def blocks_of(paper: Document) -> list[Block]:
    return list(inside(paper.element.body, paper))


def inside(parent: Any, owner: Any) -> Iterator[Block]:
    for child in parent.iterchildren():
        if child.tag == qn("w:p"):
            yield paragraph(Paragraph(child, owner))
        elif child.tag == qn("w:tbl"):
            yield table(Table(child, owner))
        elif child.tag == qn("w:sdt") and (content := child.find(qn("w:sdtContent"))) is not None:
            yield from inside(content, owner)


def table(found: Table) -> Block:
    return Block(rows=[list(cells(row)) for row in found.rows])


def cells(row: Any) -> Iterator[Cell]:
    for tc in row._tr.tc_lst:
        wide = tc.width.mm if tc.width is not None else 0
        yield Cell(list(inside(tc, row._parent._parent)), round(wide, 1), tc.grid_span)


def paragraph(found: Paragraph) -> Block:
    block = Block(css=form_of(found), starts=bool(inherited(found, "page_break_before")))
    mark = found._p.find(qn("w:bookmarkStart"))
    block.mark = mark.get(qn("w:name")) if mark is not None else ""
    in_code = in_result = False
    for node in found._p.iter(qn("w:r")):
        run = Run(node, found)
        kinds = [one.get(qn("w:fldCharType")) for one in node.iter(qn("w:fldChar"))]
        codes = "".join(one.text or "" for one in node.iter(qn("w:instrText"))).split()
        block.refers = codes[1] if codes[:1] == ["PAGEREF"] else block.refers
        in_code, in_result = after(kinds, in_code, in_result)
        if not in_code and not (in_result and block.refers):
            block.pieces += pieces(run, found.style)
    return block


def after(kinds: list[str], in_code: bool, in_result: bool) -> tuple[bool, bool]:
    """Whether what follows is a field's code, or its result."""
    for kind in kinds:
        in_code, in_result = kind == "begin", kind == "separate"
    return in_code, in_result


def pieces(run: Run, style: Any) -> Iterator[Piece]:
    if run.text:
        yield Piece(run.text.replace("\t", "\u3000"), css_of(run, style))
    for blip in run._r.iter(qn("a:blip")):
        part = run.part.related_parts[blip.get(qn("r:embed"))]
        if part.content_type in ("image/png", "image/jpeg"):
            data = base64.b64encode(part.blob).decode()
            extent = next(run._r.iter(qn("wp:extent")), None)
            wide = int(extent.get("cx")) / 12700 if extent is not None else 100.0
            yield Piece(picture=f"data:{part.content_type};base64,{data}", width=round(wide, 1))


def inherited(found: Paragraph, name: str) -> Any:
    """A value of the paragraph's form: its own, else of its style and those above it."""
    value = getattr(found.paragraph_format, name)
    style: Any = found.style
    while value is None and style is not None:
        value = getattr(style.paragraph_format, name, None)
        style = style.base_style
    return value


def form_of(found: Paragraph) -> str:
    css = [f"text-align:{ALIGNED.get(inherited(found, 'alignment'), 'left')}"]
    pitch = inherited(found, "line_spacing")
    if pitch is not None:
        css.append(
            f"line-height:{pitch.pt:g}pt" if hasattr(pitch, "pt") else f"line-height:{pitch}"
        )
    sides = {"first_line_indent": "text-indent", "left_indent": "margin-left",
             "right_indent": "margin-right", "space_before": "margin-top",
             "space_after": "margin-bottom"}  # fmt: skip
    for name, rule in sides.items():
        if length := inherited(found, name):
            css.append(f"{rule}:{length.pt:g}pt")
    size, font, *_ = shape(found.style, None)
    css.append(f"font-size:{size:g}pt;font-family:{m.family(font)}")
    if found._p.find(f".//{qn('w:pBdr')}/{qn('w:bottom')}") is not None:
        css.append(f"border-bottom:1.5pt solid #{m.RED};padding-bottom:6pt")
    return ";".join(css)


def css_of(run: Run, style: Any) -> str:
    size, font, bold, colour = shape(style, run)
    css = [f"font-size:{size:g}pt", f"font-family:{m.family(font)}"]
    css += ["font-weight:bold"] if bold or font in m.THICK else []
    css += ["text-decoration:underline"] if run.font.underline else []
    css += ["font-style:italic"] if run.font.italic else []
    return ";".join([*css, f"color:#{colour}"] if colour else css)


def shape(style: Any, run: Run | None) -> tuple[float, str, bool, Any]:
    """Size in points, East Asian font, bold, colour: the run's own, else its style's."""
    size = font = bold = colour = None
    holders = [run] if run is not None else []
    while style is not None:
        holders.append(style)
        style = style.base_style
    for holder in holders:
        size = size or holder.font.size
        font = font or east_asian(holder)
        bold = holder.font.bold if bold is None else bold
        colour = colour or holder.font.color.rgb
    return (size.pt if size else m.THREE), font or m.BODY, bool(bold), colour


def east_asian(holder: Run | Any) -> str | None:
    element = holder._r if isinstance(holder, Run) else holder.element
    found = element.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
    return found.get(qn("w:eastAsia")) if found is not None else None
