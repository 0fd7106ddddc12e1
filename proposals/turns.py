"""Whose turn it is: what others owe, why something came back, and where the next step is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from deadlines.defaults import Kind as Duty
from deadlines.lights import light_of
from deadlines.models import Obligation
from members.models import Role, Seat
from proposals.handed_on import waits_of
from proposals.models import Assignment, Draft, Proposal
from proposals.services.submission import last_sheet
from proposals.workflow import Action, ShareAction
from workflow.models import Event


def waiting_for(owed: list[Obligation], seat: Seat) -> list[dict[str, Any]]:
    """What others owe now."""
    others = [one for one in owed if one.scope_key != seat.scope_key]
    return [light_line(one) | {"who": debtor_of(one)} for one in others]


def mine_of(
    owed: list[Obligation], shares: Iterable[Assignment], seat: Seat
) -> list[dict[str, Any]]:
    """What this seat is to do now; not an answer that others have in their hands."""
    waits = waits_of(owed, {share.pk: share.status for share in shares})
    theirs = (one for one in owed if one.scope_key == seat.scope_key)
    return [light_line(one) for one in theirs if one.pk not in waits]


INSIDE = (Duty.REVIEW, Duty.SIGN, Duty.DELIVER)  # passes inside the government

WEIGHED = (Duty.CONSULT, Duty.REGRADE)


def of_others(owed: Obligation, seat: Seat) -> bool:
    """What is asked or weighed before a decision is for the committee and the dispatchers."""
    knows = seat.is_staff_of_committee or seat.role == Role.DISPATCHER
    return owed.kind in WEIGHED and owed.scope_key != seat.scope_key and not knows


def outside(seat: Seat) -> bool:
    return seat.role in (Role.MEMBER, Role.CONTACT, Role.ORG_HEAD)


def debtor_of(owed: Obligation) -> str:
    """Who is to do it, as people call them: the unit, or the role."""
    if owed.unit_id:
        return str(owed.unit)
    return "提案人" if owed.role in (Role.MEMBER, Role.CONTACT) else Role(owed.role).label


def light_line(owed: Obligation) -> dict[str, Any]:
    return {"kind": owed.get_kind_display(), "light": light_of(owed)}


def returned_because(events: Iterable[Event]) -> str:
    """Why it was sent back to whoever wrote it, until they send it in again."""
    for event in events:
        if event.action in SENT_IN:
            break
        if event.action in SENT_BACK:
            return event.note
    return ""


def put_right(draft: Draft) -> list[str]:
    """What the committee corrected in a case that its proposer is asked to reword."""
    last = last_sheet(draft.proposal) if draft.proposal else None
    if draft.proposal is None or last is None:
        return []
    pairs = {
        "案由": (last.title.strip(), draft.proposal.title),
        "类别": (last.category, draft.proposal.category),
    }
    return [f"{name}由“{was}”更正为“{now}”" for name, (was, now) in pairs.items() if was != now]


SENT_IN = (Action.SUBMIT, ShareAction.SEND_TO_REVIEW)
SENT_BACK = (Action.SEND_BACK, ShareAction.REVIEW_SEND_BACK)


def elsewhere(proposal: Proposal, seat: Seat) -> list[dict[str, Any]]:
    """What the committee does on other pages: call or open the meeting, number."""
    home = seat.committee_id == proposal.case.committee_id
    if not (home and seat.is_staff_of_committee):
        return []
    office = seat.role == Role.OFFICE
    if proposal.status == Proposal.Status.FILED and not proposal.number and office:
        return [link("前往编号", reverse("proposals:numbering"), main=True)]
    if proposal.status != Proposal.Status.SCREENING:
        return []
    listed = proposal.agenda.filter(meeting__status="planned").select_related("meeting__case")
    if item := listed.first():
        return [link("打开审查会议", item.meeting.get_absolute_url(), main=False)]
    return [link("召集审查会议", reverse("proposals:convene"), main=True)] if office else []


def link(label: str, url: str, *, main: bool) -> dict[str, Any]:
    return {"label": label, "url": url, "main": main, "danger": False}
