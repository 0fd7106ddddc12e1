"""Lists, and the pages of one consultation and one topic."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from common.serving import sent
from consultations import services
from consultations.columns import LISTING, TOPICS
from consultations.forms.places import townships_for
from consultations.models import Consultation, Enclosure, Topic
from consultations.querysets import watches
from consultations.showing import page_of
from consultations.showing_topics import topic_page
from members.http import SeatRequired
from members.listed import ListPage
from members.models import Role, Seat

RAISERS = (Role.TOWNSHIP, Role.PARTY, Role.OFFICE, Role.MEMBER)
PLANNERS = (Role.TOWNSHIP, Role.OFFICE)


def may_plan(seat: Seat) -> bool:
    """Whether there is anything the office could plan in a township's place."""
    by_office = seat.role == Role.OFFICE and Topic.objects.plannable_by(seat).exists()
    return by_office or seat.role == Role.TOWNSHIP


class ConsultationList(ListPage):
    listing = LISTING
    template_name = "consultations/list.html"

    def told(self, context: dict[str, Any]) -> dict[str, Any]:
        seat = self.request.seat
        return context | {"may_plan": may_plan(seat), "may_look": watches(seat)}


class TopicList(ListPage):
    listing = TOPICS
    template_name = "consultations/topics.html"

    def told(self, context: dict[str, Any]) -> dict[str, Any]:
        seat = self.request.seat
        return context | {
            "may_raise": seat.role in RAISERS and townships_for(seat).exists(),
            "may_plan": may_plan(seat),
        }


class ConsultationDetail(SeatRequired):
    def get(self, request: HttpRequest, uid: UUID) -> HttpResponse:
        visible = Consultation.objects.visible_to(self.request.seat).for_page()
        row = get_object_or_404(visible, case__uid=uid)
        return render(request, "consultations/detail.html", page_of(row, self.request.seat))


class TopicDetail(SeatRequired):
    def get(self, request: HttpRequest, uid: UUID) -> HttpResponse:
        visible = Topic.objects.visible_to(self.request.seat).for_page()
        topic = get_object_or_404(visible, case__uid=uid)
        return render(request, "consultations/topic.html", topic_page(topic, self.request.seat))


class FilePage(SeatRequired):
    """A file itself: shown by the browser if it is a PDF or picture, else downloaded."""

    def get(self, request: HttpRequest, uid: UUID) -> FileResponse:
        file = get_object_or_404(Enclosure.objects.visible_to(self.request.seat), uid=uid)
        return sent(file, lambda: services.content(file))
