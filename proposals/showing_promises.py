"""承诺事项 on the page of a case: how each stands, its day, its evidence, its buttons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import Coalesce, JSONObject
from django.urls import reverse

from deadlines.defaults import Kind
from deadlines.lights import light_of
from members.doors import Door
from members.models import Seat
from proposals.at_hand import firsts_at_hand, gathered
from proposals.doors_promises import PROMISE_DOORS
from proposals.models import Assignment, Attachment, Commitment, Confirmation, Proposal

TONES = {"kept": "ok", "failed": "late", "disputed": "late", "extended": "soon"}
CONFIRM, LIT = Kind.CONFIRM_COMMITMENT, (Kind.COMMITMENT, Kind.RECHECK_COMMITMENT)


def promises_for(
    proposal: Proposal, shares: Sequence[Assignment], files: Iterable[Attachment], seat: Seat
) -> list[dict[str, Any]]:
    """In the order in which they were made; a page that knows of none does not ask."""
    if not getattr(proposal, "promises", True):
        return []
    known = {share.pk: share for share in shares}
    evidence = [one for one in files if one.subject_type == Commitment.kind()]
    found = list(with_voices(proposal.commitments.all()))
    for one in found:
        one.proposal, one.assignment = proposal, known[one.assignment_id]
    for one in found:
        one.__dict__["newer"] = any(newer(other, one) for other in found)
    return [line(one, evidence, seat) for one in found]


def with_voices(promises: QuerySet[Commitment]) -> QuerySet[Commitment]:
    """With what first proposers said of each, in the same question: `voices`."""
    words = Confirmation.objects.filter(
        commitment=OuterRef("pk"), status__in=Confirmation.COUNTS
    ).order_by("pk")
    told = JSONObject(
        name=Coalesce("member__name", "organisation__name"),
        member_id="member_id",
        organisation_id="organisation_id",
        status="status",
        words="words",
        on_paper="on_paper",
    )
    said = ArraySubquery(words.values(told=told))
    return promises.annotate(voices=said).select_related("replaced_by", "item").order_by("pk")


def newer(other: Commitment, promise: Commitment) -> bool:
    """As newer_than() says, of rows that are read."""
    same = other.assignment.unit.current == promise.assignment.unit.current
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
        "voices": [voice_line(one) for one in promise.__dict__["voices"]],
        "silence": silence(promise),
        "actions": [button(door, promise) for door in doors],
    }


def voice_line(said: dict[str, Any]) -> dict[str, Any]:
    agreed = said["status"] == Confirmation.Status.AGREED
    return said | {"label": "认可" if agreed else "不认可", "tone": "ok" if agreed else "late"}


def silence(promise: Commitment) -> str:
    """Of what was found kept, where somebody has not spoken: they may yet, or let it pass."""
    asked = promise.status in (Commitment.Status.KEPT, Commitment.Status.DISPUTED)
    said, firsts = promise.__dict__["voices"], firsts_at_hand(promise.proposal)
    if not asked or len(said) >= len(firsts):
        return ""
    kept = gathered(promise.proposal)
    owed = {one.subject_id for one in kept.owed if one.kind == CONFIRM} if kept else set()
    return "提案人尚未表态" if promise.pk in owed else "提案人未表态"


def open_to(door: Door, promise: Commitment, seat: Seat) -> bool:
    return door.offered(seat, promise) and not door.hindrance(promise, seat)


def light(promise: Commitment) -> Any:
    """Of the day by which the unit owes it, or the office another look; none once settled."""
    kept = gathered(promise.proposal)
    for one in kept.owed if kept else ():
        if one.kind in LIT and one.subject_id == promise.pk:
            return light_of(one)
    return None


def button(door: Door, promise: Commitment) -> dict[str, Any]:
    action = str(door.action.value)
    url = reverse("proposals:commitment_act", args=[promise.case.uid, promise.pk, action])
    return {"label": door.label(promise), "url": url, "main": door.main, "danger": door.danger}
