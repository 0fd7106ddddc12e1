"""Files of lists and key proposals: several with one press, each looked into."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.files.base import File

from proposals.models import Attachment
from proposals.services.enclosing import add, within
from workflow.hand import Hand
from workflow.models import Row


def enclose_with(row: Row, files: Iterable[File[Any]], *, by: Hand) -> None:
    """Inside the row's move; positions are taken out of pictures."""
    chosen = list(files)
    if not chosen:
        return
    within("一次", 0, 0, chosen)
    add(row, chosen, by, Attachment.Purpose.ANNEX)
