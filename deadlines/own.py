"""What a person owes from the seats they hold, as far as those seats may see the case."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from deadlines.models import Obligation
from deadlines.planning import PAGES, UID
from deadlines.querysets import ObligationQuerySet
from deadlines.seeing import DEBTORS, SEEN
from members.models import Role, Seat
from workflow.models import Case


def debts_of(seats: Iterable[Seat]) -> ObligationQuerySet:
    """Open and done alike; a kind of case that nobody vouches for is left out."""
    theirs = Q(pk__in=())
    for seat in seats:
        for kind, cases in SEEN.items():
            theirs |= Q(scope_key=seat.scope_key, case__kind=kind, case__in=cases(seat))
    found: ObligationQuerySet = Obligation.objects.filter(theirs)
    return found


def page_of(case: Case) -> str:
    """The page where the person acts."""
    return PAGES[case.kind]().replace(UID, str(case.uid))


def debtor_of(owed: Obligation) -> str:
    """Who is to do it, as the pages of that kind of case call them."""
    words = DEBTORS.get(owed.case.kind)
    if words:
        return words(owed)
    return str(owed.unit) if owed.unit_id else Role(owed.role).label
