"""A PDF from the filled Word file itself, so that both say the same whatever template is used."""

from __future__ import annotations

import io
import logging
import threading
from collections.abc import Iterable
from typing import Any

from django.template.loader import render_to_string

from documents import measures as m

MISSING = (
    "服务器缺少排版 PDF 的系统软件，请管理员运行 apt-get install "
    "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0；Word 文件不受影响。"
)
for _name in ("weasyprint", "weasyprint.progress", "fontTools"):
    logging.getLogger(_name).setLevel(logging.ERROR)  # every step of every page, else
ONE_AT_A_TIME = threading.Lock()  # Pango's font maps are not made for several threads


class NoTypesetter(Exception):
    """The system's libraries are missing; the text is for the person who asked."""

    def __init__(self) -> None:
        super().__init__(MISSING)


def pdf_of(paper: bytes) -> bytes:
    """NoTypesetter where Pango is not installed."""
    return written(set_in_type(html_of(paper)))


def html_of(paper: bytes) -> str:
    from documents.reading_docx import blocks_in

    return page_of(blocks_in(paper))


def page_of(blocks: Iterable[Any], *, first: int = 1, roman: bool = False) -> str:
    """HTML of blocks; first: the number of its first page, which also decides left or right."""
    words = {"blocks": list(blocks), "before": first - 1, "left": first % 2 == 0, "roman": roman}
    return render_to_string("documents/print.html", words | {"m": m, "song": m.family(m.SONG)})


def set_in_type(html: str) -> Any:
    """WeasyPrint's document; it takes a second to load, so only who prints loads it."""
    try:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except OSError as missing:
        raise NoTypesetter from missing
    with ONE_AT_A_TIME:
        inside = URLFetcher(allowed_protocols=["data"])  # pictures of the file itself
        return HTML(string=html, url_fetcher=inside).render()


def written(typeset: Any) -> bytes:
    with ONE_AT_A_TIME:
        data: bytes = typeset.write_pdf()
    return data


def joined(parts: list[bytes]) -> bytes:
    """Several PDFs as one; what they share (fonts) is kept once."""
    from pypdf import PdfWriter

    whole = PdfWriter()
    for part in parts:
        whole.append(io.BytesIO(part), import_outline=False)
    whole.compress_identical_objects()
    out = io.BytesIO()
    whole.write(out)
    return out.getvalue()
