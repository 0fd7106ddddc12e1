"""What the forms of proposals have in common."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Case, When

from common.files import ACCEPT, TAKEN
from common.forms import SeveralFiles, SeveralFilesInput
from members.models import Unit
from proposals.services.enclosing import MOST_FILES

LONG = {"class": "long", "rows": 16}


def text(
    label: str,
    *,
    required: bool = True,
    rows: int = 4,
    help_text: str = "",
    longest: int = 2000,
) -> Any:
    """A field for sentences; `longest` in characters."""
    return forms.CharField(
        label=label,
        required=required,
        help_text=help_text,
        max_length=longest,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": f"请填写{label}"},
    )


def enclosures(label: str, more: str, *, whose: str = "一件答复", such: str = "") -> Any:
    """Several files of an answer, or another row; the service looks into each."""
    return SeveralFiles(
        label=label,
        required=False,
        help_text=f"{such}{TAKEN}；可选多个，{whose}最多{MOST_FILES}个，单个不超过 20 MB，"
        f"一次合计不超过 24 MB，多的分次上传；{more}",
        widget=SeveralFilesInput(attrs={"accept": ACCEPT}),
    )


def units_of(committee_id: int) -> Any:
    active = Unit.objects.filter(committee=committee_id, status=Unit.Status.ACTIVE, parent=None)
    return active.order_by("system_id", "initials")


def first_of(units: Any, chosen: Iterable[int]) -> Any:
    """The same units, those that are likely to be meant first."""
    likely = Case(When(pk__in=list(chosen), then=0), default=1)
    return units.order_by(likely, "system_id", "initials")


def meanings(listed: Any) -> str:
    """What the entries of a dictionary stand for, in this committee's own words."""
    return "；".join(f"{one}：{one.meaning}" for one in listed if one.meaning)
