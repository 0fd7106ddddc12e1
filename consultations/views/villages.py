"""文明村寨: the list, a new proposal, the page of one, and how it is judged."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from consultations.columns_around import VILLAGES
from consultations.doors_around import VILLAGE_DOORS
from consultations.forms import around as forms
from consultations.forms.places import townships_for
from consultations.models import CivicVillage
from consultations.services import villages as services
from consultations.showing_around import village_page
from consultations.views.births import Beginning
from consultations.views.boards import READERS
from consultations.views.pages import PLANNERS
from consultations.workflow import villages as verbs
from members.doors import ActionView, Door
from members.http import OfRoles, SeatRequired
from members.listed import ListPage
from workflow.hand import Hand


class VillageList(ListPage, OfRoles):
    roles, refusal = READERS, "文明村寨由政协机关和乡镇查看"
    listing = VILLAGES
    template_name = "consultations/villages.html"

    def told(self, context: dict[str, Any]) -> dict[str, Any]:
        seat = self.request.seat
        return context | {"may_propose": seat.role in PLANNERS and townships_for(seat).exists()}


class NewVillage(Beginning):
    form, title, back = forms.ProposeVillage, "申报文明村寨", "consultations:villages"
    roles, refusal = PLANNERS, "文明村寨由乡镇委员工作室申报"
    lead = "县政协先评审，需要时再报州（市）政协评定；评分和意见在申报页可以看到。"

    action = verbs.VillageAction.PROPOSE

    def bear(self, told: dict[str, Any], by: Hand) -> CivicVillage:
        return services.propose_village(by=by, **told)


class VillageDetail(SeatRequired):
    def get(self, request: HttpRequest, uid: UUID) -> HttpResponse:
        seen = CivicVillage.objects.visible_to(self.request.seat).for_page()
        row = get_object_or_404(seen, case__uid=uid)
        context = village_page(row, self.request.seat)
        return render(request, "consultations/village.html", context)


class VillageAction(ActionView):
    doors: ClassVar[dict[str, Door]] = VILLAGE_DOORS

    def get_row(self) -> CivicVillage:
        seen = CivicVillage.objects.visible_to(self.request.seat).for_page()
        row: CivicVillage = get_object_or_404(seen, case__uid=self.kwargs["uid"])
        return row

    def page_of(self, row: CivicVillage) -> str:
        return row.get_absolute_url()
