"""The registers of units and members as tables to take away."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import django_filters
from django.db.models import Prefetch
from django.urls import reverse_lazy

from common.columns import fields_of
from common.listing import Listing, More, Order, declare
from common.templatetags.ui import Column
from members.models import Member, Membership, Role, Seat, Unit
from members.workflow import REGISTRARS

PERSONAL = ("gender", "party", "employer", "phone", "email")


def office(seat: Seat) -> bool:
    """Who must know more of a member than the name: the administrators of accounts need not."""
    return seat.role == Role.OFFICE


def keeper(seat: Seat) -> bool:
    return seat.role in REGISTRARS


class NameFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label="名称或拼音首字母", method="find")

    def find(self, rows: Any, name: str, words: str) -> Any:
        words = words.strip().replace("\x00", "")
        return rows.filter(name__icontains=words) | rows.filter(initials__istartswith=words)


class UnitFilter(NameFilter):
    class Meta:
        model = Unit
        fields: tuple[str, ...] = ()


class MemberFilter(NameFilter):
    q = django_filters.CharFilter(label="姓名或拼音首字母", method="find")

    class Meta:
        model = Member
        fields: tuple[str, ...] = ()


def units(seat: Seat) -> Any:
    known = ("system", "parent", "successor", "inner_system")
    return Unit.objects.filter(committee=seat.committee_id).select_related(*known)


def unit_cells(row: Unit) -> dict[str, Any]:
    url = reverse_lazy("registers:units")
    return {"name": {"text": row.name, "url": url, "note": ""}, "status": state(row)}


def state(row: Any) -> dict[str, str]:
    return {"code": row.status, "label": row.get_status_display(), "tone": "none"}


def members(seat: Seat) -> Any:
    """Each with the terms that they serve or served."""
    terms = Membership.objects.select_related("term", "sector").order_by("term__ordinal")
    ours = Member.objects.filter(registry__committee=seat.committee_id)
    return ours.prefetch_related(Prefetch("memberships", terms, to_attr="served"))


def member_cells(row: Any) -> dict[str, Any]:
    url = reverse_lazy("registers:members")
    return {"name": {"text": row.name, "url": url, "note": ""}, "status": state(row)}


def served(row: Any) -> str:
    return "；".join(
        "　".join(filter(None, (str(one.term), str(one.sector or ""), one.card)))
        for one in row.served
    )


NAME = Column("名称", "name", "wide", "title", tells=("name",))
STATUS = Column("状态", "status", "fit", "badge", tells=("status",))
UNITS = declare(
    Listing(
        name="units",
        title="承办单位",
        url=reverse_lazy("registers:units"),
        rows=units,
        readers=keeper,
        columns=(NAME, STATUS),
        cells=unit_cells,
        filterset=UnitFilter,
        more=fields_of(
            Unit,
            *("short_name", "initials", "inner_system"),
            system="系统",
            parent="上级单位",
            successor="承继单位",
        ),
        order=Order("initials"),
    )
)
MEMBERS = declare(
    Listing(
        name="members",
        title="委员",
        url=reverse_lazy("registers:members"),
        rows=members,
        readers=keeper,
        columns=(replace(NAME, label="姓名"), STATUS),
        cells=member_cells,
        filterset=MemberFilter,
        more=(
            *fields_of(Member, "initials", "placeholder"),
            *fields_of(Member, *PERSONAL, offered=office),
            More(Column("届次、界别、证号", "served"), served),
        ),
        order=Order("initials"),
    )
)
