"""What proposals are looked up by: the same for page and API."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q
from django.http import HttpRequest

from members.models import Entry, Session
from proposals.models import Kind, Proposal
from proposals.querysets import ProposalQuerySet

ALL = "全部"


def sessions_here(request: HttpRequest | None) -> Any:
    if request is None:
        return Session.objects.none()
    return Session.objects.filter(term__committee=request.seat.committee_id)  # type: ignore[attr-defined]


def categories_here(request: HttpRequest | None) -> Any:
    if request is None:
        return Entry.objects.none()
    here = request.seat.committee_id  # type: ignore[attr-defined]
    return Entry.objects.filter(committee=here, book=Entry.Book.CATEGORY)


class ProposalFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label="案号、案由、提案人", method="find")
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
    )
    proposer_kind = django_filters.ChoiceFilter(
        label="提案形式", choices=Kind.choices, empty_label=ALL
    )

    class Meta:
        model = Proposal
        fields: tuple[str, ...] = ()

    def find(self, rows: ProposalQuerySet, name: str, words: str) -> ProposalQuerySet:
        """By number when it is one, else by words in the title or the proposer's name."""
        words = words.strip().replace("\x00", "")
        if words.isascii() and words.isdigit() and len(words) < 7:
            return rows.filter(Q(number=int(words)) | Q(receipt=int(words)))
        return rows.filter(
            Q(title__contains=words)
            | Q(member__name__contains=words)
            | Q(organisation__name__contains=words)
        )
