"""跟踪检查: the campaigns, one of them with its visits, and their verbs."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from members.buttons import in_order, offered
from members.doors import ActionView, Door, add_errors
from members.http import OfRoles, hand_of
from members.models import Role
from proposals.columns_supervising import FOLLOW_UPS, counted, follow_ups
from proposals.doors_follow_up import FOLLOW_UP_DOORS, VISIT_DOORS
from proposals.forms.follow_up import StartFollowUp
from proposals.lists_lit import light
from proposals.models import Attachment, Commitment, FollowUp, Visit
from proposals.services import follow_up as services
from proposals.workflow import VisitAction as Verb
from workflow.models import Event
from workflow.procedure import AlreadyDone

READERS = (Role.OFFICE, Role.DIRECTOR, Role.LEAD, Role.MEMBER, Role.EXPERT)
REFUSAL = "跟踪检查供提案委和走访的委员、专家使用"
ENDINGS = ("call_off_follow_up", "drop_visit")


class FollowUpList(OfRoles):
    roles, refusal = READERS, REFUSAL

    def get(self, request: HttpRequest) -> HttpResponse:
        seat = self.request.seat
        context = FOLLOW_UPS.page(request, counted(follow_ups(seat), seat))
        return render(request, "proposals/follow_ups.html", context)


class NewFollowUp(OfRoles):
    roles, refusal = (Role.OFFICE,), "跟踪检查由提案委办公室开展"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(StartFollowUp(seat=self.request.seat))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = StartFollowUp(request.POST, seat=self.request.seat)
        if not form.is_valid():
            return self.show(form, status=422)
        told = dict(form.cleaned_data)
        by = hand_of(request, press=told.pop("press"))
        try:
            started = services.start_follow_up(by=by, **told)
        except AlreadyDone as done:
            return redirect(FollowUp(case=done.case))
        except ValidationError as refusal:
            add_errors(form, refusal)
            return self.show(form, status=422)
        messages.success(
            request, f"已开展，共{started.visits.count()}件，走访任务已分派，有账号的会收到通知"
        )
        return redirect(started)

    def show(self, form: StartFollowUp, status: int = 200) -> HttpResponse:
        return render(self.request, "proposals/new_follow_up.html", {"form": form}, status=status)


class FollowUpPage(OfRoles):
    roles, refusal = READERS, REFUSAL

    def get(self, request: HttpRequest, uid: UUID) -> HttpResponse:
        seat = self.request.seat
        follow_up = follow_up_of(seat, uid)
        visits = list(visits_of(seat, follow_up))
        actions, held = offered(follow_up, FOLLOW_UP_DOORS, seat, "proposals:follow_up_act")
        pictures = by_visit(Attachment.objects.visible_to(seat).live(), visits)
        promises, reasons = promises_of(visits), reasons_of(follow_up, visits)
        context = {
            "follow_up": follow_up,
            "light": light(follow_up),
            **{"actions": actions, "held": held, "due": any(one["main"] for one in actions)},
            "visits": [
                self.line(one, pictures, promises) | {"why": reasons.get(one.key(), "")}
                for one in visits
            ],
            "why": reasons.get(follow_up.key(), ""),
            "counts": counts(visits),
        }
        return render(request, "proposals/follow_up.html", context)

    def line(self, visit: Visit, pictures: Any, promises: Any) -> dict[str, Any]:
        seat = self.request.seat
        actions, _ = offered(visit, VISIT_DOORS, seat, "proposals:visit_act", visit.pk)
        return {
            "visit": visit,
            "actions": in_order(actions),
            "files": pictures.get(visit.pk, []),
            "promises": promises.get(visit.proposal_id, []),
            "came_of": visit.came_of(inside=seat.is_staff_of_committee),
            "linked": seat.is_staff_of_committee,
        }


def follow_up_of(seat: Any, uid: UUID) -> FollowUp:
    found: FollowUp = get_object_or_404(follow_ups(seat), case__uid=uid)
    return found


def visits_of(seat: Any, follow_up: FollowUp) -> Any:
    visible = Visit.objects.visible_to(seat).filter(follow_up=follow_up)
    known = ("proposal__case", "proposal__session", "grade", "member", "regrading__old",
             "regrading__new", "promise", "proposal__member", "proposal__organisation")  # fmt: skip
    visits = list(visible.select_related(*known))
    for one in visits:
        one.follow_up = follow_up
    return visits


def history_of(seat: Any, follow_up: FollowUp) -> QuerySet[Event]:
    """The record of a campaign: all to the committee; to who visits, that of their visits."""
    events = Event.objects.filter(case=follow_up.pk)
    if not seat.is_staff_of_committee:
        mine = Visit.objects.visible_to(seat).filter(follow_up=follow_up)
        events = events.filter(subject_type=Visit.kind(), subject_id__in=mine.values("pk"))
        events = events.exclude(action=Verb.ASK_GRADE)  # why, is weighed by the committee
    return events.select_related("seat__committee", "user").order_by("-version")


def reasons_of(follow_up: FollowUp, visits: list[Visit]) -> dict[tuple[str, int], str]:
    """Why it was called off, or else why some visits were dropped; asked where there are any."""
    rows: list[Any] = [one for one in visits if one.status == Visit.Status.DROPPED]
    if follow_up.status == FollowUp.Status.CALLED_OFF:
        rows = [follow_up]
    if not rows:
        return {}
    events = Event.objects.filter(case=follow_up.pk, action__in=ENDINGS)
    told = events.values_list("subject_type", "subject_id", "note")
    notes = {(kind, pk): note for kind, pk, note in told}
    return {one.key(): notes[one.key()] for one in rows}


def by_visit(files: Any, visits: list[Visit]) -> dict[int, list[Attachment]]:
    found: dict[int, list[Attachment]] = {}
    for one in files.filter(subject_type=Visit.kind(), subject_id__in=[v.pk for v in visits]):
        found.setdefault(one.subject_id, []).append(one)
    return found


def promises_of(visits: list[Visit]) -> dict[int, list[Commitment]]:
    """What was promised in the cases that are visited: who goes there must know it."""
    gone = (Commitment.Status.REPLACED, Commitment.Status.CALLED_OFF)
    cases = [one.proposal_id for one in visits]
    found: dict[int, list[Commitment]] = {}
    for one in Commitment.objects.filter(proposal__in=cases).exclude(status__in=gone):
        found.setdefault(one.proposal_id, []).append(one)
    return found


def counts(visits: list[Visit]) -> list[tuple[str, int]]:
    """How many stand how, and what was found."""
    told = [(str(s.label), sum(v.status == s for v in visits)) for s in Visit.Status]
    found = [(str(f.label), sum(v.finding == f for v in visits)) for f in Visit.Finding]
    return [(label, n) for label, n in (*told, *found) if n]


class FollowUpAction(ActionView):
    doors: ClassVar[dict[str, Door]] = FOLLOW_UP_DOORS

    def get_row(self) -> Any:
        return follow_up_of(self.request.seat, self.kwargs["uid"])

    def history(self, row: Any) -> QuerySet[Event]:
        return history_of(self.request.seat, getattr(row, "follow_up", row))

    def page_of(self, row: Any) -> str:
        return row.get_absolute_url()  # type: ignore[no-any-return]


class VisitAction(ActionView):
    doors: ClassVar[dict[str, Door]] = VISIT_DOORS

    def get_row(self) -> Any:
        follow_up = follow_up_of(self.request.seat, self.kwargs["uid"])
        rows = Visit.objects.visible_to(self.request.seat).filter(follow_up=follow_up)
        known = ("proposal__case", "proposal__session", "grade", "member")
        visit = get_object_or_404(rows.select_related(*known), pk=self.kwargs["pk"])
        visit.follow_up = follow_up
        return visit

    def history(self, row: Any) -> QuerySet[Event]:
        return history_of(self.request.seat, getattr(row, "follow_up", row))

    def page_of(self, row: Any) -> str:
        return row.follow_up.get_absolute_url()  # type: ignore[no-any-return]
