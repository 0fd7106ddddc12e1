"""What filters offer to choose from: always of the seat's own committee."""

from __future__ import annotations

from typing import Any

from django.db.models import F
from django.http import HttpRequest

from members.models import Entry, Session, System, Unit

ALL = "全部"


def sessions_here(request: HttpRequest | None) -> Any:
    if request is None:
        return Session.objects.none()
    return Session.objects.filter(term__committee=request.seat.committee_id)  # type: ignore[attr-defined]


def categories_here(request: HttpRequest | None) -> Any:
    return lines_here(request, Entry.Book.CATEGORY)


def grades_here(request: HttpRequest | None) -> Any:
    return lines_here(request, Entry.Book.GRADE)


def lines_here(request: HttpRequest | None, book: str) -> Any:
    """One for each code: the same line of several terms is looked for as one."""
    if request is None:
        return Entry.objects.none()
    here = request.seat.committee_id  # type: ignore[attr-defined]
    lines = Entry.objects.filter(committee=here, book=book)
    newest = F("term__ordinal").desc(nulls_last=True)
    one_each = lines.order_by("code", newest).distinct("code")
    return Entry.objects.filter(pk__in=one_each.values("pk")).order_by("position", "pk")


def units_here(request: HttpRequest | None) -> Any:
    if request is None:
        return Unit.objects.none()
    here = request.seat.committee_id  # type: ignore[attr-defined]
    return Unit.objects.filter(committee=here, parent=None).order_by("status", "initials", "pk")


def systems_here(request: HttpRequest | None) -> Any:
    if request is None:
        return System.objects.none()
    return System.objects.filter(committee=request.seat.committee_id).order_by("pk")  # type: ignore[attr-defined]
