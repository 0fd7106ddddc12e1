"""A stored file on its way to a browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO, Any, Protocol

from django.http import FileResponse, Http404

from common.files import INLINE


class Named(Protocol):
    """What is known of a stored file without opening it."""

    name: Any
    media_type: Any


def sent(file: Named, opened: Callable[[], IO[bytes]]) -> FileResponse:
    """Shown by the browser if it is a PDF or picture, else downloaded; nobody keeps a copy.

    Bytes that are gone are a 404: the nightly check of files tells the office.
    """
    try:
        bytes_ = opened()
    except FileNotFoundError as gone:
        raise Http404("文件已不在存储中，请联系系统管理员") from gone
    answer = FileResponse(
        bytes_,
        as_attachment=file.media_type not in INLINE,
        filename=file.name,
        content_type=file.media_type,
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
