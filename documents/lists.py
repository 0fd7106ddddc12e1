"""交办清单: what was handed over to a system's units, or to one unit, in the current session."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from documents.cleaning import Facts, day, joined
from documents.facts import named
from members.models import Role, Seat, Session
from proposals.agenda import results_of
from proposals.models import Assignment, Proposal, ReviewMeeting

ALL = "全部"


def shares_for(seat: Seat, session: Session | None, on: date | None) -> QuerySet[Assignment]:
    """The live shares of the cases in question, in the order of the numbers."""
    handed = Proposal.objects.visible_to(seat).filter(session=session, notice_on__isnull=False)
    handed = handed.filter(Q(notice_on=on) if on else Q())
    known = ("unit", "proposal__case", "proposal__member", "proposal__organisation")
    shares = Assignment.objects.live().filter(proposal__in=handed).select_related(*known)
    return shares.order_by("proposal__number", "proposal", "pk")


def list_facts(seat: Seat, session: Session, on: date | None) -> Facts:
    rows: dict[int, list[Assignment]] = {}
    for share in shares_for(seat, session, on):
        rows.setdefault(share.proposal_id, []).append(share)
    here = seat.role == Role.DISPATCHER
    return {
        "落款": seat.system.office if here and seat.system else seat.place(),
        "届次": named(seat.committee.short_name, str(session)),
        "交办日期": day(on) if on else ALL,
        "范围": str(seat.system) if here else seat.place(),
        "件数": len(rows),
        "清单": [row_of(shares) for shares in rows.values()],
    }


def row_of(shares: list[Assignment]) -> Facts:
    """One case with its units of the present round."""
    proposal = shares[0].proposal
    now = [one for one in shares if one.round == proposal.round]
    return {
        "案号": proposal.label,
        "案由": proposal.title,
        "提案人": proposal.proposer,
        "主办": joined(one.unit.name for one in now if one.answers),
        "会办": joined(one.unit.name for one in now if not one.answers),
    }


def results_facts(meeting: ReviewMeeting) -> Facts:
    """审查结果清单: what a review meeting decided of each item of its agenda."""
    committee, groups = meeting.case.committee, results_of(meeting)
    rows = [(name, one) for name, found in groups for one in found]
    return {
        "落款": f"{committee}提案委员会",
        "届次": named(committee.short_name, str(meeting.session)),
        "会议": meeting.name,
        "会议日期": day(meeting.held_on),
        "件数": len(rows),
        "分项": "，".join(f"{name}{len(found)}件" for name, found in groups),
        "清单": [
            {
                "序": place,
                "编号": one.proposal.label,
                "案由": one.proposal.title,
                "提案人": one.proposal.proposer,
                "决定": name,
                "说明": one.words,
            }
            for place, (name, one) in enumerate(rows, 1)
        ],
    }
