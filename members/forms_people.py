"""What the pages of accounts and seats ask."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from members.forms_registers import reason
from members.models import Member, Organisation, Role, Seat, System, Township, Unit, User
from members.services.seats import NEEDS
from members.spelling import initials_are
from members.workflow import GIVES

ALL = "全部"
UNSEATED = ("none", "（没有在任身份）")
NEWEST = ("newest", "最近开通的在前")
SCOPES = {
    "system": "所属系统",
    "unit": "承办单位",
    "organisation": "代表的单位或界别",
    "member": "委员",
    "township": "乡镇",
}


def choices(name: str, committee: int) -> QuerySet[Any]:
    """What a seat of this committee may stand for."""
    if name == "unit":
        active = Unit.objects.filter(committee=committee, status=Unit.Status.ACTIVE)
        return active.order_by("initials", "pk")
    if name == "member":
        serving = Member.objects.filter(registry__committee=committee)
        return serving.filter(status=Member.Status.SERVING).order_by("initials", "pk")
    model: Any = {"system": System, "organisation": Organisation, "township": Township}[name]
    return QuerySet(model).filter(committee=committee).order_by("pk")


class RoleForm(forms.Form):
    """Which role the seat is of: what else has to be told depends on it."""

    role = forms.ChoiceField(label="身份")

    def __init__(self, *args: Any, seat: Seat, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = GIVES.get(seat.role, frozenset())
        offered = [(role.value, role.label) for role in Role if role in given]
        self.fields["role"].choices = offered  # type: ignore[attr-defined]


class SeatForm(forms.Form):
    """A seat of a role: the system, unit, body, member or township it is for."""

    def __init__(self, *args: Any, role: Role, seat: Seat, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.role, self.needed = role, NEEDS.get(role, "")
        if self.needed:
            self.fields[self.needed] = forms.ModelChoiceField(
                choices(self.needed, seat.committee_id),
                label=SCOPES[self.needed],
                empty_label="请选择",
            )

    def told(self) -> dict[str, Any]:
        return {"role": self.role} | self.cleaned_data


class Details(forms.Form):
    name = forms.CharField(label="姓名", max_length=40)
    phone = forms.CharField(label="手机", max_length=20, required=False)
    email = forms.EmailField(label="邮箱", required=False)


class BareAccount(Details):
    """An account that gets its seat later, from somebody else."""

    username = forms.CharField(
        label="账号",
        max_length=60,
        help_text="登录用，字母、数字或 _ . @ + -，至少2位；开通后不再更改",
    )
    field_order = ("username", "name", *SCOPES, "phone", "email")


class NewAccount(SeatForm, BareAccount):
    """An account with its first seat."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(self.field_order)


class Reason(forms.Form):
    reason = reason("原因")


class HandOn(Reason):
    """Somebody else takes a seat over."""

    username = forms.CharField(label="接手人的账号", max_length=60)
    name = forms.CharField(
        label="接手人的姓名",
        max_length=40,
        required=False,
        help_text="接手人还没有账号的，填写姓名，同时开通账号",
    )
    field_order = ("username", "name", "reason")


class PeopleFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label="姓名、账号、拼音首字母", method="find")
    role = django_filters.ChoiceFilter(
        label="身份", choices=[*Role.choices, UNSEATED], empty_label=ALL, method="seated"
    )
    is_active = django_filters.ChoiceFilter(
        label="状态", choices=[("True", "启用"), ("False", "停用")], empty_label=ALL
    )
    order = django_filters.ChoiceFilter(
        label="排列", choices=[NEWEST], empty_label="按姓名", method="stands"
    )

    class Meta:
        model = User
        fields: tuple[str, ...] = ()

    def find(self, rows: QuerySet[User], name: str, words: str) -> QuerySet[User]:
        """By a part of the name or account, or by the first letters of the name's pinyin."""
        words = words.strip().replace("\x00", "")
        found = Q(name__icontains=words) | Q(username__icontains=words)
        if words.isascii() and words.isalpha():
            found |= Q(pinyin__regex=initials_are(words))
        return rows.filter(found)

    def stands(self, rows: QuerySet[User], name: str, order: str) -> QuerySet[User]:
        """The page puts them in order."""
        return rows

    def seated(self, rows: QuerySet[User], name: str, role: str) -> QuerySet[User]:
        here = self.request.seat.committee_id  # type: ignore[union-attr]
        held = Seat.objects.filter(committee=here, status=Seat.Status.HELD)
        if role == UNSEATED[0]:
            return rows.exclude(pk__in=held.values("user"))
        return rows.filter(pk__in=held.filter(role=role).values("user"))
