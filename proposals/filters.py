"""What proposals are looked up by: the same for page and API."""

from __future__ import annotations

from typing import Any

from proposals.filters_course import CourseFilter
from proposals.models import Proposal
from proposals.searching import Term, ranked, terms_of


class ProposalFilter(CourseFilter):
    class Meta:
        model = Proposal
        fields: tuple[str, ...] = ()


def words_of(filters: Any) -> list[Term]:
    """What is searched for, if anything."""
    told = getattr(filters.form, "cleaned_data", {}) if filters.is_bound else {}
    return terms_of(told.get("q") or "")


def best_of(filters: Any) -> Any:
    """The hits with their rank; None where nothing is searched for."""
    found, terms = filters.qs, words_of(filters)
    return ranked(found, terms) if terms else None
