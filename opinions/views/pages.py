"""The list, the page of one opinion, and the figures of a year."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from common import clock
from common.whole import whole
from members.http import OfRoles, SeatRequired
from members.listed import ListPage
from members.models import Role
from opinions.columns import LISTING
from opinions.figures import by_sector, by_writer, total, years
from opinions.models import Opinion, OpinionDraft
from opinions.services.drafting import WRITERS
from opinions.showing import page_of


class OpinionList(ListPage):
    listing = LISTING
    template_name = "opinions/list.html"

    def told(self, context: dict[str, Any]) -> dict[str, Any]:
        seat = self.request.seat
        may_write = seat.role in WRITERS
        return context | {
            "may_write": may_write,
            "drafts": OpinionDraft.objects.visible_to(seat).unfinished().count()
            if may_write
            else 0,
            "staff": seat.is_staff_of_committee,
            "editor": seat.role == Role.OFFICE,
        }


class OpinionDetail(SeatRequired):
    def get(self, request: HttpRequest, uid: UUID) -> HttpResponse:
        visible = Opinion.objects.visible_to(self.request.seat).for_page()
        row = get_object_or_404(visible, case__uid=uid)
        return render(request, "opinions/detail.html", page_of(row, self.request.seat))


class Figures(OfRoles):
    """What became of the opinions of a year: by sector, and by who wrote them."""

    roles = (Role.OFFICE, Role.DIRECTOR, Role.LEAD)
    refusal = "社情民意统计由政协机关查看"

    def get(self, request: HttpRequest) -> HttpResponse:
        seat = self.request.seat
        asked = whole(request.GET.get("year"))
        known = years(seat)
        year = asked if asked in known else clock.today().year
        context = {
            "year": year,
            "years": known,
            "tables": [by_sector(seat, year), by_writer(seat, year)],
            "total": total(seat, year),
        }
        return render(request, "opinions/figures.html", context)
