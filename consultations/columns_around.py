"""The columns of the lists of gatherings and of 文明村寨, and what they are looked up by."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q
from django.urls import reverse_lazy

from common.listing import Listing, declare
from common.templatetags.ui import Column
from consultations.board_list import AreaFilter
from consultations.columns import badge
from consultations.models import CivicVillage, Gathering
from members.models import Role, Seat

READERS = (Role.OFFICE, Role.DIRECTOR, Role.LEAD, Role.TOWNSHIP, Role.PARTY)


class GatheringFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label="名称、地点", method="find")
    status = django_filters.ChoiceFilter(
        label="状态", choices=Gathering.Status.choices, empty_label="全部"
    )

    class Meta:
        model = Gathering
        fields: tuple[str, ...] = ()

    def find(self, rows: Any, name: str, words: str) -> Any:
        words = words.strip().replace("\x00", "")
        return rows.filter(Q(title__contains=words) | Q(place__contains=words))


class VillageFilter(AreaFilter):
    status = django_filters.ChoiceFilter(
        label="状态", choices=CivicVillage.Status.choices, empty_label="全部"
    )


def gathering_cells(row: Gathering) -> dict[str, Any]:
    note = f"{row.case.committee.short_name}政协　·　{row.place}"
    return {
        "sort": str(row.sort),
        "title": {"text": row.title, "url": row.get_absolute_url(), "note": note},
        "day": row.held_on or row.planned_on,
        "status": badge(row),
    }


def village_cells(row: CivicVillage) -> dict[str, Any]:
    note = f"{row.township.committee.short_name}　·　{row.township.name}"
    return {
        "title": {"text": row.village, "url": row.get_absolute_url(), "note": note},
        "proposed": row.proposed_on,
        "named": row.named_on,
        "status": badge(row),
    }


STATUS = Column("状态", "status", "fit", "badge", tells=("status",))


def of_readers(seat: Seat) -> bool:
    return seat.role in READERS


def gatherings(seat: Seat) -> Any:
    return Gathering.objects.visible_to(seat).for_page()


def villages(seat: Seat) -> Any:
    return CivicVillage.objects.visible_to(seat).for_page()


GATHERINGS = Listing(
    name="gatherings",
    title="活动",
    url=reverse_lazy("consultations:gatherings"),
    rows=gatherings,
    readers=of_readers,
    columns=(
        Column("类型", "sort", "fit first", tells=("sort",)),
        Column("活动", "title", "wide", "title", note="通知单位、地点", tells=("title", "place")),
        Column("日期", "day", "fit", "date", tells=("planned_on", "held_on")),
        STATUS,
    ),
    cells=gathering_cells,
    filterset=GatheringFilter,
)
VILLAGES = Listing(
    name="villages",
    title="文明村寨",
    url=reverse_lazy("consultations:villages"),
    rows=villages,
    readers=of_readers,
    columns=(
        Column(
            "村（社区）", "title", "wide", "title", note="县市、乡镇", tells=("village", "township")
        ),
        Column("申报", "proposed", "fit", "date", tells=("proposed_on",)),
        Column("评定", "named", "fit", "date", tells=("named_on",)),
        STATUS,
    ),
    cells=village_cells,
    filterset=VillageFilter,
)
declare(GATHERINGS)
declare(VILLAGES)
