"""账号与身份: who may sign in here, and what for."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse, reverse_lazy

from common.listing import Listing, Order, declare
from common.templatetags.ui import Column
from members.columns_registers import keeper
from members.forms_people import NEWEST, PeopleFilter
from members.http import SeatRequest
from members.listed import ListPage
from members.models import Seat, User
from members.services.people import OPENERS, why_not_manage
from members.views.registers import Registrars
from members.workflow import GIVES, may_give


def cells(user: User) -> dict[str, Any]:
    here: list[Seat] = user.here  # type: ignore[attr-defined]
    url = reverse("people:person", args=[user.pk])
    return {
        "name": {"text": user.name, "url": url, "note": user.username},
        "seats": "；".join(map(str, here)) or "（没有在任身份）",
        "phone": user.phone,
        "active": active(user),
    }


def active(user: User) -> dict[str, str]:
    label = "启用" if user.is_active else "停用"
    return {"code": "", "label": label, "tone": "ok" if user.is_active else "late"}


def with_seats(seat: Seat) -> QuerySet[User]:
    """The committee's people, each with the seats they hold there."""
    held = Seat.objects.filter(committee=seat.committee_id, status=Seat.Status.HELD)
    seats = Prefetch("seats", held.with_scope().order_by("pk"), to_attr="here")
    return User.objects.visible_to(seat).prefetch_related(seats)


PEOPLE = Listing(
    name="people",
    title="账号与身份",
    url=reverse_lazy("people:list"),
    rows=with_seats,
    readers=keeper,
    columns=(
        Column("姓名", "name", "wide", "title", note="账号", tells=("name", "username")),
        Column("身份", "seats"),
        Column("手机", "phone", "fit hide", tells=("phone",)),
        Column("状态", "active", "fit", "badge", tells=("is_active",)),
    ),
    cells=cells,
    filterset=PeopleFilter,
    order=Order("pinyin"),
    orders={NEWEST[0]: Order()},
)
declare(PEOPLE)


class PeoplePage(Registrars):
    """The committee's people; the others do not exist."""

    request: SeatRequest

    def people(self) -> QuerySet[User]:
        return User.objects.visible_to(self.request.seat)

    def person(self) -> User:
        return get_object_or_404(self.people(), pk=self.kwargs["pk"])


class People(ListPage, PeoplePage):
    listing = PEOPLE
    template_name = "members/people.html"

    def told(self, context: dict[str, Any]) -> dict[str, Any]:
        return context | {"may_open": self.request.seat.role in (*GIVES, *OPENERS)}


class PersonPage(PeoplePage):
    """One account: how to reach the person, and the seats they hold and held."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        seat, user = self.request.seat, self.person()
        seats = user.seats.filter(committee=seat.committee_id).with_scope().order_by("-pk")
        held = [one for one in seats if one.status == Seat.Status.HELD]
        context = {
            "person": user,
            "mark": active(user),
            "current": [(one, may_give(seat, one.role, one.committee_id)) for one in held],
            "ended": [one for one in seats if one.status == Seat.Status.ENDED],
            "why_not": why_not_manage(seat, user),
            "actions": actions(seat, user),
        }
        return render(request, "members/people_person.html", context)


def actions(seat: Seat, user: User) -> list[dict[str, Any]]:
    """What this seat may do to the account."""
    offered = []
    if seat.role in GIVES and user.is_active:
        offered.append(button(user, "give", "新增身份", main=True))
    if why_not_manage(seat, user):
        return offered
    offered.append(button(user, "edit", "修改资料"))
    if seat.user_id == user.pk:
        return offered
    if user.is_active:
        offered.append(button(user, "reset", "重置密码"))
        return [*offered, button(user, "close", "停用账号", danger=True)]
    return [*offered, button(user, "reopen", "启用账号", main=True)]


def button(user: User, name: str, label: str, **look: bool) -> dict[str, Any]:
    return {"label": label, "url": reverse(f"people:{name}", args=[user.pk]), **look}
