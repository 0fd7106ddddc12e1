"""督办情况 by leader: each figure declared once; the board counts and the list filters by it."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from common import clock
from common.templatetags.ui import day
from deadlines.lights import soon_until
from members.models import Seat, Session
from proposals.boards import figures_of
from proposals.ledger import promise_figures
from proposals.models import (
    Assignment,
    Commitment,
    KeyInstruction,
    KeyLeader,
    KeyProposal,
    PlanItem,
)
from proposals.share_facts import with_facts


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
        *asked(committee),
        *outcome(committee),
    )
    return {one.code: one for one in listed}


def asked(committee: int) -> tuple[KeyFigure, ...]:
    """What units asked for the shares of it."""
    known, theirs = figures_of(committee), shares(committee)
    back, longer = (Q(Exists(theirs.filter(known[one].holds))) for one in ("returned", "extended"))
    return (
        KeyFigure("returned", "申请调整", "有承办单位申请过退回、改办或增办的", back),
        KeyFigure("extended", "延期", "有承办单位申请延期获同意的", longer),
    )


def outcome(committee: int) -> tuple[KeyFigure, ...]:
    """What rates are made of: of one with several units, or promises, all must be so."""
    known, theirs, due = figures_of(committee), shares(committee), promise_figures()
    promises = Commitment.objects.filter(proposal=OuterRef("proposal"))
    some, every = some_and_every(theirs, known["to_meet"].holds, known["met"].holds)
    heard, polite = some_and_every(theirs, known["heard"].holds, known["attitude"].holds)
    _, helped = some_and_every(theirs, known["heard"].holds, known["result"].holds)
    owed, kept = some_and_every(promises, due["due"].holds, due["kept"].holds)
    return (
        KeyFigure("to_meet", "应面商", "有承办单位送达答复、应当面商的", some),
        KeyFigure("met", "面商", "其中应面商的承办单位都已面商的", every),
        KeyFigure("heard", "已反馈意见", "答复后有提案人反馈意见的", heard),
        KeyFigure("attitude", "对态度满意", "其中没有人评价为不满意的", polite),
        KeyFigure("result", "对结果满意", "其中没有人评价为不满意的", helped),
        KeyFigure("due", "承诺到期", "答复的承诺事项有到期的", owed),
        KeyFigure("kept", "已落实", "其中到期的承诺都已落实的", kept),
    )


def some_and_every(rows: QuerySet[Any], owed: Q, met: Q) -> tuple[Q, Q]:
    """Key proposals with a row that owes it; and those of them in which every such row met it."""
    some = Q(Exists(rows.filter(owed)))
    return some, some & ~Q(Exists(rows.filter(owed & ~met)))


def shares(committee: int) -> QuerySet[Any]:
    """Those of the key proposal in question, as the board by unit counts them."""
    own = Assignment.objects.filter(proposal=OuterRef("proposal"), unit__committee=committee)
    return with_facts(own).order_by()


BOARD = (
    *("all", "planning", "open", "soon", "late", "returned", "extended"),
    *("unsaid", "promised", "done"),
)  # as numbers; the others are what rates are made of
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
