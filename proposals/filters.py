"""What proposals are looked up by: the same for page and API."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Exists

from proposals.choices import ALL
from proposals.filters_course import CourseFilter
from proposals.models import Proposal
from proposals.querysets import ProposalQuerySet, key_of
from proposals.searching import Term, ranked, terms_of


class ProposalFilter(CourseFilter):
    key = django_filters.ChoiceFilter(
        label="重点提案", choices=[("1", "是")], empty_label=ALL, method="among_keys"
    )

    class Meta:
        model = Proposal
        fields: tuple[str, ...] = ()

    def among_keys(self, rows: ProposalQuerySet, name: str, value: str) -> ProposalQuerySet:
        """Those that lead a year as key proposals."""
        return rows.filter(Exists(key_of()))


def words_of(filters: Any) -> list[Term]:
    """What is searched for, if anything."""
    told = getattr(filters.form, "cleaned_data", {}) if filters.is_bound else {}
    return terms_of(told.get("q") or "")


def best_of(filters: Any) -> Any:
    """The hits with their rank; None where nothing is searched for."""
    found, terms = filters.qs, words_of(filters)
    return ranked(filters.queryset, found, terms) if terms else None
