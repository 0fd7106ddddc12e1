"""Files of a topic or consultation: looked into, kept by their content, told to the record."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.storage import default_storage

from common.locks import alone
from consultations.models import Enclosure
from members.models import Seat
from members.place import MOST_FILES, rule
from proposals.services.files import looked_into, put_away
from workflow.hand import Hand
from workflow.models import Row

FOLDER = "consulted"  # of the storage, which is not served; apart from what drafts let go of


def enclose_all(row: Row, files: Iterable[File[bytes]], *, by: Hand) -> list[Enclosure]:
    """Add files to a row, no more than the place allows a row; inside the row's move."""
    chosen = list(files)
    if not chosen:
        return []
    most = rule(MOST_FILES, row.case.committee_id)
    theirs = Enclosure.objects.live().filter(subject_type=row.kind(), subject_id=row.pk)
    there = theirs.count()
    if there + len(chosen) > most:
        known = f"，已有{there}个" if there else ""
        told = f"每条记录最多{most}个附件{known}，请减少后再传，或合并为一个文件"
        raise ValidationError({"files": told})
    return [named(row, one, by) for one in chosen]


def named(row: Row, file: File[bytes], by: Hand) -> Enclosure:
    """One of several: the refusal names the file."""
    try:
        return enclose(row, file, by=by)
    except ValidationError as refusal:
        raise ValidationError({"files": f"{file.name}：{refusal.messages[0]}"}) from refusal


def enclose(row: Row, file: File[bytes], *, by: Hand) -> Enclosure:
    """Add a file to a row, inside the row's move. Pictures lose their position."""
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


def place(digest: str) -> str:
    bare = digest.rpartition(":")[2]
    return f"{FOLDER}/{bare[:2]}/{bare}"


def content(enclosure: Enclosure) -> File[bytes]:
    """The stored bytes, to be read once."""
    return default_storage.open(place(enclosure.digest))


__all__ = ["content", "enclose_all"]
