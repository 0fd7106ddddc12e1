"""Files of a topic or consultation: looked into, kept by their content, told to the record."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.storage import default_storage

from consultations.models import Enclosure
from members.models import Seat
from proposals.services.files import alone, looked_into, put_away
from workflow.hand import Hand
from workflow.models import Row

MOST_FILES = 20  # of one press
FOLDER = "consulted"  # of the storage, which is not served; apart from what drafts let go of


def enclose(row: Row, file: File[bytes] | None, *, by: Hand) -> Enclosure | None:
    """Add a file to a row, if there is one; inside the row's move. Pictures lose their position."""
    if file is None:
        return None
    if not row.case.held:
        raise RuntimeError("a file is enclosed inside a move")
    checked = looked_into(file)
    digest = hashlib.sha256(checked.data).hexdigest()
    alone(digest)
    put_away(place(digest), checked.data)
    kept = Enclosure.objects.create(
        case_id=row.case.pk,
        subject_type=row.kind(),
        subject_id=row.pk,
        name=checked.name,
        media_type=checked.kind.media_type,
        size=len(checked.data),
        digest=f"sha256:{digest}",
        seat=by.seat if isinstance(by.seat, Seat) else None,
    )
    row.case.tell("files", {"name": kept.name, "digest": kept.digest})
    return kept


def enclose_all(row: Row, files: Iterable[File[bytes]], *, by: Hand) -> None:
    """Add them all, or none; the refusal names the file."""
    files = list(files)
    if len(files) > MOST_FILES:
        raise ValidationError({"files": f"一次最多{MOST_FILES}个文件，其余的请分次补充"})
    for file in files:
        try:
            enclose(row, file, by=by)
        except ValidationError as refusal:
            raise ValidationError({"files": f"{file.name}：{refusal.messages[0]}"}) from refusal


def place(digest: str) -> str:
    bare = digest.rpartition(":")[2]
    return f"{FOLDER}/{bare[:2]}/{bare}"


def content(enclosure: Enclosure) -> File[bytes]:
    """The stored bytes, to be read once."""
    return default_storage.open(place(enclosure.digest))


__all__ = ["content", "enclose", "enclose_all"]
