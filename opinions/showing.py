"""What the page of an opinion shows to a seat: nothing that is not theirs to see."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet

from deadlines.lights import light_of
from deadlines.models import Obligation
from deadlines.owing import owed_by
from deadlines.presence import who_is_there
from deadlines.workdays import stamped
from members.models import Seat
from opinions.buttons import buttons, buttons_of
from opinions.columns import UNITS, badge
from opinions.doors import FORWARDING_DOORS, INSTRUCTION_DOORS
from opinions.models import Forwarding, Noted, Opinion, OpinionDraft
from opinions.origins import afterwards, origins_of
from opinions.phases import phases_of
from opinions.rules import liaison_of
from opinions.workflow import Action
from proposals.showing_text import sections_of
from workflow.models import Audience, Event
from workflow.telling import Entry, entry


def inside(row: Opinion, seat: Seat) -> bool:
    """The committee's own people, who see everything."""
    return seat.is_staff_of_committee and seat.committee_id == row.committee_id


def above(row: Opinion, seat: Seat) -> bool:
    """A committee above, which reads what was issued and no more."""
    return seat.is_staff_of_committee and seat.committee_id != row.committee_id


def written(row: Opinion, seat: Seat) -> bool:
    """Whether it may know of its way before it was issued: who wrote it, when and how."""
    return not (above(row, seat) or seat.role in UNITS)


def page_of(row: Opinion, seat: Seat) -> dict[str, Any]:
    """The context of an opinion's page."""
    given = given_to(row, seat)
    who_is_there(row, map(liaison_of, given))
    owed = owed_of(row, seat)
    pressed = buttons_of(row, seat)
    return {
        "row": row,
        "status": badge(row),
        "phases": phases_of(row),
        **owed_by(owed, seat, {one.key(): str(one.unit) for one in given}),
        **pressed,
        "inside": inside(row, seat),
        "written": written(row, seat),
        "sections": sections_of(row.text),
        "forwardings": [line(one, owed, seat) for one in given],
        "instructions": instructions(row, seat),
        "timeline": timeline(row, given, seat),
        **around(row, seat),
    }


def around(row: Opinion, seat: Seat) -> dict[str, Any]:
    """The original wording, the whole it went into or its sources, where it came from."""
    if not written(row, seat):
        return {"original": [], "sources": [], "origins": [], "came": []}
    draft = OpinionDraft.objects.filter(opinion=row).select_related("proposal__case").first()
    changed = row.form == Opinion.Form.SINGLE and row.edited_body not in ("", row.body)
    return {
        "original": sections_of(row.body) if changed else [],
        "sources": list(row.sources.for_list()) if row.form == Opinion.Form.COMBINED else [],
        "origins": origins_of(draft, seat),
        "came": afterwards(row, seat),
    }


def given_to(row: Opinion, seat: Seat) -> list[Forwarding]:
    """The units it went to; a unit sees itself only. A source shows those of the whole."""
    if above(row, seat):
        return []
    fate = row.goes_on_in
    found = fate.forwardings.select_related("unit__successor")
    given = [one for one in found if seat.role not in UNITS or of_unit(one, seat)]
    for one in given:
        one.opinion = fate
    if fate is row and seat.role not in UNITS:
        row.__dict__["given"] = given
    return given


def of_unit(one: Forwarding, seat: Seat) -> bool:
    kept = one.status != Forwarding.Status.RETURNED
    return kept and seat.unit_id in (one.unit_id, one.unit.successor_id)


def line(one: Forwarding, owed: Sequence[Obligation], seat: Seat) -> dict[str, Any]:
    theirs = [debt for debt in owed if (debt.subject_type, debt.subject_id) == one.key()]
    pressed = buttons(one, FORWARDING_DOORS, seat, "part_act", "forwardings", one.pk)
    return {
        "given": one,
        "status": badge(one),
        "light": light_of(theirs[0]) if theirs else None,
        "actions": pressed["actions"],
    }


def instructions(row: Opinion, seat: Seat) -> list[dict[str, Any]]:
    """批示; its writer learns who wrote on it and when, but not what."""
    if above(row, seat):
        return []
    fate = row.goes_on_in
    reads = inside(row, seat) or seat.role in UNITS
    lines = []
    for one in fate.instructions.filter(status=Noted.RECORDED):
        one.opinion = fate
        pressed = buttons(one, INSTRUCTION_DOORS, seat, "part_act", "instructions", one.pk)
        text = one.text if reads else ""
        lines.append({"row": one, "text": text, "actions": pressed["actions"]})
    return lines


def owed_of(row: Opinion, seat: Seat) -> list[Obligation]:
    """What this seat may know of what is open."""
    if above(row, seat):
        return []
    still = Obligation.objects.open().filter(case=row.pk)
    if seat.role in UNITS:
        still = still.filter(unit=seat.unit_id)
    known = stamped(still).select_related("unit", "township", "committee")
    return list(known.order_by("due_on", "pk"))


def timeline(row: Opinion, given: Sequence[Forwarding], seat: Seat) -> list[Entry]:
    """What happened, newest first; of a forwarding with its unit."""
    names = {one.key(): str(one.unit) for one in given}
    events = events_for(row, seat)
    return [entry(one, names.get((one.subject_type, one.subject_id), "")) for one in events]


def events_for(row: Opinion, seat: Seat) -> QuerySet[Event]:
    """The part of the record that this seat may read, newest first."""
    events = Event.objects.filter(case=row.pk)
    if above(row, seat):
        events = events.filter(action=Action.ISSUE)
    elif seat.role in UNITS:
        own = [one.pk for one in given_to(row, seat)]
        events = events.filter(Q(subject_type=Forwarding.kind(), subject_id__in=own))
    elif not inside(row, seat):
        events = events.exclude(audience=Audience.INTERNAL)
    return events.select_related(
        *("user", "seat__committee", "seat__unit", "seat__system"),
        *("seat__member", "seat__organisation", "seat__township"),
    ).order_by("-version")
