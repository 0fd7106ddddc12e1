"""政府系统接入: the pages where the 安全管理员 issues, adjusts and revokes clients of the API."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from members import forms_clients as forms
from members import services
from members.doors import ActionView, Door
from members.http import SeatRequired
from members.models import Client, Registry, Role
from members.scopes import by_kind
from members.services.registry import registry_of
from members.workflow import CLIENT, ClientAction

READERS = (Role.SECADMIN, Role.AUDITOR)
SHOWN = 200  # counts of calls on one page


class Clients(SeatRequired):
    """Only for the 安全管理员, and to be read by the 审计管理员."""

    may: ClassVar[tuple[Role, ...]] = READERS

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        seat = getattr(request, "seat", None)
        if seat is not None and seat.role not in self.may:
            raise PermissionDenied("系统接入由安全管理员管理")
        return super().dispatch(request, *args, **kwargs)

    def clients(self) -> QuerySet[Client]:
        seen = Client.objects.visible_to(self.request.seat)
        beside = ("system", "unit", "committee", "member", "organisation", "township")
        seats = (f"seat__{name}" for name in beside)
        return seen.select_related("registry__case__committee", "application", *seats)


class ClientList(Clients):
    def get(self, request: HttpRequest) -> HttpResponse:
        found = self.clients().order_by("status", "name", "pk")
        return render(request, "members/clients.html", {"clients": found, **powers(self)})


class ClientPage(Clients):
    """One client: what it may, and how often it called."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        client = get_object_or_404(self.clients(), pk=pk)
        context = {
            "client": client,
            "scopes": by_kind(client.scopes),
            "uses": client.uses.order_by("-day", "address", "method", "answer")[:SHOWN],
        }
        return render(request, "members/client.html", context | powers(self))


def powers(view: Clients) -> dict[str, bool]:
    return {"keeps": view.request.seat.role == Role.SECADMIN}


def by_action(*doors: Door) -> dict[str, Door]:
    return {str(door.action.value): door for door in doors}


class ClientVerb(Clients, ActionView):
    may = (Role.SECADMIN,)
    keeps = True

    def page_of(self, row: Any) -> str:
        if isinstance(row, Registry):
            return reverse("clients:list")
        return reverse("clients:client", args=[row.pk])

    def about(self, row: Any) -> dict[str, Any]:
        """A new one comes from the list, not from the register that it is entered in."""
        return {"row": "系统接入"} if isinstance(row, Registry) else {}

    def done(self, door: Door, row: Any, outcome: Any) -> HttpResponse:
        """A new secret is shown here, once, and nowhere else."""
        if not isinstance(outcome, tuple):
            return super().done(door, row, outcome)
        client, secret = outcome
        context = {"client": client, "secret": secret, "back": self.page_of(client)}
        answer = render(self.request, "members/client_secret.html", context)
        answer["Cache-Control"] = "no-store"
        return answer


def new_client(registry: Registry) -> Client:
    return Client(registry=registry)


class Issue(ClientVerb):
    doors = by_action(
        Door(ClientAction.ISSUE, CLIENT, forms.Issue, services.issue_client, new_client, main=True)
    )

    def get_row(self) -> Any:
        return registry_of(self.request.seat.committee)


class ClientAct(ClientVerb):
    doors = by_action(
        Door(ClientAction.ADJUST, CLIENT, forms.Adjust, services.adjust_client),
        Door(ClientAction.ROTATE, CLIENT, forms.Rotate, services.rotate_secret, danger=True),
        Door(ClientAction.REVOKE, CLIENT, forms.Revoke, services.revoke_client, danger=True),
    )

    def get_row(self) -> Any:
        return get_object_or_404(self.clients(), pk=self.kwargs["pk"])
