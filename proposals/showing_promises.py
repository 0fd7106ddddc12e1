"""承诺事项 on the page of a case: how each stands, its day, its evidence, its buttons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse

from deadlines.defaults import Kind
from deadlines.lights import light_of
from members.doors import Door
from members.models import Seat
from proposals.at_hand import gathered
from proposals.doors_promises import PROMISE_DOORS
from proposals.models import Assignment, Attachment, Commitment, Proposal

TONES = {"kept": "ok", "failed": "late", "extended": "soon"}


def promises_for(
    proposal: Proposal, shares: Sequence[Assignment], files: Iterable[Attachment], seat: Seat
) -> list[dict[str, Any]]:
    """In the order in which they were made; a page that knows of none does not ask."""
    if not getattr(proposal, "promises", True):
        return []
    known = {share.pk: share for share in shares}
    evidence = [one for one in files if one.subject_type == Commitment.kind()]
    found = list(proposal.commitments.select_related("replaced_by", "item").order_by("pk"))
    for one in found:
        one.proposal, one.assignment = proposal, known[one.assignment_id]
    for one in found:
        one.__dict__["newer"] = any(newer(other, one) for other in found)
    return [line(one, evidence, seat) for one in found]


def newer(other: Commitment, promise: Commitment) -> bool:
    """As newer_than() says, of rows that are read."""
    same = other.assignment.unit_id == promise.assignment.unit_id
    return other.standing and same and other.item.reply_id > promise.item.reply_id


def line(promise: Commitment, evidence: Sequence[Attachment], seat: Seat) -> dict[str, Any]:
    tone = TONES.get(promise.status, "none")
    label = "待核查" if promise.said_done else promise.get_status_display()
    doors = [door for door in PROMISE_DOORS.values() if open_to(door, promise, seat)]
    return {
        "promise": promise,
        "status": {"code": promise.status, "label": label, "tone": tone},
        "light": light(promise),
        "evidence": [one for one in evidence if one.subject_id == promise.pk],
        "actions": [button(door, promise) for door in doors],
    }


def open_to(door: Door, promise: Commitment, seat: Seat) -> bool:
    return door.offered(seat, promise) and not door.hindrance(promise, seat)


def light(promise: Commitment) -> Any:
    """Of the day by which the unit owes it; nothing once it is settled."""
    kept = gathered(promise.proposal)
    for one in kept.owed if kept else ():
        if one.kind == Kind.COMMITMENT and one.subject_id == promise.pk:
            return light_of(one)
    return None


def button(door: Door, promise: Commitment) -> dict[str, Any]:
    action = str(door.action.value)
    url = reverse("proposals:commitment_act", args=[promise.case.uid, promise.pk, action])
    return {"label": door.label(promise), "url": url, "main": door.main, "danger": door.danger}
