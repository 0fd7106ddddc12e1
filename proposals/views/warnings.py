"""督办函: whom to write to by the rule of the place, the letters, the page of one, its verbs."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.functional import cached_property

from deadlines.lights import light_of
from deadlines.models import Obligation
from deadlines.workdays import stamped
from members.buttons import offered
from members.doors import Door
from members.http import OfRoles, SeatRequired
from members.models import Role, Unit
from members.place import WARN_AFTER, WARN_DISSATISFIED, rule
from proposals.columns_keys import badge
from proposals.columns_supervising import WARNINGS, letters
from proposals.doors_keys import WARNING_DOORS
from proposals.forms.warnings import NewWarning
from proposals.models import WarningLetter
from proposals.owning import not_own
from proposals.services import warnings as services
from proposals.showing_keys import debt, events_of, files_of, one_main
from proposals.suspects import suspected
from proposals.views.begins import Beginning
from proposals.views.keys import ListAction
from proposals.workflow import WarningAction as WarningVerb
from workflow.hand import Hand
from workflow.telling import entry

WRITERS = (Role.OFFICE, Role.DIRECTOR)
READERS = (*WRITERS, Role.LEAD, Role.DISPATCHER, Role.LIAISON, Role.UNIT_HEAD)


class WarningList(OfRoles):
    """The letters that exist for the seat; for who writes them, the units the rule names."""

    roles, refusal = READERS, "督办函供提案委、督查室和承办单位使用"

    def get(self, request: HttpRequest) -> HttpResponse:
        seat = self.request.seat
        writes = seat.role in WRITERS
        here = seat.committee_id
        context = WARNINGS.page(request, letters(seat)) | {
            "named": units_named(seat) if writes else [],
            "units": list(active(here)) if writes else [],
            "days": rule(WARN_AFTER, here),
            "dissatisfied": rule(WARN_DISSATISFIED, here),
        }
        return render(request, "proposals/keys/warnings.html", context)


def active(committee: int) -> Any:
    rows = Unit.objects.filter(committee=committee, status=Unit.Status.ACTIVE, parent=None)
    return rows.order_by("system", "initials", "pk")


def units_named(seat: Any) -> list[tuple[Unit, int]]:
    """Units with how many of their shares the rule names, the most first."""
    found = suspected(seat).order_by().values("row").annotate(n=Count("pk"))
    counts = {line["row"]: line["n"] for line in found}
    units = active(seat.committee_id).filter(pk__in=counts)
    return sorted(((one, counts[one.pk]) for one in units), key=lambda one: -one[1])


class NewWarningPage(Beginning):
    roles, refusal = WRITERS, "督办函由提案委发出"
    form, model, action = NewWarning, WarningLetter, WarningVerb.ISSUE
    template = "proposals/keys/new_warning.html"

    @cached_property
    def unit(self) -> Unit:
        found: Unit = get_object_or_404(
            active(self.request.seat.committee_id), pk=self.kwargs["unit"]
        )
        return found

    def about(self) -> dict[str, Any]:
        return super().about() | {"unit": self.unit}

    def bear(self, told: dict[str, Any], by: Hand) -> WarningLetter:
        return services.issue_warning(self.request.seat.committee, by=by, **told)

    def said(self, row: Any) -> str:
        return f"已发出{row.label}"


class WarningPage(SeatRequired):
    def get(self, request: HttpRequest, uid: UUID) -> HttpResponse:
        seat = self.request.seat
        seen = WarningLetter.objects.visible_to(seat).for_page()
        row = get_object_or_404(seen, case__uid=uid)
        still = Obligation.objects.open().filter(case=row.pk).exclude(not_own(seat))
        owed = list(stamped(still).select_related("unit", "committee", "organisation"))
        pressed, held = offered(row, WARNING_DOORS, seat, "keys:warning_act")
        about = ("assignment__unit", "assignment__proposal__case")
        context = {
            "row": row,
            "status": badge(row),
            "mine": [debt(one) for one in owed if one.scope_key == seat.scope_key],
            "waiting": [debt(one) for one in owed if one.scope_key != seat.scope_key],
            **{"actions": one_main(pressed), "held": held},
            "light": light_of(owed[0]) if owed else None,
            "items": row.items.select_related(*about),
            "files": [one for rows in files_of(row, seat).values() for one in rows],
            "timeline": [entry(one) for one in events_of(row, seat)],
        }
        return render(request, "proposals/keys/warning.html", context)


class WarningAction(ListAction):
    doors: ClassVar[dict[str, Door]] = WARNING_DOORS

    def root(self) -> Any:
        seen = WarningLetter.objects.visible_to(self.request.seat).for_page()
        return get_object_or_404(seen, case__uid=self.kwargs["uid"])
