"""Papers of supervision: 重点提案督办情况报告 of a year's list, and a 督办函."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from documents.forms import TakePaper
from documents.key_facts import key_facts, warning_facts
from documents.papers import KINDS, PAPERS
from documents.pdf import NoTypesetter
from documents.printing import printed
from documents.views.papers import kept
from members.http import SeatRequired, hand_of
from members.services import registry_of
from members.services.exporting import exported
from proposals.models import KeyList, WarningLetter


class KeyReport(SeatRequired):
    """Unseen, or not fixed yet: 404. Not for this role: 403. On record who took it."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, uid: UUID, form: str) -> HttpResponse:
        seat, paper = self.request.seat, PAPERS["keys"]
        row = get_object_or_404(KeyList.objects.visible_to(seat).for_page(), case__uid=uid)
        if seat.role not in paper.roles:
            raise PermissionDenied(f"{paper.label}不供您的身份使用")
        if form not in KINDS or row.status != KeyList.Status.FIXED:
            raise Http404(f"还没有{paper.label}")
        told = TakePaper(request.POST)
        if not told.is_valid():
            raise BadRequest("此页已失效，请返回刷新后再导出")
        try:
            data = printed(paper, key_facts(row, seat), row.case.committee_id, form)
        except NoTypesetter as missing:
            messages.error(request, str(missing))
            return redirect(row)
        by = hand_of(request, press=told.cleaned_data["press"])
        what = f"导出{row.session}{paper.label}"
        exported(registry_of(seat.committee), what, by=by, session=row.session_id)
        return kept(data, paper.file_name(str(row.session), form), form)


class WarningPaper(SeatRequired):
    """督办函 as it goes to the unit. Unseen, or void: 404."""

    def get(self, request: HttpRequest, uid: UUID, form: str) -> HttpResponse:
        seat, paper = self.request.seat, PAPERS["warning"]
        row = get_object_or_404(WarningLetter.objects.visible_to(seat).for_page(), case__uid=uid)
        if form not in KINDS or row.status == WarningLetter.Status.VOID:
            raise Http404("此函已作废，不再打印")
        try:
            data = printed(paper, warning_facts(row), row.case.committee_id, form)
        except NoTypesetter as missing:
            messages.error(request, str(missing))
            return redirect(row)
        return kept(data, paper.file_name(f"{row.label}-{row.unit}", form), form)
