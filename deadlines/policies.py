"""Which limit is in force: the most exact policy of the place, else the platform's default."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.db.models import Q

from deadlines import arithmetic
from deadlines.arithmetic import Due, Unit
from deadlines.calendar import WorkCalendar
from deadlines.defaults import BY_KIND, Kind, explain
from deadlines.models import Policy
from members.models import Term

CALENDAR = WorkCalendar()
EXACTNESS = ("committee_id", "term_id", "proposal_kind", "occasion")


class Limit(NamedTuple):
    """How long something may take, and the sentence that says why."""

    n: int
    measure: Unit
    rule: str
    fixed_on: date | None = None

    def due(self, start: date) -> Due:
        """The due day counted from `start`, or the fixed date, rolled to a working day."""
        if self.fixed_on:
            return arithmetic.fixed_date(self.fixed_on, CALENDAR)
        return arithmetic.due(start, self.n, self.measure, CALENDAR)


def limit_for(
    kind: Kind, committee_id: int, *, term: Term | None = None, occasion: str = "", form: str = ""
) -> Limit:
    """The limit for this duty; a policy for a place, term, form or occasion beats a general one."""
    fitting = Policy.objects.filter(
        Q(committee=None) | Q(committee=committee_id),
        Q(term=None) | Q(term=term),
        occasion__in={"", occasion},
        proposal_kind__in={"", form},
        duty=kind,
    )
    best = max(fitting, key=exactness, default=None)
    return as_limit(kind, best)


def exactness(policy: Policy) -> list[bool]:
    return [bool(getattr(policy, name)) for name in EXACTNESS]


def as_limit(kind: Kind, policy: Policy | None) -> Limit:
    if policy is None:
        default = BY_KIND[kind]
        return Limit(default.n, default.unit, explain(kind, default.n, default.unit))
    measure = Unit(policy.measure)
    rule = policy.rule or explain(kind, policy.count, measure)
    return Limit(policy.count, measure, rule, policy.fixed_on)
