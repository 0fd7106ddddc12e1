"""统计清单: the proposals behind a number of the yearly tables, looked up by the same figure."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, QuerySet

from common.listing import Listing
from common.whole import whole
from members.models import Unit
from proposals.choices import ALL
from proposals.columns import LISTING as PROPOSALS
from proposals.filters import ProposalFilter
from proposals.models import Cosigner
from proposals.querysets import FILED, ProposalQuerySet
from proposals.yearly import year_figures
from proposals.yearly_facts import letters_that_hold
from proposals.yearly_groups import GroupFilter


class YearFilter(ProposalFilter, GroupFilter):
    """By a figure; answer: whose answer has which grade: 12-A of a unit, s3-A of a system.

    member, cosigner: who put it in, who signed with them.
    """

    figure = django_filters.ChoiceFilter(
        label="情况", choices=(), empty_label=ALL, method="counted_by"
    )
    answer = django_filters.CharFilter(widget=forms.HiddenInput, method="answered_by")
    member = django_filters.NumberFilter(widget=forms.HiddenInput, field_name="member_id")
    cosigner = django_filters.NumberFilter(widget=forms.HiddenInput, method="cosigned_by")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = year_figures(self.request.seat.committee_id)  # type: ignore[union-attr]
        named = [(code, one.label) for code, one in self.known.items()]
        self.filters["figure"].extra["choices"] = named

    def counted_by(self, rows: QuerySet[Any], name: str, code: str) -> QuerySet[Any]:
        return rows.filter(self.known[code].holds)

    def cosigned_by(self, rows: QuerySet[Any], name: str, member: Any) -> QuerySet[Any]:
        signed = Cosigner.objects.filter(proposal=OuterRef("pk"), member=member)
        return rows.filter(Exists(signed))

    def answered_by(self, rows: ProposalQuerySet, name: str, told: str) -> ProposalQuerySet:
        whose, _, code = told.partition("-")
        number = whole(whose.removeprefix("s"))
        if number is None:
            return rows.none()
        theirs = letters_that_hold(as_published=True).filter(proposal=OuterRef("pk"))
        if whose.startswith("s"):
            theirs = theirs.filter(row__in=Unit.objects.filter(system=number).values("pk"))
        else:
            theirs = theirs.filter(row=number)
        graded = theirs.filter(code=code) if code else theirs.filter(code=None)
        return rows.filter(FILED, Exists(graded))


LISTING = Listing(columns=PROPOSALS.columns, cells=PROPOSALS.cells, filterset=YearFilter)
