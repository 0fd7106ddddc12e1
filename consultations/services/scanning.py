"""扫码签到、扫码评议: by phone at the meeting and after it, by the system's hand."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.db import transaction

from common import clock
from common.locks import alone
from consultations.models import Attendee, Consultation, Knock, Rating, Task
from consultations.services.after import rate
from consultations.services.guests import sign_in, walk_in
from consultations.services.knocking import knock
from members.models import Entry
from members.place import SIGN_IN_DAYS, rule
from proposals.services.submission import needed
from workflow.hand import Hand
from workflow.models import Event

MOST_SIGN_INS = 300  # within an hour from one address, which a whole meeting may share
MOST_RATINGS = 100  # likewise
OFTEN = "您所在的网络一小时内提交的已较多，请一小时后再提交，也可请工作人员代为登记"
Status = Consultation.Status


def signing_open(row: Consultation) -> bool:
    """While the minutes are open, around the day of the meeting as the place has it."""
    if row.status not in (Status.APPROVED, Status.HELD):
        return False
    around = timedelta(days=rule(SIGN_IN_DAYS, row.committee_id))
    return abs(clock.today() - (row.held_on or row.planned_on)) <= around


def rating_open(row: Consultation) -> bool:
    return row.status == Status.RATING


@transaction.atomic
def scan_in(
    row: Consultation,
    *,
    by: Hand,
    address: str | None,
    guest: Attendee | None = None,
    name: str = "",
    role: Entry | None = None,
) -> Attendee:
    """扫码签到 of who was invited, or of who came without; whoever is there already stays so."""
    alone(f"sign in:{row.pk}")
    if not signing_open(row):
        raise ValidationError("签到没有开放，请到签到台登记", code="closed")
    knock(Knock.Door.SIGN_IN, address, most=MOST_SIGN_INS, told=OFTEN)
    if guest is None:
        needed(name, "请选择您的姓名，或填写姓名和身份", "name")
        if role is None:
            raise ValidationError({"role": "请选择参会身份"})
        guest = row.attendees.filter(name=name.strip(), role=role).order_by("pk").first()
        if guest is None:
            return walk_in(row, by=by, role=role, name=name.strip(), way=Attendee.Way.SCAN)
    if guest.status == Attendee.Status.PRESENT:
        return guest
    return sign_in(guest, by=by, way=Attendee.Way.SCAN)


@transaction.atomic
def scan_rating(
    row: Consultation,
    *,
    by: Hand,
    address: str | None,
    browser: UUID,
    task: Task,
    attitude: str,
    result: str,
    **more: str,
) -> Rating:
    """扫码评议: one of a browser for a task as it was done; the same sent again is the same.

    more: words and villager, as far as they were told.
    """
    press = key(browser, task)
    alone(f"press:{press}")
    if earlier := said(press):
        if (earlier.attitude, earlier.result) != (attitude, result):
            raise ValidationError(
                "您已评议过这项任务；要更改，请到乡镇委员工作室说明", code="spent"
            )
        return earlier
    knock(Knock.Door.RATING, address, most=MOST_RATINGS, told=OFTEN)
    told: dict[str, Any] = {"attitude": attitude, "result": result} | more
    return rate(row, by=by._replace(press=press), task=task, **told)


def key(browser: UUID, task: Task) -> UUID:
    """Another one after the task was done again."""
    answered = task.ratings.filter(status=Rating.Status.ANSWERED).count()
    return uuid5(browser, f"rating:{task.pk}:{answered}")


def said(press: UUID) -> Rating | None:
    event = Event.objects.filter(press=press, seat=None, subject_type=Rating.kind()).first()
    return Rating.objects.get(pk=event.subject_id) if event else None


__all__ = ["scan_in", "scan_rating"]
