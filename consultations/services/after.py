"""Villagers' ratings, the county's notes, and the end of a consultation."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.core.files.base import File

from common import clock
from consultations.models import Consultation, OversightNote, Partner, Rating, Task
from consultations.services.files import enclose_all
from consultations.workflow import CONSULTATION, OVERSIGHT, PARTNER, RATING, Action, PartAction
from deadlines.defaults import Kind as Duty
from deadlines.models import Obligation
from deadlines.services import meet
from members.models import Committee, Township
from members.place import COUNTY_ONLY, rule
from proposals.services.submission import needed
from workflow.hand import Hand
from workflow.holding import holding, lend


def rate(
    row: Consultation,
    *,
    by: Hand,
    task: Task,
    attitude: str,
    result: str,
    words: str = "",
    villager: str = "",
    files: Iterable[File[bytes]] = (),
) -> Rating:
    """群众评议 of one finished task, on paper by the township or by a villager's own phone."""
    rating = Rating(
        consultation=row,
        task=task,
        attitude=attitude,
        result=result,
        words=words,
        villager=villager,
        on_paper=by.seat is not None,
    )
    with RATING.moving(rating, PartAction.RATE, by=by) as rating:
        if task.consultation_id != row.pk:
            raise ValidationError({"task": "请选择本次协商的任务"})
        enclose_all(rating, files, by=by)
    return rating


def void_rating(rating: Rating, *, by: Hand, note: str) -> Rating:
    with RATING.moving(rating, PartAction.VOID_RATING, by=by, note=note) as rating:
        needed(note, "请写明作废的原因")
    return rating


def end_rating(row: Consultation, *, by: Hand, note: str = "") -> Consultation:
    """结束群众评议: with it the consultation is done (办结)."""
    with CONSULTATION.moving(row, Action.END_RATING, by=by, note=note) as row:
        meet(row, Duty.RATE_TASKS)
    return row


def oversee(row: Consultation, *, by: Hand, text: str) -> OversightNote:
    """记录监督意见."""
    note = OversightNote(consultation=row, text=text)
    with OVERSIGHT.moving(note, PartAction.OVERSEE, by=by) as note:
        return note


def grant(row: Consultation, *, by: Hand, township: Township, note: str = "") -> Partner:
    """授权共同协商: another township, also of another county, sees it and takes part."""
    partner = Partner(consultation=row, township=township)
    with PARTNER.moving(partner, PartAction.GRANT, by=by, note=note) as partner:
        if township.pk == row.township_id:
            raise ValidationError({"township": f"{township}是牵头乡镇，不必授权"})
        near(row.case.committee, township)
        others = row.partners.filter(township=township, status=Partner.Status.GRANTED)
        if others.exclude(pk=partner.pk).exists():
            raise ValidationError({"township": f"{township}已经共同协商"})
    return partner


def near(county: Committee, township: Township) -> None:
    """Of the same county, or of another one of the prefecture if it does not keep them apart."""
    other = township.committee
    if other.pk == county.pk:
        return
    if not county.parent_id or other.parent_id != county.parent_id:
        raise ValidationError({"township": f"{township}不在同一州市，不能授权共同协商"})
    if rule(COUNTY_ONLY, county.parent_id):
        raise ValidationError({"township": "州市规定共同协商只限本县乡镇，请选择本县乡镇"})


def end_grant(partner: Partner, *, by: Hand, note: str) -> Partner:
    with PARTNER.moving(partner, PartAction.END_GRANT, by=by, note=note) as partner:
        needed(note, "请写明结束的原因")
    return partner


def finish_expired(limit: int = 200) -> int:
    """评议到期办结: consultations whose time for rating is over; how many were finished."""
    late = Obligation.objects.late(clock.today()).filter(kind=Duty.RATE_TASKS)
    cases = list(late.order_by("case").values_list("case", flat=True).distinct()[:limit])
    found = Consultation.objects.filter(pk__in=cases, status=Consultation.Status.RATING)
    return sum(finish_one(one) for one in found.select_related("case").order_by("pk"))


def finish_one(row: Consultation) -> bool:
    with holding(row.case) as case:
        fresh = lend(row, case)
        CONSULTATION.settle(fresh)
        return fresh.status == Consultation.Status.DONE


__all__ = [
    *("end_grant", "end_rating", "finish_expired", "grant", "oversee", "rate", "void_rating"),
]
