"""交办会: the dispatcher hands many cases over in one press, and prints the list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.functional import cached_property

from common import clock
from common.whole import whole, wholes
from deadlines.lights import Light
from members.http import SeatRequired, hand_of
from members.models import Role, Session, Unit
from proposals import services
from proposals.forms.asking import units_of
from proposals.forms.handing import advised, host_first
from proposals.lists_lit import lights_of_shares
from proposals.models import Assignment, Proposal
from proposals.views.telling import tell


class NoticeDate(forms.Form):
    notice_on = forms.DateField(
        label="交办通知日期",
        widget=forms.DateInput,
        help_text="办理期限从交办通知所载日期起算",
        error_messages={"required": "请填写交办通知日期"},
    )


class DispatcherPage(SeatRequired):
    """Only for dispatchers, each with the units of their own system."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        seat = getattr(request, "seat", None)
        if seat is not None and seat.role != Role.DISPATCHER:
            raise PermissionDenied("此页面只供督查室使用")
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def everywhere(self) -> dict[int, Unit]:
        """The units of all systems of the committee."""
        return {unit.pk: unit for unit in units_of(self.request.seat.committee_id)}

    @cached_property
    def units(self) -> dict[int, Unit]:
        """The units of this dispatcher's system."""
        own = self.request.seat.system_id
        return {pk: unit for pk, unit in self.everywhere.items() if unit.system_id == own}


class HandOverMeeting(DispatcherPage):
    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(NoticeDate(initial={"notice_on": clock.today()}))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = NoticeDate(request.POST)
        picked = set(request.POST.getlist("proposal"))
        if not form.is_valid():
            return self.show(form, request.POST, status=422)
        if not picked:
            form.add_error(None, "请至少勾选一件提案")
            return self.show(form, request.POST, status=422)
        plans = [self.plan(one, request.POST) for one in self.waiting() if str(one.pk) in picked]
        outcome = services.hand_over_many(
            plans, by=hand_of(request), notice_on=form.cleaned_data["notice_on"]
        )
        tell(request, "交办", outcome)
        if plans and (gone := len(picked) - len(plans)):
            messages.warning(request, f"另有{gone}件已不在待交办之列，没有重复交办")
        return redirect("proposals:handing")

    def waiting(self) -> list[Proposal]:
        return services.to_hand_over(self.request.seat)

    def plan(self, proposal: Proposal, told: QueryDict) -> services.Plan:
        """What was chosen for one line; whatever is no unit of this committee is left out."""
        host = self.units.get(whole(told.get(f"host-{proposal.pk}")) or 0)
        chosen = set(co_units(told, proposal))
        co = [unit for pk, unit in self.everywhere.items() if pk in chosen]
        return services.Plan(proposal, host, co)

    def show(
        self, form: NoticeDate, told: QueryDict | None = None, status: int = 200
    ) -> HttpResponse:
        waiting, units = self.waiting(), self.units
        loads = services.load_of(units.values())
        context = {
            "form": form,
            "lines": lines(waiting, units, told),
            "units": [(unit, loads.get(pk, 0)) for pk, unit in units.items()],
            "busiest": busiest(units, loads),
        }
        return render(self.request, "proposals/handing.html", context, status=status)


def busiest(units: dict[int, Unit], loads: dict[int, int]) -> list[tuple[Unit, int]]:
    """The units that have anything in hand, those with the most first."""
    busy = [(unit, load) for pk, unit in units.items() if (load := loads.get(pk, 0))]
    return sorted(busy, key=lambda one: -one[1])


def co_units(told: QueryDict, proposal: Proposal) -> list[int]:
    """What was ticked for this line."""
    return wholes(told.getlist(f"co-{proposal.pk}"))


def lines(
    waiting: list[Proposal], units: dict[int, Unit], told: QueryDict | None
) -> list[dict[str, Any]]:
    """Each case with the units that were suggested for it, or as the person had chosen."""
    suggested = advised(waiting)
    return [line(one, suggested.get(one.pk, []), units, told) for one in waiting]


def line(
    proposal: Proposal, suggested: list[Unit], units: dict[int, Unit], told: QueryDict | None
) -> dict[str, Any]:
    likely, others = host_first(suggested, units)
    host = likely.pk if likely else 0
    chosen, ticked = [unit.pk for unit in others], True
    if told is not None:
        host = whole(told.get(f"host-{proposal.pk}")) or 0
        chosen = co_units(told, proposal)
        ticked = str(proposal.pk) in told.getlist("proposal")
    return {
        "proposal": proposal,
        "ticked": ticked,
        "host": host,
        "others": [(unit, unit.pk in chosen) for unit in others],
    }


class HandOverList(DispatcherPage):
    """交办清单, to be printed: what was handed over in this session to the system's units."""

    def get(self, request: HttpRequest) -> HttpResponse:
        seat = self.request.seat
        session = Session.objects.current(seat.committee)
        handed = Proposal.objects.visible_to(seat).filter(session=session, notice_on__isnull=False)
        days = days_of(handed, request.GET.get("notice_on", ""))
        if chosen := next((one for one in days if one["current"]), None):
            handed = handed.filter(notice_on=chosen["day"])
        shares = Assignment.objects.live().filter(proposal__in=handed)
        known = ("unit__system", "proposal__case", "proposal__member", "proposal__organisation")
        ordered = shares.select_related(*known).order_by("proposal__number", "proposal", "pk")
        context = {
            "session": session,
            "system": seat.system,
            "days": days,
            "picked": chosen is not None,
            "rows": by_proposal(ordered, lights_of_shares(ordered, seat)),
        }
        return render(request, "proposals/handing_list.html", context)


def days_of(handed: Any, chosen: str) -> list[dict[str, Any]]:
    """The dates of the notices, the latest first: one meeting's list is printed by itself."""
    counted = handed.order_by("-notice_on").values_list("notice_on").annotate(count=Count("pk"))
    return [
        {"day": day, "count": count, "current": f"{day:%Y-%m-%d}" == chosen}
        for day, count in counted
    ]


def by_proposal(shares: Iterable[Assignment], lights: dict[int, Light]) -> list[dict[str, Any]]:
    """Each case with its units, and by when each of them owes its next step."""
    rows: dict[int, dict[str, Any]] = {}
    for share in shares:
        fresh = {"proposal": share.proposal, "answering": [], "co": []}
        row = rows.setdefault(share.proposal_id, fresh)
        place = "answering" if share.answers else "co"
        earlier = [one for one in row[place] if one[0].unit_id != share.unit_id]  # last round's
        row[place] = [*earlier, (share, lights.get(share.pk))]
    return list(rows.values())
