"""Papers of one case, of a unit's share of it, and the list of what was handed over."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from common import clock
from common.sheets import attached
from documents.facts import Subject
from documents.follow_up import follow_up_facts
from documents.forms import TakeList, TakePaper, TakeYear
from documents.lists import list_facts, shares_for
from documents.papers import KINDS, PAPERS, About, Paper
from documents.pdf import NoTypesetter
from documents.printing import of_subject, printed
from documents.yearly import year_facts
from members.http import SeatRequired, hand_of
from members.models import Session
from members.services import registry_of
from members.services.exporting import exported
from proposals.models import FollowUp, Proposal


class CasePaper(SeatRequired):
    """Unseen, or not there yet: 404. Not for this role: 403."""

    about = About.CASE

    def get(
        self, request: HttpRequest, uid: UUID, paper: str, form: str, pk: int = 0
    ) -> HttpResponse:
        subject, wanted = self.subject(uid, pk), known(paper, self.about)
        if self.request.seat.role not in wanted.roles:
            raise PermissionDenied(f"{wanted.label}不供您的身份使用")
        if form not in KINDS or not wanted.there(subject):
            raise Http404(f"还没有{wanted.label}")
        try:
            data = of_subject(wanted, subject, form)
        except NoTypesetter as missing:
            messages.error(request, str(missing))
            return redirect(subject.proposal)
        return kept(data, wanted.file_name(self.what(subject), form), form)

    def subject(self, uid: UUID, pk: int) -> Subject:
        seat = self.request.seat
        visible = Proposal.objects.visible_to(seat).for_page().with_body()
        return Subject(seat, get_object_or_404(visible, case__uid=uid))

    def what(self, about: Subject) -> str:
        return about.proposal.label


class SharePaper(CasePaper):
    about = About.SHARE

    def subject(self, uid: UUID, pk: int) -> Subject:
        found = super().subject(uid, pk)
        share = next((one for one in found.shares if one.pk == pk), None)
        if share is None:
            raise Http404
        found.share = share
        return found

    def what(self, about: Subject) -> str:
        return f"{about.proposal.label}-{about.part.unit}"


class HandOverPaper(SeatRequired):
    """交办清单: of many cases, so it is on record who took it."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, form: str) -> HttpResponse:
        seat, paper = self.request.seat, PAPERS["list"]
        if seat.role not in paper.roles:
            raise PermissionDenied("交办清单供督查室和承办单位使用")
        told = TakeList(request.POST)
        if form not in KINDS or not told.is_valid():
            raise BadRequest("此页已失效，请返回刷新后再导出")
        session = Session.objects.current(seat.committee)
        on = told.cleaned_data["notice_on"]
        if session is None or not shares_for(seat, session, on).exists():
            raise Http404("还没有交办的提案")
        try:
            data = printed(paper, list_facts(seat, session, on), seat.committee_id, form)
        except NoTypesetter as missing:
            messages.error(request, str(missing))
            return redirect("home")
        by = hand_of(request, press=told.cleaned_data["press"])
        what: dict[str, Any] = {"session": session.pk, "notice_on": str(on or "")}
        exported(registry_of(seat.committee), f"导出{session}交办清单", by=by, **what)
        return kept(data, paper.file_name(f"{session}-{clock.today():%Y%m%d}", form), form)


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


def known(code: str, about: About) -> Paper:
    paper = PAPERS.get(code)
    if paper is None or paper.about is not about:
        raise Http404
    return paper


def kept(data: bytes, name: str, form: str) -> HttpResponse:
    """The file, under its name, kept by nobody on the way."""
    return attached(data, name, KINDS[form].media_type)
