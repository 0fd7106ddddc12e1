"""交办会: the dispatcher hands many cases over in one press, and prints the list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
from members.words import said_of
from proposals import handing_board, services
from proposals.forms.asking import units_of
from proposals.lists_lit import lights_of_shares
from proposals.models import Assignment, Proposal
from proposals.views.conflicts import Refusal, refusals
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
        if "move" in request.POST or "regroup" in request.POST:
            typed = {"notice_on": request.POST.get("notice_on", "")}
            return self.show(NoticeDate(initial=typed), request.POST)
        form, picked = NoticeDate(request.POST), self.picked(request.POST)
        if not form.is_valid():
            return self.show(form, request.POST, status=422)
        if not picked:
            form.add_error(None, "请至少勾选一件提案")
            return self.show(form, request.POST, status=422)
        return self.carry_out(form, picked)

    def picked(self, told: QueryDict) -> set[int]:
        """What was ticked; of one unit only, where the button of its group was pressed."""
        ticked, only = wholes(told.getlist("proposal")), told.get("only")
        return {pk for pk in ticked if only is None or told.get(f"host-{pk}") == only}

    def carry_out(self, form: NoticeDate, picked: set[int]) -> HttpResponse:
        """Row by row; what was refused, or was done by others, is shown with what they did."""
        request = self.request
        rows = [one for one in self.waiting() if one.pk in picked]
        plans = [self.plan(one, request.POST) for one in rows]
        outcome = services.hand_over_many(
            plans, by=hand_of(request), notice_on=form.cleaned_data["notice_on"]
        )
        tell(request, "交办", outcome)
        gone = picked - {one.pk for one in rows}
        if plans and gone:
            messages.warning(request, f"另有{len(gone)}件已不在待交办之列，没有重复交办")
        if not outcome.refused and not gone:
            return redirect(request.get_full_path())
        return self.show(form, request.POST, status=422, stopped=self.stopped(outcome, gone))

    def stopped(self, outcome: services.Outcome, gone: Iterable[int]) -> list[Refusal]:
        """Why, and what others did since the page was opened, of cases that one sees."""
        seen = Proposal.objects.visible_to(self.request.seat).filter(pk__in=gone)
        why = dict.fromkeys(seen.values_list("pk", flat=True), "已不在待交办之列，没有重复交办")
        why |= {row.pk: said_of(text, row) for row, text in outcome.refused}
        told = self.request.POST
        versions = {pk: whole(told.get(f"version-{pk}")) for pk in why}
        known = {pk: seen for pk, seen in versions.items() if seen is not None}
        return refusals(why, known, self.request.seat)

    def waiting(self) -> list[Proposal]:
        return services.to_hand_over(self.request.seat)

    def plan(self, proposal: Proposal, told: QueryDict) -> services.Plan:
        """What was chosen for one line; whatever is no unit of this committee is left out."""
        host = self.units.get(whole(told.get(f"host-{proposal.pk}")) or 0)
        chosen = set(handing_board.co_units(told, proposal))
        co = [unit for pk, unit in self.everywhere.items() if pk in chosen]
        return services.Plan(proposal, host, co, whole(told.get(f"version-{proposal.pk}")))

    def show(
        self,
        form: NoticeDate,
        told: QueryDict | None = None,
        status: int = 200,
        stopped: Sequence[Refusal] = (),
    ) -> HttpResponse:
        waiting, units = self.waiting(), self.units
        hosts = handing_board.hosts_of(waiting, units)
        wanted = whole(self.request.GET.get("unit"))
        groups = handing_board.groups_of(hosts, units, wanted)
        if any(one.current for one in groups):
            waiting = [one for one in waiting if hosts[one.pk] == wanted]
        shown = waiting[: handing_board.SHOWN]
        lines = handing_board.with_keys(handing_board.lines_of(shown, units, told), units)
        loads = services.load_of(units.values())
        context = {
            "form": form,
            "lines": lines,
            "sections": handing_board.sections_of(lines, units, loads),
            "groups": groups,
            "total": len(hosts),
            "left": len(waiting) - len(shown),
            "units": [(unit, loads.get(pk, 0)) for pk, unit in units.items()],
            "loads": resulting(units, loads, handing_board.coming(lines)),
            "stopped": stopped,
        }
        return render(self.request, "proposals/handing.html", context, status=status)


def resulting(
    units: dict[int, Unit], loads: Mapping[int, int], added: Mapping[int, int]
) -> list[tuple[Unit, int, int]]:
    """Who has anything in hand, or would get something, with both numbers; the fullest first."""
    both = [(unit, loads.get(pk, 0), loads.get(pk, 0) + added[pk]) for pk, unit in units.items()]
    return sorted((one for one in both if one[2]), key=lambda one: (-one[2], -one[1]))


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
