"""The lists of 督办函 and of 跟踪检查: their columns, and what they are looked up by."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Count, Q, QuerySet

from common.listing import Listing
from common.templatetags.ui import Column
from members.forms_named import SessionFilter
from members.models import Seat
from proposals.choices import ALL, sessions_here
from proposals.columns_keys import badge
from proposals.lists_lit import light, with_lights
from proposals.models import FollowUp, Visit, WarningLetter
from proposals.owning import not_own

STATUS = Column("状态", "status", "fit", "badge")
LIGHT = Column("最近期限", "light", "fit", "light")


class WarningFilter(django_filters.FilterSet):
    year = django_filters.NumberFilter(label="年份")
    unit = django_filters.CharFilter(label="主送单位", method="sent_to")
    status = django_filters.ChoiceFilter(
        label="状态", choices=WarningLetter.Status.choices, empty_label=ALL
    )

    class Meta:
        model = WarningLetter
        fields: tuple[str, ...] = ()

    def sent_to(self, rows: Any, name: str, words: str) -> Any:
        words = words.strip().replace("\x00", "")
        return rows.filter(Q(unit__name__contains=words) | Q(unit__successor__name__contains=words))


class FollowUpFilter(django_filters.FilterSet):
    session = SessionFilter(
        label="届次",
        queryset=sessions_here,  # type: ignore[arg-type]
        empty_label=ALL,
    )
    status = django_filters.ChoiceFilter(
        label="状态", choices=FollowUp.Status.choices, empty_label=ALL
    )

    class Meta:
        model = FollowUp
        fields: tuple[str, ...] = ()


def letters(seat: Seat) -> QuerySet[Any]:
    rows: QuerySet[Any] = with_lights(WarningLetter.objects.visible_to(seat), seat, not_own)
    return rows.select_related("case__committee", "unit__successor")


def letter_cells(row: WarningLetter) -> dict[str, Any]:
    again = f"　第{row.times}次" if row.times > 1 else ""
    return {
        "label": {"text": str(row), "url": row.get_absolute_url(), "note": f"{row.reason}{again}"},
        "issued": row.issued_on,
        "due": row.due_on,
        "light": light(row),
        "status": badge(row),
    }


def follow_ups(seat: Seat) -> QuerySet[Any]:
    """Who visits has the light and the numbers of their own visits, not those of others."""
    rows: QuerySet[Any] = with_lights(FollowUp.objects.visible_to(seat), seat, not_own)
    return rows.select_related("session", "case__committee")


def counted(rows: QuerySet[Any], seat: Seat) -> QuerySet[Any]:
    known = Q(visits__in=Visit.objects.visible_to(seat).values("pk"))
    found: QuerySet[Any] = rows.annotate(
        all=Count("visits", filter=known & ~Q(visits__status="dropped")),
        settled=Count("visits", filter=known & Q(visits__status="settled")),
        reported=Count("visits", filter=known & Q(visits__status="reported")),
    )
    return found


def follow_up_cells(row: Any) -> dict[str, Any]:
    note = f"{row.get_manner_display()}　·　{row.session}"
    return {
        "name": {"text": str(row), "url": row.get_absolute_url(), "note": note},
        "all": row.all,
        "reported": row.reported or None,
        "settled": row.settled or None,
        "light": light(row),
        "status": badge(row),
    }


WARNINGS = Listing(
    columns=(
        Column("督办函", "label", "wide", "title"),
        Column("发出", "issued", "fit", "date"),
        Column("答复期限", "due", "fit", "date"),
        LIGHT,
        STATUS,
    ),
    cells=letter_cells,
    filterset=WarningFilter,
)
FOLLOW_UPS = Listing(
    columns=(
        Column("名称", "name", "wide", "title"),
        Column("走访", "all", "fit", "number"),
        Column("待处理", "reported", "fit", "number"),
        Column("已处理", "settled", "fit", "number"),
        LIGHT,
        STATUS,
    ),
    cells=follow_up_cells,
    filterset=FollowUpFilter,
)
