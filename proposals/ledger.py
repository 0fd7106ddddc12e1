"""承诺事项台账: how promises stand. Each figure is declared once, counted and filtered alike."""

from __future__ import annotations

from django.db.models import Case, Q, QuerySet, When
from django.db.models.functions import Coalesce

from common import clock
from members.models import Role, Seat
from proposals.boards import Figure
from proposals.models import Assignment, Commitment
from proposals.share_facts import READERS, scope_of

Status = Commitment.Status
STANDING = Q(status__in=Commitment.STANDING)
EXTENDED, DISPUTED = Q(status=Status.EXTENDED), Q(status=Status.DISPUTED)
UNCHECKED = STANDING & Q(said_done=True) | DISPUTED
UNDONE = STANDING & Q(said_done=False)
SETTLED = Q(status__in=(Status.KEPT, Status.FAILED))
GONE = Q(status__in=(Status.REPLACED, Status.CALLED_OFF))
STATES = ("open", "extended", "overdue", "to_check", "kept", "failed")  # tiles of the ledger


def promises_of(seat: Seat) -> QuerySet[Commitment]:
    """What this seat follows: its own unit's or system's; all that it sees, for proposers.

    row: the unit that each is counted for, as on the boards.
    """
    promises: QuerySet[Commitment] = Commitment.objects.visible_to(seat)
    if seat.role in READERS:
        theirs = Assignment.objects.filter(scope_of(seat))
        promises = promises.filter(assignment__in=theirs.order_by().values("pk"))
    own = Coalesce("assignment__unit__successor", "assignment__unit")
    if seat.role != Role.DISPATCHER:
        return promises.annotate(row=own)
    at_home = When(assignment__unit__committee=seat.committee_id, then=own)
    # what a county passed down is counted for its own department
    return promises.annotate(row=Case(at_home, default=Coalesce("assignment__office", own)))


def promise_figures() -> dict[str, Figure]:
    """All that can be counted, as of today. Each promise is in one of STATES, or gone."""
    today = clock.today()
    ahead, over = Q(due_on__gte=today), Q(due_on__lt=today)
    by_now = (STANDING | DISPUTED) & over
    listed = (
        Figure("all", "承诺", "没有被新承诺替代、也没有随撤案终止的", ~GONE),
        Figure("due", "到期", "已核定的，和时限已过尚未核定的", SETTLED | by_now),
        Figure("open", "未到期", "时限未到，单位尚未报告已落实的", UNDONE & ahead & ~EXTENDED),
        Figure("extended", "延期", "获准延期或重新落实、时限未到的", UNDONE & ahead & EXTENDED),
        Figure("overdue", "到期未落实", "时限已过，单位尚未报告已落实的", UNDONE & over),
        Figure("to_check", "待核查", "单位报告已落实，或提案人不认可的", UNCHECKED),
        Figure("kept", "已落实", "核定已落实的", Q(status=Status.KEPT)),
        Figure("failed", "未落实", "核定未落实的", Q(status=Status.FAILED)),
        Figure("gone", "已替代或终止", "由新承诺替代或随撤案终止的，不计入办实率", GONE),
    )
    return {one.code: one for one in listed}
