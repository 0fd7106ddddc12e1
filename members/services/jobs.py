"""后台任务: asked for, done by a worker, kept some days for who asked. Celery only carries."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q

from common import clock
from common.locks import alone, meanwhile
from members.models import Client, Job, Seat
from members.models.jobs import FOLDER, KEPT

log = logging.getLogger(__name__)
SILENT = timedelta(minutes=5)  # a worker that has not been heard of so long is gone
BEATS = 20  # rows between two notes of how far it is
TRIES = 3
MOST = 10  # unfinished ones of one seat
GIVEN_UP = "请稍后再试；仍不成功的，请联系系统管理员。"
LEFT = "申请时的身份已结束。"
LONG = "long work"  # one worker at a time does such; the others are for messages and deadlines
Beat = Callable[[int, list[list[str]]], None]  # done, refused
STANDING: set[str] = set()  # kinds of which what is done stays done, whatever comes after
RUNNERS: dict[str, Callable[[Job, Beat], None]] = {}
TOLD: list[Callable[[Job], None]] = []  # what is to be called when one has ended


def has_room(seat: Seat, press: UUID) -> bool:
    """Whether one more may wait; another call at the same moment waits for the answer."""
    alone(f"jobs:{seat.pk}")
    return Job.objects.unfinished().filter(seat=seat).exclude(press=press).count() < MOST


@transaction.atomic
def ask_job(
    seat: Seat, kind: str, title: str, *, press: UUID, total: int, told: dict[str, Any]
) -> Job:
    """What the seat wants done; the same press asks once. ValidationError: too much waits."""
    if not has_room(seat, press):
        raise ValidationError(f"您已有{MOST}项后台任务没有做完，请等做完再办")
    job, _ = Job.objects.get_or_create(
        seat=seat,
        press=press,
        defaults={"kind": kind, "title": title[:100], "total": total, "told": told},
    )
    return job


def run_next() -> bool:
    """Do the one that waits longest; whether there was one. Nothing while long work is done."""
    with meanwhile(LONG) as free:
        return free and do_next()


def do_next() -> bool:
    job = taken()
    if job is None:
        return False
    if not stands(job):
        return end(job, so_far(job) + LEFT)
    if job.tries > TRIES:
        return end(job, so_far(job) + GIVEN_UP)
    job.done, job.refused = 0, []
    try:
        RUNNERS[job.kind](job, beats_of(job))
    except Exception:  # tried again when it has been silent for a while, then given up
        log.exception("job %s", job.pk)
        return True
    return end(job)


def so_far(job: Job) -> str:
    """What the tries before did, where it stands: who asked must not do it again."""
    if job.kind not in STANDING or not job.gone_through:
        return ""
    return f"已办{job.done}件，其余没有办，请回列表核对；"


def stands(job: Job) -> bool:
    """Whether who asked still holds the seat, or is a client that may still come in."""
    held = Seat.objects.held().filter(pk=job.seat_id).exists()
    return held or Client.objects.serving().filter(seat=job.seat_id).exists()


def taken() -> Job | None:
    """It is this worker's from now on; one of a worker that is gone may be taken too."""
    with transaction.atomic():
        free = Q(beat_at=None) | Q(beat_at__lt=clock.now() - SILENT)
        waiting = Job.objects.unfinished().filter(free).order_by("pk")
        found = waiting.select_for_update(skip_locked=True).first()
        if found is None:
            return None
        found.tries, found.beat_at = found.tries + 1, clock.now()
        found.save(update_fields=["tries", "beat_at"])
    seats = Seat.objects.with_scope()
    found.seat = seats.get(pk=found.seat_id)
    return found


def beats_of(job: Job) -> Beat:
    """Notes how far it is, and that its worker is alive."""
    mine = Job.objects.filter(pk=job.pk)

    def beat(done: int, refused: list[list[str]]) -> None:
        job.done, job.refused = done, refused
        if (done + len(refused)) % BEATS == 0:
            mine.update(done=done, refused=refused, beat_at=clock.now())

    return beat


@transaction.atomic
def end(job: Job, fault: str = "") -> bool:
    """It is done, or given up; who asked is told, also why nothing came of it (job.fault)."""
    told = {"done": job.done, "refused": job.refused, "file": job.file}
    told |= {"fault": fault or job.fault}
    mine = Job.objects.filter(pk=job.pk, ended_at=None)
    if mine.update(ended_at=clock.now(), **told):
        job.refresh_from_db()
        for tell in TOLD:
            tell(job)
    return True


def forget_old() -> int:
    """Those whose days are over, with their files; how many were deleted."""
    old = list(Job.objects.filter(ended_at__lt=clock.now() - KEPT))
    for job in old:
        default_storage.delete(job.place)  # there may be one of a try that did not end
        job.delete()
    sweep()
    return len(old)


def sweep() -> None:
    """Delete files without a job: it was not written down, as what came with it failed."""
    names = default_storage.listdir(FOLDER)[1] if default_storage.exists(FOLDER) else []
    known = {str(uid) for uid in Job.objects.values_list("uid", flat=True)}
    for place in (f"{FOLDER}/{name}" for name in names if name not in known):
        if default_storage.get_modified_time(place) < clock.now() - KEPT:
            default_storage.delete(place)
