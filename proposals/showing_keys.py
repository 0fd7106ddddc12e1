"""What the page of a key proposal shows to a seat: first what a leader reads in one minute."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Q

from common import clock
from deadlines.lights import light_of
from deadlines.models import Obligation
from deadlines.workdays import stamped
from members.buttons import in_order, offered
from members.models import Role, Seat
from proposals.columns import badge as case_badge
from proposals.columns_keys import badge
from proposals.doors_keys import KEY_DOORS, KEY_PARTS
from proposals.gates_keys import ready_to_issue
from proposals.models import (
    Advice,
    Attachment,
    Commitment,
    KeyInstruction,
    KeyLeader,
    KeyProposal,
    KeyVisit,
    PlanItem,
    Proposal,
)
from proposals.owning import not_own
from proposals.querysets_key_parts import (
    instructions_known,
    items_known,
    leaders_known,
    media_known,
)
from workflow.models import Audience, Event
from workflow.telling import entry

Line = dict[str, Any]
KNOWN = ("user", "seat__committee", "seat__unit", "seat__system", "seat__member")


def key_page(key: KeyProposal, seat: Seat) -> dict[str, Any]:
    """The context of its page."""
    owed, files = owed_of(key, seat), files_of(key, seat)
    parts = parts_of(key, seat)
    told = {word: lines(rows, word, seat, owed, files) for word, rows in parts.items()}
    pressed, held = offered(key, KEY_DOORS, seat, "keys:act")
    return {
        "row": key,
        "status": badge(key),
        "mine": [debt(one) for one in owed if one.scope_key == seat.scope_key],
        "waiting": [debt(one) for one in owed if one.scope_key != seat.scope_key],
        **{"actions": one_main(pressed), "held": held},
        **told,
        "asked": asked_of(seat, told["leaders"]),
        "minute": minute(key, parts, seat),
        "files": files.pop((key.kind(), key.pk), []),
        "timeline": timeline(key, parts, seat),
        **{"inside": inside(key, seat), "first": before_issue(key, seat)},
    }


def asked_of(seat: Seat, leaders: list[Line]) -> list[Line]:
    """What a leader is asked on their own account stands before all else."""
    return [one for one in leaders if one["actions"]] if seat.role == Role.LEAD else []


def before_issue(key: KeyProposal, seat: Seat) -> str:
    """What office and director have still to do before the plan can be issued."""
    theirs = inside(key, seat) and seat.role in (Role.OFFICE, Role.DIRECTOR)
    return ready_to_issue(key) if theirs and key.status == KeyProposal.Status.CHOSEN else ""


def inside(key: KeyProposal, seat: Seat) -> bool:
    return seat.is_staff_of_committee and seat.committee_id == key.committee_id


def parts_of(key: KeyProposal, seat: Seat) -> dict[str, list[Any]]:
    """All that this seat may know of, by kind."""
    return {word: part_of(word, key, seat) for word in KEY_PARTS}


def part_of(word: str, key: KeyProposal, seat: Seat) -> list[Any]:
    """The rows of one kind, every row pointing at the key it was read for."""
    found: list[Any] = list(ROWS[word](key, seat))
    for one in found:
        one.keyproposal = key
    return found


def leaders_for(key: KeyProposal, seat: Seat) -> Any:
    return key.keyleaders.filter(leaders_known(seat))


def items_for(key: KeyProposal, seat: Seat) -> Any:
    return key.planitems.filter(items_known(seat)).select_related("unit__successor", "leader")


def instructions_for(key: KeyProposal, seat: Seat) -> Any:
    known = key.keyinstructions.filter(instructions_known(seat))
    return known.select_related("unit__successor")


def visits_for(key: KeyProposal, seat: Seat) -> Any:
    return key.keyvisits.select_related("sort").prefetch_related("guests__member", "guests__unit")


ROWS: dict[str, Callable[[KeyProposal, Seat], Any]] = {
    "leaders": leaders_for,
    "items": items_for,
    "visits": visits_for,
    "instructions": instructions_for,
    "media": lambda key, seat: key.mediareports.filter(media_known(seat)),
}


def lines(
    rows: Iterable[Any],
    word: str,
    seat: Seat,
    owed: Sequence[Obligation],
    files: dict[tuple[str, int], list[Attachment]],
) -> list[Line]:
    _, doors = KEY_PARTS[word]
    told = []
    for row in rows:
        theirs = [one for one in owed if (one.subject_type, one.subject_id) == row.key()]
        actions, _ = offered(row, doors, seat, "keys:part_act", word, row.pk)
        light = light_of(theirs[0]) if theirs else None
        more = {"files": files.get(row.key(), []), "actions": one_main(actions)}
        told.append({"row": row, "status": badge(row), "light": light, **more})
    return told


def one_main(actions: list[Any]) -> list[Any]:
    """In their order; only the first one stands out."""
    ordered = in_order(actions)
    return ordered[:1] + [one | {"main": False} for one in ordered[1:]]


def owed_of(key: KeyProposal, seat: Seat) -> list[Obligation]:
    """What this seat may know of what is open, the most urgent first."""
    still = Obligation.objects.open().filter(case=key.pk).exclude(not_own(seat))
    known = stamped(still).select_related("unit", "committee", "organisation")
    return list(known.order_by("due_on", "pk"))


def debt(owed: Obligation) -> Line:
    who = str(owed.unit or owed.organisation or Role(owed.role).label)
    return {"kind": owed.get_kind_display(), "light": light_of(owed), "who": who}


def files_of(row: Any, seat: Seat) -> dict[tuple[str, int], list[Attachment]]:
    """By the row that they came with."""
    found: dict[tuple[str, int], list[Attachment]] = {}
    seen = Attachment.objects.visible_to(seat).live().filter(affair=row.pk)
    for one in seen:
        found.setdefault((one.subject_type, one.subject_id or 0), []).append(one)
    return found


def minute(key: KeyProposal, parts: dict[str, list[Any]], seat: Seat) -> dict[str, Any]:
    """What a leader reads in one minute: what, who, where it stands, promises, the next date."""
    items = [one for one in parts["items"] if one.status not in PlanItem.GONE]
    agreed = [one for one in parts["leaders"] if one.status == KeyLeader.Status.CONSENTED]
    return {
        "leaders": agreed,
        "units": units_of(key.proposal, items),
        "case": case_badge(key.proposal),
        "case_seen": Proposal.objects.visible_to(seat).filter(pk=key.proposal_id).exists(),
        "items": len([one for one in items if one.status != PlanItem.Status.PROPOSED]),
        "finished": len([one for one in items if one.status == PlanItem.Status.DONE]),
        "late": len([one for one in items if overdue(one)]),
        "said": len([one for one in parts["instructions"] if one.status != "void"]),
        "unsaid": len([one for one in parts["instructions"] if one.status in ("open", "answered")]),
        "promises": promises_of(key.proposal),
        "next": next_of(items, parts),
    }


def overdue(item: PlanItem) -> bool:
    return item.status == PlanItem.Status.OPEN and item.due_on < clock.today()


def units_of(proposal: Proposal, items: list[PlanItem]) -> list[str]:
    """Who answers, then who else has something to do in the plan."""
    shares = proposal.assignments.answering().filter(round=proposal.round)
    answering = [one.unit.name for one in shares.select_related("unit").order_by("pk")]
    planned = [one.unit.name for one in items if one.unit]
    return list(dict.fromkeys([*answering, *planned]))


def promises_of(proposal: Proposal) -> dict[str, int]:
    """承诺事项 of its answers: all, kept, not kept, late."""
    open_ones = Q(status__in=Commitment.STANDING)
    late = open_ones & Q(due_on__lt=clock.today())
    gone = Q(status__in=(Commitment.Status.REPLACED, Commitment.Status.CALLED_OFF))
    return proposal.commitments.exclude(gone).aggregate(
        all=Count("pk"),
        kept=Count("pk", filter=Q(status=Commitment.Status.KEPT)),
        failed=Count("pk", filter=Q(status=Commitment.Status.FAILED)),
        late=Count("pk", filter=late),
    )


def next_of(items: list[PlanItem], parts: dict[str, list[Any]]) -> tuple[date, str] | None:
    """The nearest day of something to come or undone, and what it is."""
    days = [(one.due_on, f"{one.handler}：{one}") for one in items if one.status == "open"]
    days += [
        (one.planned_on, str(one))
        for one in parts["visits"]
        if one.status == KeyVisit.Status.PLANNED
    ]
    days += [
        (one.due_on, f"{one.handler}反馈{one}")
        for one in parts["instructions"]
        if one.status == KeyInstruction.Status.OPEN
    ]
    return min(days, default=None, key=lambda one: one[0])


def timeline(key: KeyProposal, parts: dict[str, list[Any]], seat: Seat) -> list[Any]:
    """What happened, newest first; of a part with its name."""
    names = {one.key(): str(one) for rows in parts.values() for one in rows}
    return [
        entry(one, names.get((one.subject_type, one.subject_id), ""))
        for one in events_of(key, seat)
    ]


def events_of(row: Any, seat: Seat) -> Any:
    """The part of the record that this seat may read; of a list, nothing of what others said."""
    events = Event.objects.filter(case=row.pk)
    if not seat.is_staff_of_committee:
        others = Advice.objects.exclude(organisation=seat.organisation_id or 0)
        said = Q(subject_type=Advice.kind(), subject_id__in=others.values("pk"))
        events = events.exclude(audience=Audience.INTERNAL).exclude(said)
    more = ("seat__organisation", "seat__township")
    return events.select_related(*KNOWN, *more).order_by("-version")
