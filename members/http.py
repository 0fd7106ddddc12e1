"""Requests of people who certainly have a seat, and the hand they act with."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.contrib.auth.mixins import AccessMixin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views import View
from django_htmx.middleware import HtmxDetails

from common import clock
from common.kept import Kept, Told
from common.middleware import client_address
from members.models import Seat, User
from workflow.hand import Hand

CHOSEN = "seat"  # key of the session


class SeatRequest(HttpRequest):
    user: User
    seat: Seat
    seats: list[Seat]
    htmx: HtmxDetails
    request_id: str


def held_seats() -> QuerySet[Seat]:
    """Of whom and on which day is told."""
    scope = ("committee", *Seat.NARROWING)
    return Seat.objects.in_force(Told(1)).filter(user=Told(0)).select_related(*scope).order_by("id")


HELD = Kept(held_seats)


def seats_of(user: User) -> list[Seat]:
    """All seats that the person holds today, the oldest first."""
    seats = HELD.rows(user.pk, clock.today()) if user.holds_seats else []
    for seat in seats:
        seat.user = user
    return seats


def chosen(request: HttpRequest, seats: list[Seat]) -> Seat | None:
    """The chosen seat while it is still held; else the person's first one."""
    wanted = request.session.get(CHOSEN)
    fitting = [seat for seat in seats if seat.pk == wanted]
    return next(iter(fitting or seats), None)


def hand_of(request: HttpRequest, *, seen: int | None = None, press: UUID | None = None) -> Hand:
    """The hand that acts through this request."""
    acting = cast("SeatRequest", request)
    return Hand(
        acting.seat,
        seen=seen,
        press=press,
        request_id=getattr(request, "request_id", ""),
        address=client_address(request) or None,
    )


def came_from(request: HttpRequest) -> str:
    """The page of this site that one is to go back to (?next=), "" where there is none."""
    wanted = request.GET.get("next", "")
    own = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if own else ""


class SeatRequired(AccessMixin, View):
    """Only for people who hold a seat; the others are told whom to ask."""

    request: SeatRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        if getattr(request, "seat", None) is None:
            return no_seat(request)
        return super().dispatch(request, *args, **kwargs)


class OfRoles(SeatRequired):
    """A page for some roles only."""

    roles: tuple[str, ...] = ()
    refusal = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        seat: Seat | None = getattr(request, "seat", None)
        if seat is not None and seat.role not in self.roles:
            raise PermissionDenied(self.refusal)
        return super().dispatch(request, *args, **kwargs)


def no_seat(request: HttpRequest) -> HttpResponse:
    return render(request, "members/no_seat.html", status=403)
