"""What the forms of proposals have in common."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q

from members.models import Entry, Unit

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


def units_of(committee_id: int) -> Any:
    active = Unit.objects.filter(committee=committee_id, status=Unit.Status.ACTIVE, parent=None)
    return active.order_by("system_id", "initials")


def entries(committee_id: int, book: str, term_id: int | None = None) -> Any:
    """The entries in force; one that a term has of its own replaces the general one."""
    listed = Entry.objects.filter(committee=committee_id, book=book, retired_on=None)
    if term_id is None:
        return listed.filter(term=None)
    own = listed.filter(term=term_id).values("code")
    return listed.filter(Q(term=term_id) | Q(term=None) & ~Q(code__in=own))


def meanings(listed: Any) -> str:
    """What the entries of a dictionary stand for, in this committee's own words."""
    return "；".join(f"{one}：{one.meaning}" for one in listed if one.meaning)
