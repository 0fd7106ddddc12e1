"""Who is told what about the events of a proposal."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from deadlines.announcing import to_debtors
from members.models import Seat
from notices.services import Message
from proposals.models import Proposal
from proposals.workflow import Action
from workflow.models import Audience, Event

TO_PROPOSER = {
    Action.SEND_BACK: "您的提案已退回修改",
    Action.FILE: "您的提案已立案",
    Action.DECLINE: "您的提案转为意见建议",
    Action.NUMBER: "您的提案已编号",
    Action.HAND_OVER: "您的提案已交办",
    Action.REPLY: "您的提案已办复",
    Action.CLOSE: "您的提案已办结",
}


def messages(event: Event) -> Iterator[Message]:
    """Whoever owes something because of the event, and the proposer at the turns of their case."""
    if event.action == Action.IMPORT:  # hundreds at once; the worklist shows them
        return
    proposal = Proposal.objects.select_related("case").get(pk=event.case_id)
    url = proposal.get_absolute_url()
    yield from to_proposer(event, proposal, url)
    yield from to_debtors(event, url)


def about_meeting(event: Event) -> Iterator[Message]:
    """The director, who is to hold it."""
    yield from to_debtors(event, reverse("proposals:meeting", args=[event.case.uid]))


def to_proposer(event: Event, proposal: Proposal, url: str) -> Iterator[Message]:
    if event.subject_type != Proposal.kind() or event.audience == Audience.INTERNAL:
        return
    told = TO_PROPOSER.get(Action(event.action))
    if told is None:
        return
    theirs = Seat.objects.held().filter(
        member=proposal.member_id, organisation=proposal.organisation_id
    )
    for seat in theirs.filter(role__in=["member", "contact", "org_head"]):
        yield Message(seat, f"{told}：{proposal.label}《{proposal.title}》", url)
