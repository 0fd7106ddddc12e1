"""What the page of a case shows of changes, extensions and referrals: to whom they concern."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from members.doors import Door
from members.models import Role, Seat
from proposals.doors import REFERRAL_DOORS
from proposals.models import Assignment, Change, Extension, Proposal, Referral
from proposals.rules_handing import decides_change


def at_home(seat: Seat, proposal: Proposal) -> bool:
    """The committee's own people, in their own committee."""
    return seat.is_staff_of_committee and seat.committee_id == proposal.case.committee_id


def requests_for(proposal: Proposal, shares: list[Assignment], seat: Seat) -> list[dict[str, Any]]:
    """What units asked for, and what was decided; the newest first."""
    if not getattr(proposal, "asks", True):
        return []
    theirs = {share.pk: share for share in shares if concerned(seat, share)}
    if not theirs:
        return []
    changes = Change.objects.filter(assignment__in=theirs).order_by("-pk")
    changes = changes.select_related("unit", "across__system")
    extensions = Extension.objects.filter(assignment__in=theirs).order_by("-pk")
    return [
        *(change_line(one, theirs[one.assignment_id]) for one in changes),
        *(extension_line(one, theirs[one.assignment_id]) for one in extensions),
    ]


def concerned(seat: Seat, share: Assignment) -> bool:
    """Its unit and office, the dispatcher of its system, the committee; never the proposer."""
    unit = share.unit.current
    if seat.role == Role.DISPATCHER:
        theirs = seat.system_id in (unit.system_id, unit.inner_system_id)
        return theirs or sent_to(seat, share)
    if seat.role in (Role.LIAISON, Role.UNIT_HEAD):
        return seat.unit_id in (unit.pk, share.office.current.pk if share.office else None)
    return at_home(seat, share.proposal)


def sent_to(seat: Seat, share: Assignment) -> bool:
    """Whether this dispatcher, of another system, is to decide about it."""
    return share.status == Assignment.Status.CHANGE_ASKED and decides_change(seat, share)


def change_line(change: Change, share: Assignment) -> dict[str, Any]:
    proposed = f"，建议单位：{change.unit}" if change.unit else ""
    sent = f"；已移送{change.across.system.office}：{change.across}" if change.across else ""
    return line(change, share, f"申请{change.get_what_display()}{proposed}{sent}")


def extension_line(request: Extension, share: Assignment) -> dict[str, Any]:
    days = (f"{one.year}年{one.month}月{one.day}日" for one in (request.due_on, request.until))
    return line(request, share, "申请延期：由{}延至{}".format(*days))


def line(request: Change | Extension, share: Assignment, words: str) -> dict[str, Any]:
    tone = "soon" if request.status == request.Status.PENDING else "none"
    status = {"code": request.status, "label": request.get_status_display(), "tone": tone}
    return {"unit": share.unit, "words": words, "reason": request.reason, "status": status}


def referrals_for(proposal: Proposal, seat: Seat) -> list[Referral]:
    """Ours see where it went; the other committee sees its own referral."""
    committee = seat.role in (Role.OFFICE, Role.DIRECTOR, Role.LEAD)
    if not committee or not getattr(proposal, "refers", True):
        return []
    found = proposal.referrals.select_related("to").order_by("pk")
    if seat.committee_id != proposal.case.committee_id:
        found = found.filter(to=seat.committee_id)
    return list(found)


def referral_buttons(
    proposal: Proposal, referrals: list[Referral], seat: Seat
) -> list[dict[str, Any]]:
    """What the office of the other committee may do with what it was sent."""
    found = []
    for referral in referrals:
        referral.proposal = proposal
        found += [
            referral_button(door, referral)
            for door in REFERRAL_DOORS.values()
            if door.offered(seat, referral)
        ]
    return found


def referral_button(door: Door, referral: Referral) -> dict[str, Any]:
    action = str(door.action.value)
    url = reverse("proposals:referral_act", args=[referral.case.uid, referral.pk, action])
    return {"label": door.label(referral), "url": url, "main": door.main, "danger": door.danger}
