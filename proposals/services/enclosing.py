"""附件 of an answer: several at once while it is drafted and as it is delivered, within bounds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db.models import Count, Sum

from common import clock
from proposals.models import Attachment, Commitment, Reply
from proposals.services.files import Purpose, enclose, outline
from workflow.hand import Hand
from workflow.models import Row

MOST_FILES = 10  # of one letter, or with one report on a promise
MOST_TOGETHER = 60  # megabytes, the same
MOST_EVIDENCE = 100  # files of one promise, over the years
MB = 1024 * 1024


def enclose_all(
    reply: Reply, *, by: Hand, files: Iterable[File[Any]], purpose: str = Purpose.ANNEX
) -> None:
    """Inside the letter's move; ValidationError at `files` names the file and says what to do."""
    chosen = list(files)
    if not chosen:
        return
    room_for(reply, chosen)
    add(reply, chosen, by, purpose)


def add(row: Row, chosen: list[File[Any]], by: Hand, purpose: str) -> None:
    for file in chosen:
        try:
            enclose(row, by=by, file=file, purpose=purpose)
        except ValidationError as refusal:
            told = "".join(refusal.messages)
            raise ValidationError({"files": f"《{file.name}》：{told}"}) from refusal


def enclose_evidence(promise: Commitment, *, by: Hand, files: Iterable[File[Any]]) -> None:
    """落实证据, inside the promise's move: pictures and documents, several with one press."""
    chosen = list(files)
    if not chosen:
        return
    within("一次", 0, 0, chosen)
    if files_of(promise).count() + len(chosen) > MOST_EVIDENCE:
        told = f"一项承诺最多附{MOST_EVIDENCE}个文件，请合并后再传"
        raise ValidationError({"files": told})
    add(promise, chosen, by, Purpose.EVIDENCE)


def room_for(reply: Reply, chosen: list[File[Any]]) -> None:
    """With what the letter carries already."""
    held = files_of(reply).aggregate(number=Count("pk"), size=Sum("size"))
    within("一件答复", held["number"], held["size"] or 0, chosen)


def within(whose: str, number: int, size: int, chosen: list[File[Any]]) -> None:
    """ValidationError where that many, or so large together, are too much."""
    if number + len(chosen) > MOST_FILES:
        now = f"，已有{number}个" if number else ""
        raise ValidationError({"files": f"{whose}最多附{MOST_FILES}个文件{now}，请合并后再传"})
    size += sum(file.size or 0 for file in chosen)
    if size > MOST_TOGETHER * MB:
        told = f"{whose}的附件合计不能超过{MOST_TOGETHER} MB，现为{size / MB:.0f} MB，请压缩后再传"
        raise ValidationError({"files": told})


def files_of(row: Reply | Commitment) -> Any:
    """What a letter carries, or the evidence of a promise."""
    there = Attachment.objects.live().filter(subject_type=row.kind(), subject_id=row.pk)
    return there.filter(proposal=row.proposal_id)


def take_out(reply: Reply, gone: Iterable[Attachment]) -> None:
    """Inside the letter's move: files of a letter that is still being written."""
    taken = files_of(reply).filter(pk__in=[file.pk for file in gone])
    for file in taken:
        reply.case.tell("files_out", outline(file))
    taken.update(voided_at=clock.now())


def carry_files(old: Reply, fresh: Reply) -> None:
    """A letter that is drafted anew keeps what it carried."""
    for file in files_of(old):
        fresh.case.tell("files", outline(file))
    files_of(old).update(subject_id=fresh.pk)
