"""附件 of an answer: several at once while it is drafted and as it is delivered, within bounds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db.models import Count, Sum

from common import clock
from proposals.models import Attachment, Reply
from proposals.services.files import Purpose, enclose, outline
from workflow.hand import Hand

MOST_FILES = 10  # of one letter
MOST_TOGETHER = 60  # megabytes, of one letter
MB = 1024 * 1024


def enclose_all(
    reply: Reply, *, by: Hand, files: Iterable[File[Any]], purpose: str = Purpose.ANNEX
) -> None:
    """Inside the letter's move; ValidationError at `files` names the file and says what to do."""
    chosen = list(files)
    if not chosen:
        return
    room_for(reply, chosen)
    for file in chosen:
        try:
            enclose(reply, by=by, file=file, purpose=purpose)
        except ValidationError as refusal:
            told = "".join(refusal.messages)
            raise ValidationError({"files": f"《{file.name}》：{told}"}) from refusal


def room_for(reply: Reply, chosen: list[File[Any]]) -> None:
    """With what the letter carries already."""
    held = files_of(reply).aggregate(number=Count("pk"), size=Sum("size"))
    if held["number"] + len(chosen) > MOST_FILES:
        now = f"，已有{held['number']}个" if held["number"] else ""
        raise ValidationError({"files": f"一件答复最多附{MOST_FILES}个文件{now}，请合并后再传"})
    size = (held["size"] or 0) + sum(file.size or 0 for file in chosen)
    if size > MOST_TOGETHER * MB:
        told = f"一件答复的附件合计不能超过{MOST_TOGETHER} MB，现为{size / MB:.0f} MB，请压缩后再传"
        raise ValidationError({"files": told})


def files_of(reply: Reply) -> Any:
    """What a letter carries."""
    there = Attachment.objects.live().filter(subject_type=Reply.kind(), subject_id=reply.pk)
    return there.filter(proposal=reply.proposal_id)


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
