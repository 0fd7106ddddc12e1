"""督办台账: how the shares stand, counted unit by unit. Each figure is declared once.

The board counts by a figure, the list behind the number filters by the same one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import timedelta
from typing import Any, NamedTuple

from django.db.models import Avg, Count, F, Q, Sum

from common import clock
from common.templatetags.ui import day
from deadlines.lights import soon_until
from members.models import Seat, Session, Unit
from proposals.models import Assignment
from proposals.share_facts import in_session, shares_of, with_facts

Status = Assignment.Status
LIVE = ~Q(status__in=Assignment.GONE)
ANSWERED = (Status.DELIVERED, Status.OPINION_GIVEN)
ANSWERING = LIVE & ~Q(duty=Assignment.Duty.CO)
UNDER_WAY = LIVE & ~Q(status__in=(*ANSWERED, Status.OPINION_WAIVED))
SIGNED = LIVE & Q(signed_on__isnull=False)
SENT = LIVE & Q(sent_on__isnull=False)


class Figure(NamedTuple):
    """What is counted, of the shares for which `holds` is true.

    value: what the number is made of, where it is not how many shares there are.
    """

    code: str
    label: str
    meaning: str
    holds: Q
    value: Callable[[Q], Any] | None = None
    unit: str = ""


def presses(holds: Q) -> Any:
    return Sum("presses", filter=holds)


def mean(until: str) -> Callable[[Q], Any]:
    """Days from the hand-over until then."""
    return lambda holds: Avg(F(until) - F("runs_from"), filter=holds)


def figures_of(committee: int) -> dict[str, Figure]:
    """All that can be counted, as of today, by the committee's own yellow."""
    listed = (*course(committee), *asked(), *pace(), *timely(), *meetings(), *outcome())
    return {one.code: one for one in listed}


def course(committee: int) -> tuple[Figure, ...]:
    today = clock.today()
    soon = soon_until(committee, today)
    return (
        Figure("all", "承办", "交办到本单位、没有改办他处的", LIVE),
        Figure("open", "在办", "尚未送达答复、尚未反馈会办意见的", UNDER_WAY),
        Figure(
            "soon",
            "即将到期",
            f"在办，本单位最近的期限不晚于{day(soon)}的",
            UNDER_WAY & Q(nearest__gte=today, nearest__lte=soon),
        ),
        Figure("late", "逾期", "在办，本单位有期限已过的", UNDER_WAY & Q(nearest__lt=today)),
        Figure("answered", "已答复", "已送达答复或已反馈会办意见的", Q(status__in=ANSWERED)),
    )


def asked() -> tuple[Figure, ...]:
    return (
        Figure("returned", "申请调整", "本单位申请过退回、改办或增办的", Q(returned=True)),
        Figure("extended", "延期", "申请延期获同意的", Q(extended=True)),
        Figure("warned", "督办中", "有督办函没有了结的", LIVE & Q(warned=True)),
        Figure("urged", "催办", "被催办过的；数字是催办次数", Q(presses__gt=0), presses, "次"),
    )


def pace() -> tuple[Figure, ...]:
    how = "从交办通知日起，按自然日平均"
    return (
        Figure("signed", "平均签收", f"已签收的；{how}", SIGNED, mean("signed_on"), "天"),
        Figure(
            "sent", "平均办理", f"已送达答复的，算到首次送达；{how}", SENT, mean("sent_on"), "天"
        ),
    )


def timely() -> tuple[Figure, ...]:
    """What rates are made of."""
    late_to_sign, late_to_reply = Q(late_to_sign=True), Q(late_to_reply=True)
    signed, sent = Q(signed_on__lte=F("sign_due")), Q(sent_on__lte=F("reply_due"))
    return (
        Figure("to_sign", "应签收", "已签收的，和逾期未签收的", SIGNED | LIVE & late_to_sign),
        Figure("in_time", "按期签收", "签收日不晚于签收期限的", SIGNED & signed),
        Figure("to_reply", "应办复", "已送达答复的，和逾期未办复的", SENT | LIVE & late_to_reply),
        Figure("replied", "按期办复", "首次送达不晚于期限（含同意的延期）的", SENT & sent),
    )


def meetings() -> tuple[Figure, ...]:
    """面商: a meeting in person counts, a call does not; who agreed to none is not missed."""
    owed, met = Q(contact_waived=False), Q(conferred=True)
    spared = "已送达答复的，提案人同意免面商又没有面商的除外"
    return (
        Figure("to_meet", "应面商", spared, SENT & (owed | met)),
        Figure("met", "面商", "其中有面谈、座谈、走访或实地调研记录的", SENT & met),
    )


def outcome() -> tuple[Figure, ...]:
    """办复 and 满意, by share; silence is in neither of the numbers."""
    heard, fine = SENT & Q(heard=True), "其中没有人评价为不满意的（满意和基本满意）"
    return (
        Figure("answering", "承担答复", "主办或分办，没有改办他处的", ANSWERING),
        Figure("done", "已办复", "其中已送达答复的", ANSWERING & SENT),
        Figure("heard", "已反馈意见", "已送达答复、有提案人反馈意见的，未表态的不计", heard),
        Figure("attitude", "对态度满意", fine, heard & Q(annoyed=False)),
        Figure("result", "对结果满意", fine, heard & Q(unhelped=False)),
    )


BOARD = (
    *("all", "open", "soon", "late", "returned", "extended"),
    *("warned", "signed", "sent", "urged", "answered"),
)


class Number(NamedTuple):
    """shares: how many the figure holds for; value: what is shown."""

    shares: int
    value: Any


Board = dict[Unit, dict[str, Number]]


def counted(seat: Seat, session: Session | None, codes: Collection[str]) -> Board:
    """Every unit that has shares, with its numbers: two questions however many there are."""
    known = figures_of(seat.committee_id)
    figures = [known[code] for code in codes]
    shares: Any = with_facts(in_session(shares_of(seat), session))
    grouped = shares.order_by().values("row").annotate(**sums(figures))
    lines = {line["row"]: line for line in grouped}
    units = Unit.objects.filter(pk__in=lines).order_by("system", "initials", "pk")
    board = {unit: numbers(lines[unit.pk], figures) for unit in units}
    return {unit: told for unit, told in board.items() if any(one.shares for one in told.values())}


def total(seat: Seat, session: Session | None, codes: Collection[str]) -> dict[str, Number]:
    """The same over all units together."""
    known = figures_of(seat.committee_id)
    figures = [known[code] for code in codes]
    shares = with_facts(in_session(shares_of(seat), session))
    return numbers(shares.aggregate(**sums(figures)), figures)


def sums(figures: Collection[Figure]) -> dict[str, Any]:
    of_shares = {f"n_{one.code}": Count("pk", filter=one.holds) for one in figures}
    of_values = {f"v_{one.code}": one.value(one.holds) for one in figures if one.value}
    return of_shares | of_values


def numbers(line: dict[str, Any], figures: Collection[Figure]) -> dict[str, Number]:
    found = {}
    for one in figures:
        shares = line[f"n_{one.code}"]
        found[one.code] = Number(shares, line[f"v_{one.code}"] if one.value else shares)
    return found


def in_days(value: timedelta | None) -> str:
    """A mean of days with one decimal; nothing to average is a dash."""
    return "—" if value is None else f"{value / timedelta(days=1):.1f}"
