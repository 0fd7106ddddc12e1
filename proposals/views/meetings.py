"""Review meetings and 编号: the office's and the director's pages."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from common import clock
from members.doors import add_errors
from members.http import SeatRequired, hand_of
from members.models import Role, Seat, Session
from proposals import forms, services
from proposals.columns import badge
from proposals.doors import MEETING_DOORS
from proposals.gates import held
from proposals.lists_lit import light, with_lights
from proposals.models import Occasion, Proposal, ReviewMeeting
from proposals.views.telling import tell
from workflow.hand import Hand

NO_SESSION = "本会尚未开始征集提案，请先设置会议"


class CommitteePage(SeatRequired):
    """Only for the committee's own people."""

    roles: tuple[str, ...] = (Role.OFFICE, Role.DIRECTOR, Role.LEAD)
    only_for = "此页面只供提案委使用"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        seat = getattr(request, "seat", None)
        if seat is not None and seat.role not in self.roles:
            raise PermissionDenied(self.only_for)
        return super().dispatch(request, *args, **kwargs)


class MeetingList(CommitteePage):
    def get(self, request: HttpRequest) -> HttpResponse:
        seat = self.request.seat
        meetings = with_lights(ReviewMeeting.objects.visible_to(seat), seat)[:50]
        waiting = waiting_for_meeting(seat).count()
        context = {"meetings": [(one, light(one)) for one in meetings], "waiting": waiting}
        return render(request, "proposals/meetings.html", context)


def waiting_for_meeting(seat: Any) -> Any:
    """What the next meeting of the current session may have before it."""
    current = Session.objects.opened(seat.committee).values("pk")[:1]
    return Proposal.objects.visible_to(seat).for_agenda(current)


def convening(seat: Seat, *told: Any, **more: Any) -> forms.Convene:
    """What is asked for a meeting; while there is no session, it says so in place of cases."""
    waiting = waiting_for_meeting(seat)
    form = forms.Convene(*told, waiting=waiting, **more)
    if not waiting and Session.objects.current(seat.committee) is None:
        cases = form.fields["proposals"]
        cases.help_text = NO_SESSION
        wrong = ("required", "invalid_choice", "invalid_pk_value")
        cases.error_messages |= dict.fromkeys(wrong, NO_SESSION)
    return form


def convened(seat: Seat, told: dict[str, Any], by: Hand) -> ReviewMeeting:
    """A meeting of the session that runs, with what was told of it."""
    session = Session.objects.current(seat.committee)
    if session is None:
        raise ValidationError(NO_SESSION)
    return services.convene(session, by=by, **told)


class ConveneMeeting(CommitteePage):
    roles = (Role.OFFICE,)
    only_for = "审查会议由提案委办公室召集"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(convening(self.request.seat, initial={"name": self.next_name()}))

    def next_name(self) -> str:
        """What the next meeting would be called; the office may write something else."""
        session = Session.objects.current(self.request.seat.committee)
        held = ReviewMeeting.objects.visible_to(self.request.seat).filter(session=session)
        if session is None or clock.today() > session.plenary_to:
            count = held.filter(occasion=Occasion.BETWEEN).count()
            return f"提案委员会第{count + 1}次审查会议"
        count = held.filter(occasion=Occasion.PLENARY).count()
        return f"提案审查委员会第{count + 1}次会议"

    def post(self, request: HttpRequest) -> HttpResponse:
        form = convening(self.request.seat, request.POST)
        if not form.is_valid():
            return self.show(form, status=422)
        try:
            meeting = convened(self.request.seat, form.cleaned_data, hand_of(request))
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
        door, not_yet = MEETING_DOORS["conclude"], held(meeting)
        context = {
            "meeting": meeting,
            "light": light(meeting),
            "items": [(item.proposal, badge(item.proposal)) for item in items],
            "undecided": len(undecided),
            "by_hand": [one for one in undecided if one.recommendation != "file"],
            "to_file": sum(one.recommendation == "file" for one in undecided),
            "not_yet": not_yet,
            "may_file": self.request.seat.role == Role.DIRECTOR and not not_yet,
            "may_conclude": door.offered(self.request.seat, meeting),
            "may_list": MEETING_DOORS["list"].offered(self.request.seat, meeting),
        }
        return render(request, "proposals/meeting.html", context)

    def meeting(self, uid: UUID) -> ReviewMeeting:
        visible = ReviewMeeting.objects.visible_to(self.request.seat).select_related("session")
        found: ReviewMeeting = get_object_or_404(
            with_lights(visible, self.request.seat), case__uid=uid
        )
        return found


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
            gone = "没有待编号的提案，可能已编号"
            messages.warning(request, gone if chosen else "请至少勾选一件提案")
            return redirect("proposals:numbering")
        try:
            numbered = services.number(picked, by=hand_of(request))
        except ValidationError as refusal:
            messages.error(request, "；".join(refusal.messages))
        else:
            ends = dict.fromkeys((numbered[0].label, numbered[-1].label))
            messages.success(request, f"已编号{len(numbered)}件：{'至'.join(ends)}")
        return redirect("proposals:numbering")
