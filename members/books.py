"""Which lines of a committee's dictionaries a case may use: those in force in its own term."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from common import clock
from members.models import Entry, Term


def entries(committee_id: int, book: str, term_id: int | None = None) -> QuerySet[Entry]:
    """The lines in force; one that a term has of its own replaces the general one.

    A line that the term retired is not offered in it, though the general one of the code is.
    What was retired after a term's end stays in force for that term's cases.
    """
    listed = Entry.objects.filter(committee=committee_id, book=book)
    if term_id is None:
        return listed.filter(in_force(), term=None)
    own = listed.filter(term=term_id)
    general = Q(term=None) & ~Q(code__in=own.values("code"))
    return listed.filter(in_force(term_id), Q(term=term_id) | general)


def in_force(term_id: int | None = None) -> Q:
    today = Q(retired_on=None) | Q(retired_on__gt=clock.today())
    if term_id is None:
        return today
    return today | Q(retired_on__gt=Term.objects.filter(pk=term_id).values("ends_on"))


def entries_for(row: Any, book: str) -> QuerySet[Entry]:
    """The lines that a case, or a part of one, may use: its committee's, of its own term."""
    root = getattr(row, "root", row)
    return entries(root.committee_id, book, root.session.term_id)
