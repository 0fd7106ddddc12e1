"""What the page of a year's list shows: candidates with points and voices, advice, the decision."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Count, Q, Sum

from deadlines.lights import light_of
from deadlines.models import Obligation
from deadlines.workdays import stamped
from members.buttons import offered
from members.models import Seat
from proposals.columns_keys import badge
from proposals.doors_keys import KEY_LIST_DOORS, LIST_PARTS
from proposals.models import Advice, KeyList, Proposal
from proposals.owning import not_own
from proposals.querysets_key_parts import advice_known, candidates_known
from proposals.querysets_keys import BODIES
from proposals.showing_keys import debt, events_of, files_of, one_main
from proposals.showing_text import sections_of
from workflow.telling import entry

Line = dict[str, Any]


def list_page(row: KeyList, seat: Seat) -> dict[str, Any]:
    """The context of its page; a body that is asked sees the candidates and its own answer."""
    still = Obligation.objects.open().filter(case=row.pk).exclude(not_own(seat))
    known = stamped(still).select_related("unit", "committee", "organisation")
    owed = list(known.order_by("due_on", "pk"))
    files = files_of(row, seat)
    pressed, held = offered(row, KEY_LIST_DOORS, seat, "keys:list_act")
    candidates, advice = candidates_of(row, seat), advice_of(row, seat)
    read = reading_of(row, candidates, advice, seat)
    names = {one.key(): str(one) for one in (*candidates, *advice)}
    return {
        "row": row,
        "status": badge(row),
        "mine": [debt(one) for one in owed if one.scope_key == seat.scope_key],
        "waiting": [debt(one) for one in owed if one.scope_key != seat.scope_key],
        **{"actions": one_main(pressed), "held": held},
        "candidates": [
            line(one, "candidates", seat, owed, files) | read[one.pk] for one in candidates
        ],
        "advice": [line(one, "advice", seat, owed, files) for one in advice],
        "keys": keys_of(row, seat),
        "files": files.get((row.kind(), row.pk), []),
        "timeline": [
            entry(one, names.get((one.subject_type, one.subject_id), ""))
            for one in events_of(row, seat)
        ],
        "inside": seat.is_staff_of_committee,
    }


def candidates_of(row: KeyList, seat: Seat) -> list[Any]:
    """The best first, with points and voices; for others by number, as points are the office's."""
    about = ("proposal__case", "proposal__member", "proposal__organisation")
    voices = Count("favoured_by", filter=Q(favoured_by__status="given"), distinct=True)
    found = row.candidates.select_related(*about).annotate(voices=voices)
    totals = dict(
        row.candidates.order_by()
        .values("pk")
        .annotate(n=Sum("scores__points"))
        .values_list("pk", "n")
    )
    rows: list[Any] = list(found.filter(candidates_known(seat)))
    for one in rows:
        one.keylist, one.total = row, totals.get(one.pk)
    if not seat.is_staff_of_committee:
        return rows
    return sorted(rows, key=lambda one: (one.status == "dropped", -(one.total or 0)))


def reading_of(
    row: KeyList, candidates: list[Any], advice: list[Advice], seat: Seat
) -> dict[int, Line]:
    """By candidate, whether its case is opened from here, or its text is read here."""
    seen, texts = cases_seen(candidates, seat), texts_for(row, candidates, advice, seat)
    return {
        one.pk: {"linked": one.proposal_id in seen, "sections": texts.get(one.pk)}
        for one in candidates
    }


def cases_seen(candidates: list[Any], seat: Seat) -> set[int]:
    """The proposals that this seat may open."""
    wanted = [one.proposal_id for one in candidates]
    if seat.is_staff_of_committee:
        return set(wanted)
    seen = Proposal.objects.visible_to(seat).filter(pk__in=wanted)
    return set(seen.values_list("pk", flat=True))


def texts_for(
    row: KeyList, candidates: list[Any], advice: list[Advice], seat: Seat
) -> dict[int, list[dict[str, Any]]]:
    """While a body is asked it reads, here alone, what it is asked about: the text, no files."""
    asked = any(one.status == Advice.Status.ASKED for one in advice)
    if seat.role not in BODIES or row.status != KeyList.Status.SELECTING or not asked:
        return {}
    wanted = {one.proposal_id: one.pk for one in candidates}
    found = Proposal.objects.filter(pk__in=wanted).with_body().values_list("pk", "body_now")
    return {wanted[pk]: sections_of(body or "") for pk, body in found}


def advice_of(row: KeyList, seat: Seat) -> list[Advice]:
    rows = row.advices.select_related("organisation").prefetch_related("favours__proposal")
    found = list(rows.filter(advice_known(seat)))
    for one in found:
        one.keylist = row
    return found


LIST_ROWS: dict[str, Callable[[KeyList, Seat], list[Any]]] = {
    "candidates": candidates_of,
    "advice": advice_of,
}


def keys_of(row: KeyList, seat: Seat) -> list[Line]:
    """The key proposals of the list; who was only asked learns them by the candidates."""
    if not seat.is_staff_of_committee:
        return []
    rows = row.keys.for_list().order_by("proposal__number", "pk")
    return [{"row": one, "status": badge(one)} for one in rows]


def line(row: Any, word: str, seat: Seat, owed: Any, files: Any) -> Line:
    _, doors = LIST_PARTS[word]
    actions, _ = offered(row, doors, seat, "keys:list_part_act", word, row.pk)
    theirs = [one for one in owed if (one.subject_type, one.subject_id) == row.key()]
    return {
        "row": row,
        "status": badge(row),
        "light": light_of(theirs[0]) if theirs else None,
        "files": files.get(row.key(), []),
        "actions": [one | {"main": one["main"] and word == "advice"} for one in actions],
    }
