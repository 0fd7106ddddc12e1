"""What a proposal is, as it is looked up: its kind, its state, who has it."""

from __future__ import annotations

from typing import cast

import django_filters
from django.db.models import Exists, OuterRef, Q
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field

from members.forms_named import SessionFilter
from members.models import Entry, Seat, System, Unit
from proposals.choices import ALL, categories_here, sessions_here, systems_here, units_here
from proposals.models import Assignment, Kind, Mark, Occasion, Proposal
from proposals.phases import PHASES
from proposals.querysets import ProposalQuerySet, in_system
from proposals.searching import search, terms_of


class CaseFilter(django_filters.FilterSet):
    """What a case is, and who has it."""

    q = django_filters.CharFilter(label="案号、词语、姓名", method="find")
    phase = django_filters.ChoiceFilter(
        label="阶段",
        choices=[(code, one.label) for code, one in PHASES.items()],
        empty_label=ALL,
        method="in_phase",
    )
    status = django_filters.ChoiceFilter(
        label="状态", choices=Proposal.Status.choices, empty_label=ALL
    )
    session = SessionFilter(
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
    proposer_kind = django_filters.ChoiceFilter(
        label="提案形式", choices=Kind.choices, empty_label=ALL
    )
    occasion = django_filters.ChoiceFilter(
        label="大会或平时", choices=Occasion.choices, empty_label=ALL
    )
    unit = django_filters.ModelChoiceFilter(
        label="承办单位",
        queryset=units_here,  # type: ignore[arg-type]
        empty_label=ALL,
        method="handled_by",
    )
    duty = django_filters.ChoiceFilter(
        label="承办方式", choices=Assignment.Duty.choices, empty_label=ALL, method="handled_as"
    )
    system = django_filters.ModelChoiceFilter(
        label="承办系统",
        queryset=systems_here,  # type: ignore[arg-type]
        empty_label=ALL,
        method="handled_in",
    )

    marked = django_filters.ChoiceFilter(
        label="我的标记", choices=(("yes", "已标记"),), empty_label=ALL, method="marked_by_me"
    )

    class Meta:
        model = Proposal
        fields: tuple[str, ...] = ()

    @property
    def seat(self) -> Seat:
        return cast("Seat", self.request.seat)  # type: ignore[union-attr]

    def marked_by_me(self, rows: ProposalQuerySet, name: str, code: str) -> ProposalQuerySet:
        mine = Mark.objects.filter(seat=self.seat, proposal=OuterRef("pk"))
        return rows.filter(Exists(mine))

    def in_phase(self, rows: ProposalQuerySet, name: str, code: str) -> ProposalQuerySet:
        return rows.filter(status__in=PHASES[code].statuses)

    def of_category(self, rows: ProposalQuerySet, name: str, line: Entry) -> ProposalQuerySet:
        return rows.filter(category__committee=line.committee_id, category__code=line.code)

    @extend_schema_field(OpenApiTypes.INT)
    def handled_by(self, rows: ProposalQuerySet, name: str, unit: Unit) -> ProposalQuerySet:
        """Handed to it, or to one that went into it, in this way, and not to others since."""
        heirs = Unit.objects.filter(Q(pk=unit.pk) | Q(successor=unit))
        theirs = Q(unit__in=heirs.values("pk"))
        if duty := self.form.cleaned_data.get("duty"):
            theirs &= Q(duty=duty)
        live = Assignment.objects.live().filter(theirs, proposal=OuterRef("pk"))
        return rows.filter(Exists(live))

    def handled_as(self, rows: ProposalQuerySet, name: str, duty: str) -> ProposalQuerySet:
        """In that way by anybody; where a unit is named, by that one."""
        if self.form.cleaned_data.get("unit"):
            return rows
        live = Assignment.objects.live().filter(duty=duty, proposal=OuterRef("pk"))
        return rows.filter(Exists(live))

    @extend_schema_field(OpenApiTypes.INT)
    def handled_in(self, rows: ProposalQuerySet, name: str, system: System) -> ProposalQuerySet:
        live = Assignment.objects.live().filter(in_system(system.pk), proposal=OuterRef("pk"))
        return rows.filter(Exists(live))

    def find(self, rows: ProposalQuerySet, name: str, words: str) -> ProposalQuerySet:
        """By numbers, title, text, delivered answers and the names of those who signed."""
        found: ProposalQuerySet = search(rows, terms_of(words))
        return found
