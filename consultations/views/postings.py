"""挂县挂乡 and 指导文件: the lists, a new line, and what can be done to one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from common import clock
from consultations.doors_around import GUIDANCE_DOORS, POSTING_DOORS
from consultations.forms import around as forms
from consultations.models import Enclosure, Guidance, Posting
from consultations.services import postings as services
from consultations.views.births import Beginning
from consultations.views.boards import READERS
from members.doors import ActionView, Door
from members.http import OfRoles
from members.models import Level, Role, Seat
from members.workflow import LineAction
from workflow.hand import Hand

ANYBODY = tuple(one for one in Role if one not in (Role.SYSADMIN, Role.SECADMIN, Role.AUDITOR))
ENDED = 30  # days for which what is over is still listed


def kept(row: Any, doors: dict[str, Door], seat: Seat) -> bool:
    return any(door.offered(seat, row) for door in doors.values())


class PostingList(OfRoles):
    """One's own first; ended ones stay for a month."""

    roles, refusal = ANYBODY, "挂联由政协机关和乡镇查看"

    def get(self, request: HttpRequest) -> HttpResponse:
        seat = self.request.seat
        since = clock.today() - timedelta(days=ENDED)
        fresh = Q(status=Posting.Status.CURRENT) | Q(last_on__gte=since)
        seen = list(Posting.objects.visible_to(seat).filter(fresh).for_page())
        context = {
            "mine": [one for one in seen if one.seat.user_id == seat.user_id],
            "lines": [(one, kept(one, POSTING_DOORS, seat)) for one in seen],
            "may_keep": seat.role == Role.OFFICE and seat.committee.level != Level.PROVINCE,
            "may_look": seat.role in READERS,
        }
        return render(request, "consultations/postings.html", context)


class NewPosting(Beginning):
    form, title, back = forms.NewPosting, "登记挂联", "consultations:postings"
    roles, refusal = (Role.OFFICE,), "挂联由政协办公室登记"
    action = LineAction.ENTER

    def carry_out(self, told: dict[str, Any], by: Hand) -> str:
        self.bear(told, by)
        return reverse("consultations:postings")

    def bear(self, told: dict[str, Any], by: Hand) -> Posting:
        return services.enter_posting(self.request.seat.committee, by=by, **told)


class PostingAction(ActionView):
    doors: ClassVar[dict[str, Door]] = POSTING_DOORS

    def get_row(self) -> Posting:
        seen = Posting.objects.visible_to(self.request.seat).for_page()
        row: Posting = get_object_or_404(seen, pk=self.kwargs["pk"])
        return row

    def page_of(self, row: Posting) -> str:
        return reverse("consultations:postings")


class GuidanceList(OfRoles):
    roles, refusal = ANYBODY, "指导文件由政协机关、乡镇、委员和承办单位查看"

    def get(self, request: HttpRequest) -> HttpResponse:
        seat = self.request.seat
        seen = Guidance.objects.visible_to(seat).select_related("registry__case__committee")
        files: dict[int, list[Enclosure]] = {}
        for one in Enclosure.objects.live().filter(
            subject_type=Guidance.kind(), subject_id__in=[paper.pk for paper in seen]
        ):
            files.setdefault(one.subject_id, []).append(one)
        context = {
            "lines": [
                (one, files.get(one.pk, []), kept(one, GUIDANCE_DOORS, seat)) for one in seen
            ],
            "may_keep": seat.role == Role.OFFICE,
        }
        return render(request, "consultations/guidance.html", context)


class NewGuidance(Beginning):
    form, title, back = forms.NewGuidance, "登记指导文件", "consultations:guidance"
    roles, refusal = (Role.OFFICE,), "指导文件由政协办公室登记"
    action = LineAction.ENTER

    def bear(self, told: dict[str, Any], by: Hand) -> Guidance:
        return services.enter_guidance(self.request.seat.committee, by=by, **told)


class GuidanceAction(ActionView):
    doors: ClassVar[dict[str, Door]] = GUIDANCE_DOORS

    def get_row(self) -> Guidance:
        seen = Guidance.objects.visible_to(self.request.seat)
        known = seen.select_related("registry__case__committee")
        row: Guidance = get_object_or_404(known, pk=self.kwargs["pk"])
        return row

    def page_of(self, row: Guidance) -> str:
        return row.get_absolute_url()
