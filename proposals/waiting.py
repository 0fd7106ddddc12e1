"""What an answered proposal waits for before it closes by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db.models import F

from common.templatetags.ui import day
from deadlines.defaults import Kind
from deadlines.lights import light_of
from deadlines.models import Obligation
from proposals.models import Assignment, Feedback, Proposal
from proposals.parties import givers_of
from proposals.rules import BEFORE_CLOSING

WAITS = (*BEFORE_CLOSING, Kind.RELEASE)


def lines_of(proposals: Iterable[Proposal]) -> list[dict[str, Any]]:
    """Each with how many of how many spoke, until when, and why it is still open."""
    rows = list(proposals)
    people, said, shares, owed = givers_of(rows), spoken(rows), answers(rows), open_ones(rows)
    return [
        {
            "proposal": row,
            "said": said[row.pk],
            "asked": shares[row.pk] * len(people[row.pk]),
            **why_open(row, owed.get(row.pk, [])),
        }
        for row in rows
    ]


def this_round(found: Any, rows: list[Proposal], round_of: str) -> Counter[int]:
    """How many rows of the current round each case has."""
    current = found.filter(proposal__in=rows, **{round_of: F("proposal__round")})
    return Counter(current.values_list("proposal", flat=True))


def spoken(rows: list[Proposal]) -> Counter[int]:
    recorded = Feedback.objects.filter(status=Feedback.Status.RECORDED)
    return this_round(recorded, rows, "assignment__round")


def answers(rows: list[Proposal]) -> Counter[int]:
    return this_round(Assignment.objects.answering(), rows, "round")


def open_ones(rows: list[Proposal]) -> dict[int, list[Obligation]]:
    kinds = (*WAITS, Kind.FEEDBACK)
    found = Obligation.objects.open().filter(case__in=[row.pk for row in rows], kind__in=kinds)
    owed: dict[int, list[Obligation]] = {}
    for one in found.order_by("due_on"):
        owed.setdefault(one.case_id, []).append(one)
    return owed


def why_open(proposal: Proposal, owed: list[Obligation]) -> dict[str, Any]:
    """The reason that holds longest, with its light."""
    first = [one for one in owed if one.kind in WAITS] or owed[-1:]
    if proposal.on_hold:
        why = "主任暂缓办结"
    elif first and first[0].kind in WAITS:
        why = f"待{first[0].get_kind_display()}"
    elif first:
        why = f"等待反馈至{day(first[0].due_on)}，逾期记为未表态并自动办结"
    else:
        why = "即将自动办结"
    return {"why": why, "light": light_of(first[0]) if first else None}
