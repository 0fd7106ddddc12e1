"""Papers as somebody opens them, and a few cases to print."""

from __future__ import annotations

import io
import zipfile
from types import SimpleNamespace

import pytest
from django.urls import reverse
from docx import Document
from pypdf import PdfReader

from tests.browsing import Person

SHEET = (210, 297, 37, 28, 156, 225)


@pytest.fixture(autouse=True)
def files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def paper_of(seat, row, code, form="docx"):
    """The answer to who asks for a paper of a case or of a share."""
    return Person(seat).get(address(row, code, form))


def address(row, code, form="docx"):
    share = row if hasattr(row, "duty") else None
    case = row.proposal if share else row
    where = [case.case.uid, *([share.pk] if share else []), code, form]
    return reverse("documents:share" if share else "documents:case", args=where)


def opened(answer):
    """The Word file that came."""
    assert answer.status_code == 200, answer.status_code
    return Document(io.BytesIO(content(answer)))


def content(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def words(paper):
    """All that is written in a Word file: paragraphs, then tables."""
    lines = [line.text for line in paper.paragraphs]
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*lines, *cells])


def printed(answer):
    """The PDF that came: its pages, and its text without the blanks that lines make."""
    assert answer.status_code == 200, answer.status_code
    pages = PdfReader(io.BytesIO(content(answer))).pages
    text = [squeezed(page.extract_text()) for page in pages]
    return SimpleNamespace(pages=pages, texts=text, text="".join(text))


def squeezed(text):
    return "".join(text.split())


def parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def name_of(answer):
    return answer["Content-Disposition"]


def off_by(section):
    """By how many millimetres a sheet, its margins and its 版心 miss the standard (5.1, 5.2)."""
    wide, high, left, top = (
        side.mm
        for side in (
            section.page_width,
            section.page_height,
            section.left_margin,
            section.top_margin,
        )
    )
    inside = (wide - left - section.right_margin.mm, high - top - section.bottom_margin.mm)
    return [abs(a - b) for a, b in zip((wide, high, top, left, *inside), SHEET, strict=True)]
