"""Fields of the forms of key proposals: proposals by their numbers, units, members, days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from members.models import Member, Role, Seat, Unit
from proposals.forms.asking import enclosures
from proposals.models import Proposal

DAY = forms.DateInput
MOST = 200  # proposals named in one field
RANGE = re.compile(r"^(\d{1,6})(?:[-－—~至](\d{1,6}))?$")
BETWEEN = re.compile(r"[\s,，、;；]+")


class ByNumber(forms.CharField):
    """Proposals of a session as an office writes them: 12、35、101-105."""

    session: Any = None

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        wanted = list(dict.fromkeys(numbers(text)))
        rows = Proposal.objects.filter(session=self.session, number__in=wanted)
        found = {one.number: one for one in rows.select_related("case")}
        if missing := [number for number in wanted if number not in found]:
            told = "、".join(map(str, missing[:5]))
            raise ValidationError(f"没有案号为{told}的提案，请核对")
        return [found[number] for number in wanted]


def numbers(text: str) -> Iterator[int]:
    count = 0
    for word in filter(None, BETWEEN.split(text.replace("第", "").replace("号", ""))):
        match = RANGE.match(word)
        if match is None:
            raise ValidationError(f"“{word[:20]}”不是案号，请写作 12、35、101-105")
        first, last = int(match[1]), int(match[2] or match[1])
        count += max(0, last - first) + 1
        if last < first or count > MOST:
            raise ValidationError(f"案号范围有误或超过{MOST}件，请分次填写")
        yield from range(first, last + 1)


def by_number(label: str, *, required: bool = True) -> Any:
    return ByNumber(
        label=label,
        required=required,
        max_length=400,
        help_text="填案号，如：12、35、101-105",
        error_messages={"required": "请填写案号"},
    )


def files(label: str = "附件") -> Any:
    return enclosures(label, "照片的位置信息自动去除", whose="一次")


def day(label: str, **more: Any) -> Any:
    return forms.DateField(label=label, widget=DAY, **more)


def one_unit(label: str, help_text: str = "") -> Any:
    return forms.ModelChoiceField(
        Unit.objects.none(),
        label=label,
        required=False,
        empty_label="不选",
        help_text=help_text,
    )


class Several(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    widget = forms.CheckboxSelectMultiple


def offer(form: forms.BaseForm, name: str, rows: Any) -> None:
    form.fields[name].queryset = rows  # type: ignore[attr-defined]


def members_here(committee: int) -> Any:
    ours = Member.objects.filter(registry__committee=committee, status=Member.Status.SERVING)
    return ours.order_by("initials", "pk")


class LeadSeat(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, seat: Seat) -> str:
        return str(seat.user)


def lead_seats(committee: int) -> Any:
    held = Seat.objects.held().filter(committee=committee, role=Role.LEAD)
    return held.select_related("user").order_by("user__pinyin")
