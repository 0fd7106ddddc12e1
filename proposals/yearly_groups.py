"""By what yearly tables are broken down: one declaration groups numbers and filters lists."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import django_filters
from django import forms
from django.db.models import F, QuerySet

from members.models import Entry, Sector, Session, System, Unit
from proposals.models import Kind, Occasion
from proposals.yearly_facts import NONE, as_group, sector_of

Labels = dict[str, str]


class Group(NamedTuple):
    """value: what a row is counted under, from the proposal that `root` leads to."""

    code: str
    label: str
    first: str  # what the first column is called
    value: Callable[[str], Any]
    labels: Callable[[int], Labels]  # of a committee, in their order
    none: str = ""  # what the rest is called


def column(name: str) -> Callable[[str], Any]:
    return lambda root: as_group(F(root + name))


def categories(committee: int) -> Labels:
    """The same line of several terms is one."""
    book = Entry.objects.filter(committee=committee, book=Entry.Book.CATEGORY)
    return dict(book.order_by("position", "pk").values_list("code", "label"))


def sectors(committee: int) -> Labels:
    found = Sector.objects.filter(term__committee=committee).order_by("term", "pk")
    return {str(pk): name for pk, name in found.values_list("pk", "name")}


def sessions(committee: int) -> Labels:
    found = Session.objects.filter(term__committee=committee).order_by("-opens_on")
    return {str(pk): name for pk, name in found.values_list("pk", "name")}


def fixed(choices: Any) -> Callable[[int], Labels]:
    return lambda _: {value: str(label) for value, label in choices}


_DECLARED = (
    Group("field", "按五大建设", "领域", column("category__field"), fixed(Entry.Field.choices),
          "未分类"),
    Group("category", "按类别", "类别", column("category__code"), categories, "未分类"),
    Group("kind", "按提案形式", "提案形式", column("proposer_kind"), fixed(Kind.choices)),
    Group("occasion", "按大会和平时", "时间", column("occasion"), fixed(Occasion.choices)),
    Group("sector", "按界别", "界别", sector_of, sectors, "未注明界别"),
    Group("session", "历次会议", "会议", column("session"), sessions),
)  # fmt: skip
GROUPS = {one.code: one for one in _DECLARED}


class GroupFilter(django_filters.FilterSet):
    """Hidden: which line of a yearly table a list was opened from."""

    ROOT = ""
    by = django_filters.CharFilter(widget=forms.HiddenInput, method="as_is")
    value = django_filters.CharFilter(widget=forms.HiddenInput, method="of_group")

    def as_is(self, rows: QuerySet[Any], name: str, code: str) -> QuerySet[Any]:
        return rows

    def spoken(self, name: str) -> tuple[str, ...]:
        """For a chip: the line of the table in words; both conditions go together."""
        told = self.form.cleaned_data
        group = GROUPS.get(told.get("by") or "")
        if name == "value" and group:
            here = self.request.seat.committee_id  # type: ignore[union-attr]
            return (group.first, named(group, here, told.get("value") or ""), "by")
        return ("", "") if name in ("by", "value") else ()

    def of_group(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        group = GROUPS.get(self.form.cleaned_data.get("by") or "")
        if group is None:
            return rows.none()
        told: QuerySet[Any] = rows.alias(grouped=group.value(self.ROOT)).filter(grouped=value)
        return told


class RowFilter(GroupFilter):
    """Of shares and promises, which are counted for a unit: also those of a whole system."""

    ROOT = "proposal__"
    system = django_filters.NumberFilter(widget=forms.HiddenInput, method="of_system")

    def spoken(self, name: str) -> tuple[str, ...]:
        if name != "system":
            return super().spoken(name)
        number: Any = self.form.cleaned_data.get("system")
        return ("系统", str(System.objects.filter(pk=number).first() or "已不存在"))

    def of_system(self, rows: QuerySet[Any], name: str, system: Any) -> QuerySet[Any]:
        found: QuerySet[Any] = rows.filter(row__in=Unit.objects.filter(system=system).values("pk"))
        return found


def named(group: Group, committee: int, value: str) -> str:
    return group.none if value == NONE else group.labels(committee).get(value, value)
