"""名册: the pages on which units and members are kept."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from members import columns_registers as columns
from members import forms_registers as forms
from members import services
from members.doors import ActionView, Door
from members.forms_splitting import SplitUnit
from members.http import SeatRequired
from members.models import Member, Registry, Unit
from members.services.registry import registry_of
from members.workflow import MEMBER, REGISTRARS, UNIT, LineAction

SHOWN = 300


class Registrars(SeatRequired):
    """Only for whoever keeps the committee's register."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        seat = getattr(request, "seat", None)
        if seat is not None and seat.role not in REGISTRARS:
            raise PermissionDenied("名册由提案委办公室和管理员维护")
        return super().dispatch(request, *args, **kwargs)


class RegisterList(Registrars):
    """One kind of line, narrowed by a name."""

    kind: ClassVar[str]

    def rows(self) -> QuerySet[Any]:
        raise NotImplementedError

    def get(self, request: HttpRequest) -> HttpResponse:
        sought = request.GET.get("q", "").strip()
        rows = list(self.find(self.rows(), sought)[: SHOWN + 1])
        context = {"rows": rows[:SHOWN], "q": sought, "more": len(rows) > SHOWN, "kind": self.kind}
        return render(request, f"members/{self.kind}.html", context | self.beside())

    def beside(self) -> dict[str, Any]:
        """What else the page needs to know."""
        return {}

    def find(self, rows: QuerySet[Any], sought: str) -> QuerySet[Any]:
        if not sought:
            return rows
        return rows.filter(name__icontains=sought) | rows.filter(initials__istartswith=sought)


class UnitList(RegisterList):
    kind = "units"

    def rows(self) -> QuerySet[Any]:
        units: QuerySet[Any] = columns.units(self.request.seat)
        return units.order_by("status", "system", "initials", "pk")

    def beside(self) -> dict[str, Any]:
        """Only where there are counties below can one of their governments be a unit."""
        return {"below": self.request.seat.committee.children.exists()}


class MemberList(RegisterList):
    kind = "members"

    def rows(self) -> QuerySet[Any]:
        ours = Member.objects.filter(registry__committee=self.request.seat.committee_id)
        return ours.order_by("-status", "initials", "pk")


class RegisterAction(Registrars, ActionView):
    """A verb of one line."""

    kind: ClassVar[str]
    keeps = True

    def page_of(self, row: Any) -> str:
        return reverse(f"registers:{self.kind}")

    def ours(self, model: type[Any]) -> Any:
        """The line, if it is in this committee's register; with its register and case."""
        lines = model._base_manager.select_related("registry__case__committee")
        here = self.request.seat.committee_id
        return get_object_or_404(lines, pk=self.kwargs["pk"], registry__committee=here)


def by_action(*doors: Door) -> dict[str, Door]:
    return {str(door.action.value): door for door in doors}


def new_unit(registry: Registry) -> Unit:
    return Unit(registry=registry, committee=registry.case.committee)


class EnterUnit(RegisterAction):
    kind = "units"
    doors = by_action(
        Door(LineAction.ENTER, UNIT, forms.NewUnit, services.enter_unit, new_unit, main=True)
    )

    def get_row(self) -> Any:
        return registry_of(self.request.seat.committee)


class UnitAction(RegisterAction):
    """更名, 拆分, 合并 and, of a county government, who passes on inside it."""

    kind = "units"
    doors = by_action(
        Door(LineAction.RENAME, UNIT, forms.RenameUnit, services.rename_unit),
        Door(LineAction.SPLIT, UNIT, SplitUnit, services.split_unit, danger=True),
        Door(LineAction.LINK, UNIT, forms.LinkUnit, services.link_unit),
        Door(LineAction.MERGE, UNIT, forms.MergeUnit, services.merge_unit, danger=True),
    )

    def get_row(self) -> Any:
        return self.ours(Unit)


class MemberAction(RegisterAction):
    kind = "members"
    doors = by_action(
        Door(LineAction.LEAVE, MEMBER, forms.Leave, services.member_leaves, danger=True)
    )

    def get_row(self) -> Any:
        return self.ours(Member)
