"""Which limit is in force: the most exact policy of the place, else of the places above it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import Q, QuerySet

from deadlines import arithmetic
from deadlines.arithmetic import Calendar, Due, Pause, Unit
from deadlines.defaults import BY_KIND, Kind, explain
from deadlines.models import Policy
from deadlines.workdays import path_of
from members.models import Term

EXACTNESS = ("term_id", "proposal_kind", "occasion")


class Limit(NamedTuple):
    """How long something may take, the sentence that says why, and how it was looked up."""

    n: int
    measure: Unit
    rule: str
    fixed_on: date | None = None
    duty: str = ""
    occasion: str = ""
    form: str = ""

    def due(self, start: date, calendar: Calendar, pauses: Sequence[Pause] = ()) -> Due:
        """The due day counted from `start`, or the fixed date, rolled to a working day."""
        if self.fixed_on:
            return arithmetic.fixed_date(self.fixed_on, calendar)
        return arithmetic.due(start, self.n, self.measure, calendar, pauses)


def limit_for(
    kind: Kind, committee_id: int, *, term: Term | None = None, occasion: str = "", form: str = ""
) -> Limit:
    """The limit for this duty; a policy for a term, form or occasion beats a general one.

    What the committee has set itself goes before all that it has from above.
    """
    return Policies(committee_id, term, kind).limit(kind, occasion=occasion, form=form)


def in_force(path: list[int]) -> QuerySet[Policy]:
    """The policies of these committees, and those of the platform."""
    return Policy.objects.filter(Q(committee=None) | Q(committee__in=path), retired_at=None)


class Policies:
    """What is in force in a place and term, of these duties or of all: read once."""

    def __init__(self, committee_id: int, term: Term | None = None, *kinds: Kind) -> None:
        self.path = path_of(committee_id)
        fitting = in_force(self.path).filter(Q(term=None) | Q(term=term))
        self.rows = list(fitting.filter(duty__in=kinds) if kinds else fitting)

    def best(self, kind: Kind, *, occasion: str = "", form: str = "") -> Policy | None:
        """The most exact of those that fit; None where the platform's default holds."""
        fitting = (
            row
            for row in self.rows
            if row.duty == kind
            and row.occasion in ("", occasion)
            and row.proposal_kind in ("", form)
        )
        return max(fitting, key=lambda policy: rank(policy, self.path), default=None)

    def limit(self, kind: Kind, *, occasion: str = "", form: str = "") -> Limit:
        """The limit for this duty."""
        best = self.best(kind, occasion=occasion, form=form)
        return as_limit(kind, best)._replace(duty=kind, occasion=occasion, form=form)


def rank(policy: Policy, path: list[int]) -> tuple[int, list[bool]]:
    """How near its committee is, then how exact it is."""
    near = path.index(policy.committee_id) if policy.committee_id in path else -1
    return near, [bool(getattr(policy, name)) for name in EXACTNESS]


def as_limit(kind: Kind, policy: Policy | None) -> Limit:
    if policy is None:
        default = BY_KIND[kind]
        return Limit(default.n, default.unit, explain(kind, default.n, default.unit))
    measure = Unit(policy.measure)
    rule = policy.rule or explain(kind, policy.count, measure)
    return Limit(policy.count, measure, rule, policy.fixed_on)
