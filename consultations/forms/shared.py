"""What the forms of consultations have in common."""

from __future__ import annotations

from typing import Any

from django import forms

from common.files import ACCEPT, TAKEN
from common.forms import SeveralFiles, SeveralFilesInput
from consultations.models import Venue
from members.books import entries
from members.doors import ActionForm
from members.models import Entry, Member
from proposals.forms.asking import text

DAY = forms.DateInput


class Note(ActionForm):
    note = text("说明", required=False)


class Kept(ActionForm):
    """Filled in where lines are bad: kept by the browser until it has arrived."""

    kept = True


class Reason(ActionForm):
    note = text("原因")


def several(label: str = "附件") -> Any:
    """Any number of files, as far as the place allows."""
    return SeveralFiles(
        label=label,
        required=False,
        help_text=f"可选多个；{TAKEN}，每个 20 MB以内；图片中的拍摄位置会去掉",
        widget=SeveralFilesInput(attrs={"accept": ACCEPT}),
    )


def choice(label: str, *, required: bool = True, empty: str = "请选择", help_text: str = "") -> Any:
    """A choice of rows that `fit` fills."""
    return forms.ModelChoiceField(
        Entry.objects.none(),
        label=label,
        required=required,
        empty_label=empty,
        help_text=help_text,
    )


def offer(form: forms.BaseForm, name: str, rows: Any) -> None:
    form.fields[name].queryset = rows  # type: ignore[attr-defined]


def book(committee: int, name: str) -> Any:
    return entries(committee, name)


def venues_of(township: int) -> Any:
    return Venue.objects.filter(township=township, status=Venue.Status.OPEN)


def members_of(committee: int) -> Any:
    ours = Member.objects.filter(registry__committee=committee, status=Member.Status.SERVING)
    return ours.order_by("initials", "pk")


__all__ = [
    *("DAY", "Kept", "Note", "Reason", "book", "choice"),
    *("members_of", "offer", "several", "text", "units_of", "venues_of"),
]
