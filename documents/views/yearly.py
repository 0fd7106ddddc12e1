"""Papers of a year and of a follow-up; on record who took them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from documents.follow_up import follow_up_facts
from documents.forms import TakePaper, TakeYear
from documents.papers import KINDS, PAPERS, About
from documents.pdf import NoTypesetter
from documents.printing import printed
from documents.views.papers import kept, known
from documents.yearly import year_facts
from members.http import SeatRequired, hand_of
from members.services import registry_of
from members.services.exporting import exported
from proposals.models import FollowUp


class YearPaper(SeatRequired):
    """通报 and 工作情况报告, filled with the numbers of a session; on record who took it."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, paper: str, form: str) -> HttpResponse:
        seat, wanted = self.request.seat, known(paper, About.YEAR)
        if seat.role not in wanted.roles:
            raise PermissionDenied(f"{wanted.label}供提案委使用")
        told = TakeYear(request.POST, seat=seat)
        if form not in KINDS or not told.is_valid():
            raise BadRequest("此页已失效，请返回刷新后再导出")
        session = told.cleaned_data["session"]
        try:
            data = printed(wanted, year_facts(seat, session), seat.committee_id, form)
        except NoTypesetter as missing:
            messages.error(request, str(missing))
            return redirect("proposals:yearly")
        by = hand_of(request, press=told.cleaned_data["press"])
        words = f"导出{session}{wanted.label}"
        exported(registry_of(seat.committee), words, by=by, session=session.pk)
        return kept(data, wanted.file_name(str(session), form), form)


class FollowUpPaper(SeatRequired):
    """跟踪检查报告; on record who took it."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, uid: UUID, form: str) -> HttpResponse:
        seat, wanted = self.request.seat, PAPERS["follow_up"]
        visible = FollowUp.objects.visible_to(seat).select_related("session")
        about = get_object_or_404(visible, case__uid=uid)
        if seat.role not in wanted.roles:
            raise PermissionDenied(f"{wanted.label}供提案委使用")
        told = TakePaper(request.POST)
        if form not in KINDS or not told.is_valid():
            raise BadRequest("此页已失效，请返回刷新后再导出")
        try:
            data = printed(wanted, follow_up_facts(seat, about), seat.committee_id, form)
        except NoTypesetter as missing:
            messages.error(request, str(missing))
            return redirect(about)
        by = hand_of(request, press=told.cleaned_data["press"])
        words = f"导出{about}报告"
        exported(registry_of(seat.committee), words, by=by, session=about.session_id)
        return kept(data, wanted.file_name(about.name, form), form)
