"""Review meetings and 编号: the office's and the director's pages."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from members.doors import add_errors
from members.http import SeatRequired, hand_of
from members.models import Role, Session
from proposals import forms, services
from proposals.columns import badge
from proposals.doors import MEETING_DOORS
from proposals.models import Proposal, ReviewMeeting


class CommitteePage(SeatRequired):
    """Only for the committee's own people."""

    roles: tuple[str, ...] = (Role.OFFICE, Role.DIRECTOR, Role.LEAD)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        seat = getattr(request, "seat", None)
        if seat is not None and seat.role not in self.roles:
            raise PermissionDenied("此页面只供提案委使用")
        return super().dispatch(request, *args, **kwargs)


class MeetingList(CommitteePage):
    def get(self, request: HttpRequest) -> HttpResponse:
        meetings = ReviewMeeting.objects.visible_to(self.request.seat).select_related("case")
        waiting = waiting_for_meeting(self.request.seat).count()
        context = {"meetings": meetings[:50], "waiting": waiting}
        return render(request, "proposals/meetings.html", context)


def waiting_for_meeting(seat: Any) -> Any:
    """Screened proposals of the current session that no coming meeting lists."""
    session = Session.objects.current(seat.committee)
    screened = Proposal.objects.visible_to(seat).filter(
        session=session, status=Proposal.Status.SCREENING
    )
    planned = ReviewMeeting.Status.PLANNED
    return screened.exclude(agenda__meeting__status=planned).for_list().order_by("receipt")


class ConveneMeeting(CommitteePage):
    roles = (Role.OFFICE,)

    def get(self, request: HttpRequest) -> HttpResponse:
        waiting = waiting_for_meeting(self.request.seat)
        return self.show(forms.Convene(waiting=waiting))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = forms.Convene(request.POST, waiting=waiting_for_meeting(self.request.seat))
        session = Session.objects.current(self.request.seat.committee)
        if session is None or not form.is_valid():
            return self.show(form, status=422)
        try:
            meeting = services.convene(session, by=hand_of(request), **form.cleaned_data)
        except ValidationError as refusal:
            add_errors(form, refusal)
            return self.show(form, status=422)
        messages.success(request, "已召集审查会议")
        return redirect(meeting)

    def show(self, form: forms.Convene, status: int = 200) -> HttpResponse:
        return render(self.request, "proposals/convene.html", {"form": form}, status=status)


class MeetingPage(CommitteePage):
    def get(self, request: HttpRequest, uid: UUID) -> HttpResponse:
        meeting = self.meeting(uid)
        items = meeting.items.select_related(
            *("proposal__case", "proposal__category"),
            *("proposal__member", "proposal__organisation", "proposal__advised_into"),
        )
        undecided = [item.proposal for item in items if item.proposal.status == "screening"]
        door = MEETING_DOORS["conclude"]
        context = {
            "meeting": meeting,
            "items": [(item.proposal, badge(item.proposal)) for item in items],
            "undecided": len(undecided),
            "to_file": sum(one.recommendation == "file" for one in undecided),
            "may_file": self.request.seat.role == Role.DIRECTOR,
            "may_conclude": door.offered(self.request.seat, meeting),
            "may_list": MEETING_DOORS["list"].offered(self.request.seat, meeting),
        }
        return render(request, "proposals/meeting.html", context)

    def meeting(self, uid: UUID) -> ReviewMeeting:
        visible = ReviewMeeting.objects.visible_to(self.request.seat)
        return get_object_or_404(visible.select_related("case", "session"), case__uid=uid)


class FileAsRecommended(MeetingPage):
    """ "同意建议": one press for all that were recommended for filing."""

    roles = (Role.DIRECTOR,)

    def get(self, request: HttpRequest, uid: UUID) -> HttpResponse:
        return redirect(self.meeting(uid))

    def post(self, request: HttpRequest, uid: UUID) -> HttpResponse:
        meeting = self.meeting(uid)
        outcome = services.file_as_recommended(meeting, by=hand_of(request))
        tell(request, "立案", outcome)
        return redirect(meeting)


class NumberPage(CommitteePage):
    """编号: what is waiting, in the order of its numbers, and one press."""

    roles = (Role.OFFICE,)

    def waiting(self) -> list[Proposal]:
        session = Session.objects.current(self.request.seat.committee)
        if session is None:
            return []
        return sorted(services.to_number(session), key=services.place_in_book)

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "proposals/numbering.html", {"proposals": self.waiting()})

    def post(self, request: HttpRequest) -> HttpResponse:
        chosen = set(request.POST.getlist("proposal"))
        picked = [one for one in self.waiting() if str(one.pk) in chosen]
        if not picked:
            messages.warning(request, "没有待编号的提案，可能已编号")
            return redirect("proposals:numbering")
        try:
            numbered = services.number(picked, by=hand_of(request))
        except ValidationError as refusal:
            messages.error(request, "；".join(refusal.messages))
        else:
            ends = dict.fromkeys((numbered[0].label, numbered[-1].label))
            messages.success(request, f"已编号{len(numbered)}件：{'至'.join(ends)}")
        return redirect("proposals:numbering")


def tell(request: HttpRequest, verb: str, outcome: services.Outcome) -> None:
    messages.success(request, f"已{verb}{outcome.done}件")
    for proposal, why in outcome.refused[:10]:
        messages.warning(request, f"{proposal.label}《{proposal}》未{verb}：{why}")
