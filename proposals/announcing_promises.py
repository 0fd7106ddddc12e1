"""Who is told what becomes of a promise, besides those who owe something by it."""

from __future__ import annotations

from collections.abc import Iterator

from members.models import Role, Seat
from notices.services import Message
from proposals.models import Commitment, Proposal
from proposals.workflow import CommitmentAction
from workflow.models import Event

TO_PROPOSER = {
    CommitmentAction.KEEP: "答复您提案的一项承诺事项已落实，请第一提案人表明是否认可",
    CommitmentAction.UPHOLD: "您不认可的承诺事项经复核维持已落实，理由见提案页",
    CommitmentAction.TAKE_UP: "您不认可的承诺事项经复核继续落实",
    CommitmentAction.PUT_RIGHT: "答复您提案的一项承诺事项更正核定，重新列为待落实",
    CommitmentAction.FAIL: "答复您提案的一项承诺事项未能落实，理由见提案页",
    CommitmentAction.DROP: "答复您提案的一项承诺事项未能落实，理由见提案页",
    CommitmentAction.EXTEND: "答复您提案的一项承诺事项延期，理由见提案页",
}
TO_UNIT = {
    CommitmentAction.GO_ON: "承诺事项退回继续落实，原因见提案页",
    CommitmentAction.EXTEND: "承诺事项准予延期",
    CommitmentAction.FAIL: "承诺事项核定为未落实，理由见提案页",
    CommitmentAction.DISPUTE: "提案人不认可一项承诺事项已落实，将由提案委复核",
    CommitmentAction.UPHOLD: "承诺事项经复核维持已落实",
    CommitmentAction.TAKE_UP: "承诺事项经复核继续落实，内容和时限见提案页",
    CommitmentAction.PUT_RIGHT: "承诺事项更正核定，重新列为待落实，时限见提案页",
}


def promise_news(event: Event) -> str:
    """What it means to the proposers; empty if it is none of their business."""
    if event.subject_type != Commitment.kind():
        return ""
    return TO_PROPOSER.get(CommitmentAction(event.action), "")


def to_promising(event: Event, proposal: Proposal, url: str) -> Iterator[Message]:
    """The unit learns what the office found."""
    if event.subject_type != Commitment.kind():
        return
    told = TO_UNIT.get(CommitmentAction(event.action))
    if told is None:
        return
    promise = Commitment.objects.select_related("assignment__unit__successor").get(
        pk=event.subject_id
    )
    unit = promise.assignment.unit.current
    for seat in Seat.objects.held().filter(role=Role.LIAISON, unit=unit.pk):
        yield Message(seat, f"{told}：{promise}　{proposal.label}《{proposal.title}》", url)
