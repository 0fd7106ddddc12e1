"""What is uploaded is read to its end but kept only as far as a file may go.

So a form whose file is too big comes to its page, which refuses the file and keeps the words.
"""

from __future__ import annotations

from django.core.files.uploadhandler import FileUploadHandler

from common.table_files import MAX_BYTES


class Cut(FileUploadHandler):
    """Stands before the handlers that keep: a file that is too big ends just beyond the limit."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        return raw_data if start <= MAX_BYTES else None

    def file_complete(self, file_size: int) -> None:
        """It keeps nothing itself."""
