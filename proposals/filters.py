"""What proposals are looked up by: the same for page and API."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Exists, F, OuterRef, Q
from django.http import HttpRequest
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field

from members.models import Entry, Session, Unit
from proposals.models import Assignment, Kind, Proposal
from proposals.querysets import ProposalQuerySet, key_of
from proposals.searching import Term, ranked, search, terms_of

ALL = "全部"


def sessions_here(request: HttpRequest | None) -> Any:
    if request is None:
        return Session.objects.none()
    return Session.objects.filter(term__committee=request.seat.committee_id)  # type: ignore[attr-defined]


def categories_here(request: HttpRequest | None) -> Any:
    """One for each code: the same line of several terms is looked for as one."""
    if request is None:
        return Entry.objects.none()
    here = request.seat.committee_id  # type: ignore[attr-defined]
    book = Entry.objects.filter(committee=here, book=Entry.Book.CATEGORY)
    newest = F("term__ordinal").desc(nulls_last=True)
    one_each = book.order_by("code", newest).distinct("code")
    return Entry.objects.filter(pk__in=one_each.values("pk")).order_by("position", "pk")


def units_here(request: HttpRequest | None) -> Any:
    if request is None:
        return Unit.objects.none()
    here = request.seat.committee_id  # type: ignore[attr-defined]
    return Unit.objects.filter(committee=here, parent=None).order_by("status", "initials", "pk")


class ProposalFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label="案号、词语、姓名", method="find")
    status = django_filters.ChoiceFilter(
        label="状态", choices=Proposal.Status.choices, empty_label=ALL
    )
    session = django_filters.ModelChoiceFilter(
        label="届次",
        queryset=sessions_here,  # type: ignore[arg-type]
        empty_label=ALL,
    )
    category = django_filters.ModelChoiceFilter(
        label="类别",
        queryset=categories_here,  # type: ignore[arg-type]
        empty_label=ALL,
        method="of_category",
    )
    field = django_filters.ChoiceFilter(
        label="五大建设",
        choices=Entry.Field.choices,
        empty_label=ALL,
        field_name="category__field",
    )
    unit = django_filters.ModelChoiceFilter(
        label="承办单位",
        queryset=units_here,  # type: ignore[arg-type]
        empty_label=ALL,
        method="handled_by",
    )
    proposer_kind = django_filters.ChoiceFilter(
        label="提案形式", choices=Kind.choices, empty_label=ALL
    )

    key = django_filters.ChoiceFilter(
        label="重点提案", choices=[("1", "是")], empty_label=ALL, method="among_keys"
    )

    class Meta:
        model = Proposal
        fields: tuple[str, ...] = ()

    def of_category(self, rows: ProposalQuerySet, name: str, line: Entry) -> ProposalQuerySet:
        return rows.filter(category__committee=line.committee_id, category__code=line.code)

    @extend_schema_field(OpenApiTypes.INT)
    def handled_by(self, rows: ProposalQuerySet, name: str, unit: Unit) -> ProposalQuerySet:
        """Handed to it, or to one that went into it, in whatever way, and not to others since."""
        theirs = Q(unit=unit) | Q(unit__successor=unit)
        live = Assignment.objects.live().filter(theirs, proposal=OuterRef("pk"))
        return rows.filter(Exists(live))

    def among_keys(self, rows: ProposalQuerySet, name: str, value: str) -> ProposalQuerySet:
        """Those that lead a year as key proposals."""
        return rows.filter(Exists(key_of()))

    def find(self, rows: ProposalQuerySet, name: str, words: str) -> ProposalQuerySet:
        """By numbers, title, text, delivered answers and the names of those who signed."""
        found: ProposalQuerySet = search(rows, terms_of(words))
        return found


def words_of(filters: Any) -> list[Term]:
    """What is searched for, if anything."""
    told = getattr(filters.form, "cleaned_data", {}) if filters.is_bound else {}
    return terms_of(told.get("q") or "")


def best_of(filters: Any) -> Any:
    """The hits with their rank; None where nothing is searched for."""
    found, terms = filters.qs, words_of(filters)
    return ranked(found, terms) if terms else None
