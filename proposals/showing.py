"""What the page of a proposal shows to a seat: nothing that is not theirs to see."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from deadlines.lights import light_of
from deadlines.models import Obligation
from members.doors import of_place
from members.models import Role, Seat
from proposals.at_hand import gather, read_letters
from proposals.beside import beside_of, with_letters
from proposals.buttons import buttons
from proposals.columns import badge
from proposals.doors import CONTACT_DOORS
from proposals.models import (
    Assignment,
    Change,
    Consultation,
    Contact,
    Draft,
    Extension,
    Proposal,
    Reply,
)
from proposals.names_then import timeline
from proposals.onward import ways_on
from proposals.origins import origins_of
from proposals.phases import phases_of
from proposals.pressing import urged
from proposals.querysets import governed_from, in_system
from proposals.querysets_parties import of_unit
from proposals.rules_handing import inner_dispatcher
from proposals.showing_before import before_filing, own_consultations
from proposals.showing_promises import promises_for
from proposals.showing_regrading import beside_letter, with_regradings
from proposals.showing_text import body_of, sections_of
from proposals.side_roads import (
    at_home,
    concerned,
    referral_buttons,
    referrals_for,
    requests_for,
)
from proposals.turns import (
    INSIDE,
    mine_of,
    of_others,
    outside,
    returned_because,
    waiting_for,
)
from proposals.voices import feedback_of, opinions_for
from workflow.models import Audience, Event


def page_of(proposal: Proposal, seat: Seat) -> dict[str, Any]:
    """The context of a proposal's page."""
    shares = list(shares_of(proposal, seat))
    owed = owed_of(gather(proposal, shares).owed, seat)
    events = list(events_for(seat, proposal))
    referrals = referrals_for(proposal, seat)
    pressed = buttons(proposal, shares, seat, owed)
    onward = ways_on(proposal, seat)
    pressed["actions"] += referral_buttons(proposal, referrals, seat) + onward["buttons"]
    return {
        "proposal": proposal,
        "status": badge(proposal),
        "phases": phases_of(proposal, shares, owed),
        "sections": sections_of(body_of(proposal)),
        "contacts": [contact_line(one, proposal, seat) for one in contacts_of(proposal)],
        "feedback": feedback_of(proposal, shares),
        "opinions": opinions_for(proposal, shares, seat),
        "mine": mine_of(owed, shares, seat),
        "waiting": waiting_for(owed, seat),
        **of_record(proposal, events, shares),
        **pressed,
        "requests": requests_for(proposal, shares, seat),
        **{"referrals": referrals, "came": onward["came"]},
        **before_filing(proposal, seat),
        **around(proposal, seat),
        **answers_and_files(proposal, shares, owed, seat),
    }


def answers_and_files(
    proposal: Proposal, shares: list[Assignment], owed: list[Obligation], seat: Seat
) -> dict[str, Any]:
    """Each unit's answer with its files, what was promised in it, and all other files."""
    units = share_lines(proposal, shares, owed, seat)
    beside = beside_of(proposal, seat, owed)
    return beside | {
        "units": units,
        "promises": promises_for(proposal, shares, beside["enclosed"], seat),
        "enclosed": with_letters(units, beside["enclosed"]),
    }


def around(proposal: Proposal, seat: Seat) -> dict[str, Any]:
    """Where it came from, what is like it, and what its reader may know of it."""
    return {
        "internal": at_home(seat, proposal),
        "suggestions": suggestions_for(proposal, seat),
        "revision": open_revision(proposal, seat),
        "origins": origins_of(proposal, seat),
    }


def of_record(
    proposal: Proposal, events: Sequence[Event], shares: Sequence[Assignment]
) -> dict[str, Any]:
    """What the record tells: the timeline, why it came back, which units were pressed."""
    return {
        "timeline": [of_place(line, proposal) for line in timeline(events, shares)],
        "returned": returned_because(events),
        "urged": urged(events, shares),
    }


def owed_of(still: Sequence[Obligation], seat: Seat) -> list[Obligation]:
    """What this seat may know of what is open; outside nobody sees into a unit."""
    unseen = INSIDE if outside(seat) else ()
    return [one for one in still if one.kind not in unseen and not of_others(one, seat)]


def shares_of(proposal: Proposal, seat: Seat) -> QuerySet[Assignment]:
    known = ("unit__successor", "office__successor", "formerly", "proposal__case")
    shares = with_regradings(proposal).select_related(*known).order_by("round", "id")
    for share in shares:
        share.proposal = proposal
    return shares


def share_lines(
    proposal: Proposal, shares: list[Assignment], owed: list[Obligation], seat: Seat
) -> list[dict[str, Any]]:
    lines = [share_line(share, owed, seat) for share in shares]
    return [line | beside_letter(line["share"], line["reply"], seat) for line in lines]


def share_line(share: Assignment, owed: list[Obligation], seat: Seat) -> dict[str, Any]:
    theirs = [o for o in owed if (o.subject_type, o.subject_id) == share.key()]
    return {
        "share": share,
        "status": PREPARING if outside(seat) and share.status in UNSENT else badge(share),
        "light": light_of(theirs[0]) if theirs else None,
        "office": share.office if concerned(seat, share) else None,
        "reply": reply_for(share, seat),
    }


def reply_for(share: Assignment, seat: Seat) -> Reply | None:
    """The newest answer that this seat may read: others see it when it is delivered."""
    read_letters([share])
    replies = list(share.replies.all())
    sent = [one for one in replies if one.delivered_on]
    answering = seat.role in (Role.LIAISON, Role.UNIT_HEAD) or inner_dispatcher(seat, share)
    if answering and concerned(seat, share):
        return newest(replies)
    if seat.role == Role.DISPATCHER and seat.system_id == share.unit.current.system_id:
        if share.status == Assignment.Status.DELIVERED:
            return newest(sent)
        return newest(replies) if share.status not in DRAFTS else None
    return newest(sent)


def newest(letters: list[Reply]) -> Reply | None:
    return letters[0] if letters else None


DRAFTS = (Assignment.Status.HANDLING, Assignment.Status.DRAFTING)
UNSENT = ("drafting", "reviewing", "signing", "signed")
PREPARING = {"code": "handling", "label": "办理中", "tone": "link"}


def contacts_of(proposal: Proposal) -> QuerySet[Contact]:
    return proposal.contacts.select_related("assignment__unit")


def contact_line(contact: Contact, proposal: Proposal, seat: Seat) -> dict[str, Any]:
    contact.proposal = contact.assignment.proposal = proposal
    door = CONTACT_DOORS["void"]
    url = reverse("proposals:contact_act", args=[proposal.case.uid, contact.pk, "void"])
    return {"contact": contact, "void_url": url if door.offered(seat, contact) else ""}


def events_for(seat: Seat, proposal: Proposal) -> QuerySet[Event]:
    """The part of the record that this seat may read, newest first."""
    events = Event.objects.filter(case=proposal.pk).exclude(subject_type__in=BESIDE)
    if not at_home(seat, proposal):
        events = events.filter(~Q(audience=Audience.INTERNAL) | own_internal(seat, proposal))
    return events.select_related("user", "seat__committee", "seat__unit", "seat__system",
                                 "seat__member", "seat__organisation",
                                 "seat__township").order_by("-version")  # fmt: skip


# Said already by the event of the share that they belong to.
BESIDE = (Reply.kind(), Change.kind(), Extension.kind())


def own_internal(seat: Seat, proposal: Proposal) -> Q:
    """What passed inside the government is known to the unit it concerns and its dispatcher.

    What was asked of somebody is known to them.
    """
    questions = own_consultations(proposal, seat).values("pk")
    asked = Q(subject_type=Consultation.kind(), subject_id__in=questions)
    if seat.role == Role.DISPATCHER:
        theirs = in_system(seat.system_id) | governed_from(seat.system_id)
        own = proposal.assignments.filter(theirs)
    elif seat.role in (Role.LIAISON, Role.UNIT_HEAD):
        own = proposal.assignments.filter(of_unit(seat.unit_id))
    else:
        return asked
    return asked | Q(subject_type=Assignment.kind(), subject_id__in=own.values("pk"))


def suggestions_for(proposal: Proposal, seat: Seat) -> Any:
    mine = seat.committee_id == proposal.case.committee_id
    if not mine or seat.role not in (Role.OFFICE, Role.DIRECTOR, Role.DISPATCHER):
        return []
    return proposal.suggestions.select_related("unit")


def open_revision(proposal: Proposal, seat: Seat) -> Any:
    """The sheet on which a proposal that was sent back is being rewritten."""
    if proposal.status != Proposal.Status.SENT_BACK:
        return None
    mine = Draft.objects.visible_to(seat).unfinished().filter(proposal=proposal)
    return mine.first()
