"""What a letter carries besides its text: what becomes of each suggestion, and its number."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q

from common import clock
from members.models import Counter, Unit
from proposals.models import Reply, ReplyItem
from proposals.services.commitments import standing
from workflow.models import fingerprint

Kind = ReplyItem.Kind
MOST = 30
YEARS = 10  # the furthest that an answer may promise
COLUMNS = ("kind", "matter", "quantity", "measure", "due_on", "reason")


def set_items(reply: Reply, items: Iterable[dict[str, Any]]) -> None:
    """已落实, 计划落实 and 暂未采纳, one line a suggestion; they replace the earlier lines."""
    rows = [ReplyItem(reply=reply, position=place, **item) for place, item in enumerate(items, 1)]
    faults = [fault for row in rows if (fault := fault_of(row))]
    faults = faults or over_already(reply, rows)
    if faults:
        raise ValidationError({"items": faults})
    if len(rows) > MOST:
        raise ValidationError({"items": f"一件答复最多列{MOST}项"})
    reply.items.all().delete()
    ReplyItem.objects.bulk_create(rows)
    reply.items_digest = digest(rows)


def fault_of(row: ReplyItem) -> str:
    """What is missing of a line; nothing when it is complete."""
    if not row.matter:
        return f"第{row.position}项：请写明事项"
    if row.kind == Kind.PLANNED and row.due_on is None:
        return f"第{row.position}项：计划落实的，请填写落实时限"
    if row.kind == Kind.REFUSED and not row.reason:
        return f"第{row.position}项：暂未采纳的，请写明理由"
    far = too_far(row.due_on) if row.due_on else ""
    return f"第{row.position}项：{far}" if far else ""


def too_far(on: date) -> str:
    """What lies further off was mistyped, and would never fall due."""
    if on <= clock.today() + timedelta(days=366 * YEARS):
        return ""
    return f"落实时限最长{YEARS}年，请核对年份"


def reachable(until: date) -> None:
    """Refuses a new day that is too far off."""
    if far := too_far(until):
        raise ValidationError({"until": far})


def over_already(reply: Reply, rows: Iterable[ReplyItem]) -> list[str]:
    """A plan is of days to come; what was promised before, and is late, may be said again."""
    today = clock.today()
    planned = [one for one in rows if one.kind == Kind.PLANNED]
    past = [one for one in planned if one.due_on and one.due_on < today]
    if not past:
        return []
    late = {(one.what, one.due_on) for one in standing(reply.assignment)}
    return [
        f"第{one.position}项：落实时限已过，已经落实的请选“已落实”，没有落实的请另定日期"
        for one in past
        if (one.matter, one.due_on) not in late
    ]


def digest(rows: Iterable[ReplyItem]) -> str:
    """What binds the lines to the record; of no lines it is empty."""
    told = [[plain(getattr(row, name)) for name in COLUMNS] for row in rows]
    return fingerprint(told) if told else ""


def plain(value: Any) -> str:
    """One spelling, whether it was typed or comes from the database."""
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def copy_items(reply: Reply) -> list[dict[str, Any]]:
    return [{name: getattr(item, name) for name in COLUMNS} for item in reply.items.all()]


LAST_NUMBER = re.compile(r"\d+(?=\D*$)")
YEAR = re.compile(r"(?<=[〔\[（(【])\d{4}(?=[〕\]）)】])")


def next_number(unit: Unit) -> str:
    """The number after the unit's highest of this year; empty if there is none to follow.

    A new year begins with 1, in the form of the last letter.
    """
    year, letters = clock.today().year, numbers_of(unit)
    used = letters.filter(signed_on__year=year).values_list("letter_number", flat=True)
    if used:
        highest = max(used, key=number_in)
        return LAST_NUMBER.sub(str(number_in(highest) + 1), highest)
    last = letters.order_by("-signed_on").values_list("letter_number", flat=True).first()
    return YEAR.sub(str(year), LAST_NUMBER.sub("1", last)) if last else ""


def number_in(letter_number: str) -> int:
    found = LAST_NUMBER.search(letter_number)
    return int(found[0]) if found else 0


def numbers_of(unit: Unit) -> Any:
    """The numbered letters of the unit as it is today, with those of what went into it."""
    known = Q(assignment__unit=unit.current) | Q(assignment__unit__successor=unit.current)
    return Reply.objects.filter(known).exclude(letter_number="")


def claim_number(reply: Reply, letter_number: str) -> str:
    """The number as it is printed; a unit uses it once a year, also when two sign at once."""
    unit, cleaned = reply.assignment.unit.current, re.sub(r"\s+", "", letter_number)
    Counter.objects.get_or_create(committee=unit.committee, session=None, name=f"letter:{unit.pk}")
    Counter.objects.select_for_update().get(
        committee=unit.committee, session=None, name=f"letter:{unit.pk}"
    )
    used = numbers_of(unit).filter(letter_number=cleaned, signed_on__year=clock.today().year)
    if used.exists():
        raise ValidationError({"letter_number": f"{cleaned}今年已经用过，请核对后另编一个"})
    return cleaned
