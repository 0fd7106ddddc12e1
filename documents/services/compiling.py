"""汇编: asked for, made by a worker, kept some days for who asked. PostgreSQL remembers."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from common import clock
from common.locks import meanwhile
from documents.compiling import Beat, Made, cases_of, made
from documents.models import KEPT, Compilation
from documents.papers import KINDS, PAPERS
from members.models import Seat, Session
from members.services import registry_of
from members.services.exporting import exported
from members.services.jobs import LONG
from notices.services import tell
from workflow.hand import Hand

log = logging.getLogger(__name__)
SILENT = timedelta(minutes=10)  # a worker that has not been heard of so long is gone
TRIES = 3
GIVEN_UP = "汇编没有做成，请稍后再试；仍不成功的，请联系系统管理员。"
LEFT = "申请汇编的身份已结束，没有生成。"


def ask_compilation(session: Session, *, by: Hand) -> Compilation:
    """One at a time for a seat and session; who asked is on record."""
    seat = by.seat
    if not isinstance(seat, Seat) or seat.role not in PAPERS["compilation"].roles:
        raise PermissionDenied("汇编由提案委生成")
    if session.term.committee_id != seat.committee_id:
        raise PermissionDenied("只能汇编本会的提案")
    count = cases_of(seat, session).count()
    if not count:
        raise ValidationError("这次会议还没有编号的提案，编号以后再汇编")
    with transaction.atomic():
        wanted, fresh = Compilation.objects.unfinished().get_or_create(
            session=session, seat=seat, ended_at=None, defaults={"total": count}
        )
        if fresh:
            exported(registry_of(seat.committee), f"导出{wanted}", by=by, session=session.pk)
    return wanted


def compile_next() -> bool:
    """Make the one that waits longest; whether there was one. Nothing while long work is done."""
    with meanwhile(LONG) as free:
        return free and do_next()


def do_next() -> bool:
    wanted = taken()
    if wanted is None:
        return False
    if not Seat.objects.held().filter(pk=wanted.seat_id).exists():
        return end(wanted, LEFT)
    if wanted.tries > TRIES:
        return end(wanted, GIVEN_UP)
    try:
        keep(wanted, made(wanted.seat, wanted.session, beats_of(wanted)))
    except Exception:  # tried again when it has been silent for a while, then given up
        log.exception("compilation %s", wanted.pk)
    return True


def taken() -> Compilation | None:
    """It is this worker's from now on; one of a worker that is gone may be taken too."""
    with transaction.atomic():
        free = Q(beat_at=None) | Q(beat_at__lt=clock.now() - SILENT)
        waiting = Compilation.objects.unfinished().filter(free).order_by("pk")
        found = waiting.select_for_update(skip_locked=True).first()
        if found is None:
            return None
        found.tries, found.beat_at = found.tries + 1, clock.now()
        found.save(update_fields=["tries", "beat_at"])
    known = ("session__term__committee", "seat__committee")
    return Compilation.objects.select_related(*known).get(pk=found.pk)


def beats_of(wanted: Compilation) -> Beat:
    """Notes how far it is, and that its worker is alive."""
    mine = Compilation.objects.filter(pk=wanted.pk)

    def beat(done: int, total: int) -> None:
        mine.update(done=done, total=total, beat_at=clock.now())

    return beat


def keep(wanted: Compilation, result: Made) -> None:
    forms = {"docx": result.docx} | ({"pdf": result.pdf} if result.pdf is not None else {})
    for form, data in forms.items():
        default_storage.delete(wanted.place(form))
        default_storage.save(wanted.place(form), ContentFile(data))
    end(wanted, result.fault, " ".join(forms))


def end(wanted: Compilation, fault: str, forms: str = "") -> bool:
    """It is done, or given up; who asked for it is told."""
    mine = Compilation.objects.filter(pk=wanted.pk, ended_at=None)
    if mine.update(ended_at=clock.now(), fault=fault, forms=forms):
        words = f"{wanted}已生成" if forms else f"{wanted}没有生成：{fault}"
        tell(wanted.seat, words, reverse("documents:compilations"), about=f"compiled:{wanted.pk}")
    return True


def forget_old() -> int:
    """Results whose days are over; how many were deleted."""
    old = list(Compilation.objects.filter(ended_at__lt=clock.now() - KEPT))
    for one in old:
        for form in KINDS:  # also what a try left that did not end
            default_storage.delete(one.place(form))
        one.delete()
    return len(old)
