"""登记场所 and changing one."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms

from common.forms import STALE
from consultations.models import Venue
from members.doors import ActionForm
from members.models import Role, Seat, Township


def townships_for(seat: Seat) -> Any:
    """A township's own; all of the county for its committee and members."""
    if seat.role in (Role.TOWNSHIP, Role.PARTY):
        return Township.objects.filter(pk=seat.township_id or 0)
    return Township.objects.filter(committee=seat.committee_id)


class Beginning(forms.Form):
    """What bears a row: its press is one act, however often it is sent."""

    press = forms.UUIDField(widget=forms.HiddenInput, error_messages=STALE, initial=uuid4)


class VenueFields(forms.Form):
    name = forms.CharField(label="名称", max_length=60)
    kind_of_place = forms.ChoiceField(label="类型", choices=Venue.Kind.choices)
    mobile = forms.BooleanField(
        label="流动场所", required=False, help_text="到院坝、田头临时召开的，勾选"
    )
    village = forms.CharField(label="村（社区）", max_length=40, required=False)
    address = forms.CharField(label="地址", max_length=120, required=False)
    keeper = forms.CharField(label="负责人", max_length=40, required=False)


class NewVenue(Beginning, VenueFields):
    township = forms.ModelChoiceField(Township.objects.none(), label="乡镇", empty_label="请选择")
    field_order = ("township", "name")

    def __init__(self, *args: Any, seat: Seat, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = townships_for(seat)
        self.fields["township"].queryset = rows  # type: ignore[attr-defined]
        self.initial.setdefault("township", seat.township_id)


class ChangeVenue(VenueFields, ActionForm):
    def fit(self) -> None:
        for name in VenueFields.base_fields:
            self.initial.setdefault(name, getattr(self.row, name))
