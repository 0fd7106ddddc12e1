"""What the forms of consultations have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from common.files import ACCEPT, TAKEN
from consultations.models import Venue
from members.books import entries
from members.doors import ActionForm
from members.models import Entry, Member
from proposals.forms.asking import text

DAY = forms.DateInput


class Note(ActionForm):
    note = text("说明", required=False)


class Reason(ActionForm):
    note = text("原因")


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class Files(forms.FileField):
    """Any number of files; what they really are is looked at by the service."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> Any:
        chosen: Sequence[Any] = data or []
        if self.required and not chosen:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return [super(Files, self).clean(one, initial) for one in chosen]


def file_field(label: str = "附件") -> Any:
    return Files(
        label=label,
        required=False,
        help_text=f"可选多个，{TAKEN}，每个20 MB以内；图片中的拍摄位置会去掉",
        widget=SeveralFiles(attrs={"accept": ACCEPT}),
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
    *(
        "DAY",
        "Files",
        "Note",
        "Reason",
        "SeveralFiles",
        "book",
        "choice",
        "file_field",
        "members_of",
    ),
    *("offer", "text", "units_of", "venues_of"),
]
