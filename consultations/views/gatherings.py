"""活动 (观摩会、推进会): the list, a new one, the page of one, and its verbs."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from consultations.columns_around import GATHERINGS
from consultations.doors_around import GATHERING_DOORS
from consultations.forms import around as forms
from consultations.models import Gathering
from consultations.services import gatherings as services
from consultations.showing_around import gathering_page
from consultations.views.births import Beginning
from consultations.views.boards import READERS
from consultations.workflow import around as verbs
from members.doors import ActionView, Door
from members.http import OfRoles, SeatRequired
from members.listed import ListPage
from members.models import Level, Role
from workflow.hand import Hand


class GatheringList(ListPage, OfRoles):
    roles, refusal = READERS, "活动由政协机关和乡镇查看"
    listing = GATHERINGS
    template_name = "consultations/gatherings.html"

    def told(self, context: dict[str, Any]) -> dict[str, Any]:
        seat = self.request.seat
        may_keep = seat.role == Role.OFFICE and seat.committee.level != Level.PROVINCE
        return context | {"may_keep": may_keep}


class NewGathering(Beginning):
    form, title, back = forms.NewGathering, "通知活动", "consultations:gatherings"
    roles, refusal = (Role.OFFICE,), "活动由政协办公室通知"

    action = verbs.GatheringAction.ANNOUNCE

    def bear(self, told: dict[str, Any], by: Hand) -> Gathering:
        return services.announce(self.request.seat.committee, by=by, **told)


class GatheringDetail(SeatRequired):
    def get(self, request: HttpRequest, uid: UUID) -> HttpResponse:
        seen = Gathering.objects.visible_to(self.request.seat).for_page()
        row = get_object_or_404(seen, case__uid=uid)
        context = gathering_page(row, self.request.seat)
        return render(request, "consultations/gathering.html", context)


class GatheringAction(ActionView):
    doors: ClassVar[dict[str, Door]] = GATHERING_DOORS

    def get_row(self) -> Gathering:
        seen = Gathering.objects.visible_to(self.request.seat).for_page()
        row: Gathering = get_object_or_404(seen, case__uid=self.kwargs["uid"])
        return row

    def page_of(self, row: Gathering) -> str:
        return row.get_absolute_url()
