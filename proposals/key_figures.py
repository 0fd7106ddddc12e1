"""督办情况 by leader: each figure declared once; the board counts and the list filters by it."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.models import Count, Exists, OuterRef, Q

from common import clock
from common.templatetags.ui import day
from deadlines.lights import soon_until
from members.models import Seat, Session
from proposals.models import Commitment, KeyInstruction, KeyLeader, KeyProposal, PlanItem


class KeyFigure(NamedTuple):
    """What is counted, of the key proposals for which `holds` is true."""

    code: str
    label: str
    meaning: str
    holds: Q


def key_figures(committee: int) -> dict[str, KeyFigure]:
    """All that can be counted, as of today, by the committee's own yellow."""
    today, soon = clock.today(), soon_until(committee, clock.today())
    open_ = Q(status=PlanItem.Status.OPEN)
    nearly = open_ & Q(due_on__gte=today, due_on__lte=soon)
    listed = (
        KeyFigure("all", "重点提案", "领办、督办或协助督办，没有调出的", Q()),
        KeyFigure("planning", "待定方案", "督办方案尚未印发的", Q(status="chosen")),
        KeyFigure("open", "在办", "督办方案还有事项没有完成的", with_items(Q(status__in=UNDONE))),
        KeyFigure("soon", "即将到期", f"有事项的时限不晚于{day(soon)}的", with_items(nearly)),
        KeyFigure("late", "逾期", "有事项时限已过的", with_items(open_ & Q(due_on__lt=today))),
        KeyFigure("unsaid", "批示待反馈", "有批示没有反馈的", Q(Exists(unanswered()))),
        KeyFigure("promised", "承诺逾期", "答复的承诺事项有逾期未落实的", Q(Exists(broken(today)))),
        KeyFigure("done", "督办完成", "已总结的", Q(status="done")),
    )
    return {one.code: one for one in listed}


UNDONE = PlanItem.UNDONE


def with_items(which: Q) -> Q:
    return Q(Exists(PlanItem.objects.filter(which, keyproposal=OuterRef("pk"))))


def unanswered() -> Any:
    still = KeyInstruction.objects.filter(status=KeyInstruction.Status.OPEN)
    return still.filter(keyproposal=OuterRef("pk"))


def broken(today: Any) -> Any:
    late = Commitment.objects.open().filter(due_on__lt=today)
    return late.filter(proposal=OuterRef("proposal"))


class LedBy(NamedTuple):
    """One leader with how many of theirs each figure holds for."""

    name: str
    post: str
    numbers: dict[str, int]


def led(seat: Seat, session: Session | None) -> list[LedBy]:
    """Leaders who agreed, in one question however many there are."""
    seen = KeyProposal.objects.visible_to(seat).standing()
    seen = seen.filter(keylist__session=session) if session else seen
    figures = key_figures(seat.committee_id)
    counts = {
        f"n_{code}": Count(
            "keyproposal",
            filter=Q(keyproposal__in=seen.filter(one.holds).values("pk")),
            distinct=True,
        )
        for code, one in figures.items()
    }
    agreed = KeyLeader.objects.filter(status=KeyLeader.Status.CONSENTED)
    agreed = agreed.filter(keyproposal__in=seen.values("pk")).order_by("post", "name")
    lines: Any = agreed.values("post", "name").annotate(**counts)
    return [
        LedBy(one["name"], one["post"], {code: one[f"n_{code}"] for code in figures})
        for one in lines
    ]
