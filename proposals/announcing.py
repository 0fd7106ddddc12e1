"""Who is told what about the events of a proposal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.urls import reverse

from deadlines.announcing import to_debtors
from members.models import Role, Seat
from notices.services import Message
from proposals.announcing_promises import promise_news, to_promising
from proposals.announcing_urge import to_called_in, to_dispatchers, to_urged
from proposals.models import Assignment, Consultation, Proposal, Referral, Visit, Withdrawal
from proposals.parties import own_givers, seats_of, voice_of
from proposals.workflow import (
    Action,
    ConsultAction,
    ReferralAction,
    ShareAction,
    VisitAction,
    WithdrawAction,
)
from workflow.models import Audience, Event

TO_PROPOSER = {
    Action.SUBMIT: "您的提案已提交",
    Action.SEND_BACK: "您的提案已退回修改",
    Action.FILE: "您的提案已立案",
    Action.DECLINE: "您的提案转为意见建议",
    Action.PASS_ON: "您的提案已转送",
    Action.WITHDRAW: "您的提案已撤案",
    Action.WITHDRAW_SENT_BACK: "您的提案已撤案",
    Action.MERGE: "您的提案已并案",
    Action.ABSORB: "有提案并入此案",
    Action.UNMERGE: "您的提案已撤销并案",
    Action.PART: "并入此案的提案已分出",
    Action.RECONSIDER: "您的提案已重新审查",
    Action.RECALL: "您的提案的交办已收回，将重新交办",
    Action.REOPEN: "您的提案已恢复办理",
    Action.NUMBER: "您的提案已编号",
    Action.HAND_OVER: "您的提案已交办",
    Action.REPLY: "您的提案已办复",
    Action.REHANDLE: "您的提案将重新办理",
    Action.LEAVE_AS_IS: "您的提案不再重新办理，理由见提案页",
    Action.CONFER: "您的提案已召开协商会",
    Action.CLOSE: "您的提案已办结",
}


def messages(event: Event) -> Iterator[Message]:
    """Whoever owes something because of the event, and the proposer at the turns of their case."""
    if event.action == Action.IMPORT:  # hundreds at once; the worklist shows them
        return
    proposal = Proposal.objects.select_related("case").get(pk=event.case_id)
    url = proposal.get_absolute_url()
    yield from to_proposer(event, proposal, url)
    yield from to_office(event, proposal, url)
    yield from to_other_offices(event, proposal, url)
    yield from to_urged(event, proposal, url)
    yield from to_called_in(event, proposal, url)
    yield from to_dispatchers(event, proposal)
    yield from to_promising(event, proposal, url)
    yield from to_debtors(event, url)


def to_other_offices(event: Event, proposal: Proposal, url: str) -> Iterator[Message]:
    """Of a referral: the office that gets it, or the one that sent it and learns what became."""
    if event.subject_type != Referral.kind():
        return
    to = Referral.objects.get(pk=event.subject_id).to_id
    there = to if event.action == ReferralAction.REFER else proposal.case.committee_id
    told = REFERRED[ReferralAction(event.action)]
    for seat in Seat.objects.held().filter(role=Role.OFFICE, committee=there):
        yield Message(seat, f"{told}《{proposal.title}》", url)


REFERRED = {
    ReferralAction.REFER: "其他政协转送提案，请决定接收或退回：",
    ReferralAction.TAKE: "转送的提案已被接收：",
    ReferralAction.RETURN: "转送的提案被退回，理由见提案页：",
}


def to_office(event: Event, proposal: Proposal, url: str) -> Iterator[Message]:
    """The committee's office asked, and learns that somebody does not agree."""
    if event.subject_type != Consultation.kind() or event.action != ConsultAction.OBJECT:
        return
    offices = Seat.objects.held().filter(role=Role.OFFICE, committee=event.committee_id)
    for seat in offices:
        yield Message(seat, f"有不同意见：{proposal.label}《{proposal.title}》", url)


def about_meeting(event: Event) -> Iterator[Message]:
    """The director, who is to hold it."""
    yield from to_debtors(event, reverse("proposals:meeting", args=[event.case.uid]))


def about_follow_up(event: Event) -> Iterator[Message]:
    """Who is to visit, and the office when something was found; who need not go any more."""
    if event.action == VisitAction.DROP:
        visit = Visit.objects.select_related("proposal", "follow_up").get(pk=event.subject_id)
        url = reverse("proposals:follow_up", args=[event.case.uid])
        for seat in visitors_of(visit):
            yield Message(seat, f"不必再走访：{visit}", url)
    yield from to_debtors(event, reverse("proposals:follow_up", args=[event.case.uid]))


def visitors_of(visit: Visit) -> Iterable[Seat]:
    """Who goes there: the member, or everybody of the experts' pool."""
    held = Seat.objects.held().filter(committee=visit.follow_up.committee_id)
    if visit.member_id:
        return held.filter(role=Role.MEMBER, member=visit.member_id)
    return held.filter(role=Role.EXPERT)


def to_proposer(event: Event, proposal: Proposal, url: str) -> Iterator[Message]:
    told = news(event)
    if not told or event.audience == Audience.INTERNAL:
        return
    if event.action == Action.MERGE and (into := proposal.merged_into):
        told = f"您的提案已并入{into.label}《{into.title}》，答复送达后同样请您反馈意见"
    own = set(own_givers(proposal))
    for seat in seats_of(proposal):
        theirs = told if voice_of(seat) in own else absorbed_news(event, told)
        if theirs:
            yield Message(seat, f"{theirs}：{proposal.label}《{proposal.title}》", url)


def absorbed_news(event: Event, told: str) -> str:
    """The same to whose proposal was merged into it: it is not theirs that moves on."""
    if event.action in (Action.ABSORB, Action.PART) or event.subject_type == Withdrawal.kind():
        return ""
    mine = "您的提案"
    if not told.startswith(mine):
        return told.replace("您提案", "您的提案所并入的案件")
    return f"您的提案所并入的案件{told.removeprefix(mine)}"


def news(event: Event) -> str:
    """What the event means to the proposers; empty if it is none of their business."""
    if event.subject_type == Proposal.kind():
        return TO_PROPOSER.get(Action(event.action), "")
    if event.subject_type == Assignment.kind() and event.action == ShareAction.SIGN_REPLACEMENT:
        return "承办单位更正了对您提案的答复"
    refused = WithdrawAction.REFUSE_WITHDRAWAL
    if event.subject_type == Withdrawal.kind() and event.action == refused:
        return "您的撤案申请未获同意，理由见提案页"
    return promise_news(event)
