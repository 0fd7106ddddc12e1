"""The list of key proposals: its columns, and what they are looked up by."""

from __future__ import annotations

from typing import Any

import django_filters
from django.contrib.postgres.aggregates import StringAgg
from django.db.models import Count, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Concat
from django.http import HttpRequest
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field

from common import clock
from common.listing import Listing
from common.templatetags.ui import Column
from deadlines.models import Obligation
from deadlines.workdays import stamped
from members.forms_named import SessionFilter
from members.models import Seat
from proposals.choices import ALL, sessions_here
from proposals.key_figures import key_figures
from proposals.lists_lit import NEXT, light
from proposals.models import KeyLeader, KeyProposal, PlanItem
from proposals.owning import not_own

TONES = {
    **{"selecting": "link", "submitted": "soon", "fixed": "ok"},
    **{"listed": "link", "chosen": "soon", "asked": "soon", "given": "ok"},
    **{"under_way": "seal", "done": "ok", "consented": "ok", "declined": "late"},
    **{"open": "link", "reported": "soon", "answered": "soon", "closed": "ok"},
    **{"planned": "link", "held": "ok", "replied": "soon", "issued": "link"},
}


def badge(row: Any) -> dict[str, str]:
    """The badge of a list's, a key proposal's or a part's status."""
    tone = TONES.get(row.status, "none")
    return {"code": row.status, "label": row.get_status_display(), "tone": tone}


def leaders_here(request: HttpRequest | None) -> list[tuple[str, str]]:
    """The names of who leads or supervises in this committee."""
    if request is None:
        return []
    here = KeyLeader.objects.filter(
        keyproposal__committee=request.seat.committee_id,  # type: ignore[attr-defined]
        status=KeyLeader.Status.CONSENTED,
    )
    known = here.order_by("name", "post").values_list("post", "name").distinct()
    return [(f"{post}{name}", f"{post}{name}") for post, name in known]


def figures_here(request: HttpRequest | None) -> list[tuple[str, str]]:
    if request is None:
        return []
    figures = key_figures(request.seat.committee_id)  # type: ignore[attr-defined]
    return [(code, one.label) for code, one in figures.items()]


class PersonFilter(django_filters.ChoiceFilter):
    personal = True  # the value is somebody's name


class KeyFilter(django_filters.FilterSet):
    session = SessionFilter(
        label="届次",
        queryset=sessions_here,  # type: ignore[arg-type]
        empty_label=ALL,
        field_name="keylist__session",
    )
    status = django_filters.ChoiceFilter(
        label="状态", choices=KeyProposal.Status.choices, empty_label=ALL
    )
    leader = PersonFilter(label="领导", empty_label=ALL, method="led_by")
    figure = django_filters.ChoiceFilter(label="情况", empty_label=ALL, method="counted_by")

    class Meta:
        model = KeyProposal
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seat: Seat | None = getattr(self.request, "seat", None)
        if seat and not seat.is_staff_of_committee:
            del self.filters["leader"], self.filters["figure"]  # they would tell of instructions
            return
        self.filters["leader"].extra["choices"] = leaders_here(self.request)
        self.filters["figure"].extra["choices"] = figures_here(self.request)

    @extend_schema_field(OpenApiTypes.STR)
    def counted_by(self, rows: Any, name: str, code: str) -> Any:
        """By the very figure that the board by leader counts."""
        seat: Seat = self.request.seat  # type: ignore[union-attr]
        return rows.exclude(status="removed").filter(key_figures(seat.committee_id)[code].holds)

    @extend_schema_field(OpenApiTypes.STR)
    def led_by(self, rows: Any, name: str, leader: str) -> Any:
        agreed = KeyLeader.objects.filter(status=KeyLeader.Status.CONSENTED)
        theirs = agreed.annotate(whole=Concat("post", "name")).filter(whole=leader)
        return rows.filter(pk__in=theirs.values("keyproposal"))


def listed(rows: QuerySet[Any], seat: Seat) -> QuerySet[Any]:
    """With leaders, how much of the plan is done, and what is owed next."""
    known = stamped(Obligation.objects.open()).exclude(not_own(seat))
    owed = Prefetch("case__obligations", known.order_by("due_on", "pk"), to_attr=NEXT)
    found: QuerySet[Any] = rows.annotate(
        led_by=Subquery(names_of(OuterRef("pk"))),
        items=Subquery(counted(Q())),
        finished=Subquery(counted(Q(status=PlanItem.Status.DONE))),
        late=Subquery(counted(Q(status=PlanItem.Status.OPEN, due_on__lt=clock.today()))),
    )
    return found.prefetch_related(owed)


def names_of(key: Any) -> Any:
    told = Concat(F("post"), F("name"))
    agreed = KeyLeader.objects.filter(keyproposal=key, status=KeyLeader.Status.CONSENTED)
    grouped = agreed.order_by().values("keyproposal")
    return grouped.annotate(all=StringAgg(told, "、", order_by="duty")).values("all")


def counted(which: Q) -> Any:
    """Lines of the plan in force."""
    counts = (PlanItem.Status.OPEN, PlanItem.Status.REPORTED, PlanItem.Status.DONE)
    rows = PlanItem.objects.filter(which, keyproposal=OuterRef("pk"), status__in=counts)
    return rows.order_by().values("keyproposal").annotate(n=Count("pk")).values("n")


def cells(row: Any) -> dict[str, Any]:
    proposal = row.proposal
    note = f"{proposal.proposer}　·　{row.keylist.session}"
    late = f"逾期{row.late}" if row.late else ""
    return {
        "label": proposal.label,
        "title": {"text": proposal.title, "url": row.get_absolute_url(), "note": note},
        "led_by": row.led_by,
        "plan": {"text": f"{row.finished or 0}/{row.items}", "note": late} if row.items else None,
        "light": light(row),
        "status": badge(row),
    }


LISTING = Listing(
    columns=(
        Column("案号", "label", "fit first"),
        Column("案由", "title", "wide", "title"),
        Column("领办督办", "led_by", "some"),
        Column("方案完成", "plan", "fit", "noted"),
        Column("最近期限", "light", "fit", "light"),
        Column("状态", "status", "fit", "badge"),
    ),
    cells=cells,
    filterset=KeyFilter,
)
