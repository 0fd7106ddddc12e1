"""交办会: the dispatcher hands many cases over in one press, and prints the list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.functional import cached_property

from common import clock
from members.http import SeatRequired, hand_of
from members.models import Role, Session, Unit
from proposals import services
from proposals.forms.asking import units_of
from proposals.models import Assignment, Proposal, Suggestion
from proposals.views.meetings import tell


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
    def units(self) -> dict[int, Unit]:
        """The units of this dispatcher's system."""
        theirs = units_of(self.request.seat.committee_id)
        return {unit.pk: unit for unit in theirs.filter(system=self.request.seat.system_id)}


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
        return redirect("proposals:handing")

    def waiting(self) -> list[Proposal]:
        return services.to_hand_over(self.request.seat)

    def plan(self, proposal: Proposal, told: QueryDict) -> services.Plan:
        """What was chosen for one line; whatever is no unit of this committee is left out."""
        host = self.units.get(number(told.get(f"host-{proposal.pk}")))
        chosen = [number(value) for value in told.getlist(f"co-{proposal.pk}")]
        return services.Plan(proposal, host, list(units_among(self.request.seat, chosen)))

    def show(
        self, form: NoticeDate, told: QueryDict | None = None, status: int = 200
    ) -> HttpResponse:
        waiting, units = self.waiting(), self.units
        loads = services.load_of(units.values())
        context = {
            "form": form,
            "lines": lines(waiting, units, told),
            "units": [(unit, loads.get(pk, 0)) for pk, unit in units.items()],
        }
        return render(self.request, "proposals/handing.html", context, status=status)


def number(value: str | None) -> int:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 18 else 0


def units_among(seat: Any, ids: Iterable[int]) -> Any:
    return units_of(seat.committee_id).filter(pk__in=ids)


def lines(
    waiting: list[Proposal], units: dict[int, Unit], told: QueryDict | None
) -> list[dict[str, Any]]:
    """Each case with the units that were suggested for it, or as the person had chosen."""
    advised: dict[int, list[Unit]] = {}
    suggestions = Suggestion.objects.filter(
        by="office", proposal__in=waiting, unit__status=Unit.Status.ACTIVE
    )
    for one in suggestions.select_related("unit__system").order_by("pk"):
        advised.setdefault(one.proposal_id, []).append(one.unit)
    return [line(one, advised.get(one.pk, []), units, told) for one in waiting]


def line(
    proposal: Proposal, advised: list[Unit], units: dict[int, Unit], told: QueryDict | None
) -> dict[str, Any]:
    own = [unit.pk for unit in advised if unit.pk in units]
    host = own[0] if own else 0
    others = [unit for unit in advised if unit.pk != host]
    co_units, ticked = [unit.pk for unit in others], True
    if told is not None:
        host = number(told.get(f"host-{proposal.pk}"))
        co_units = [number(value) for value in told.getlist(f"co-{proposal.pk}")]
        ticked = str(proposal.pk) in told.getlist("proposal")
    return {
        "proposal": proposal,
        "ticked": ticked,
        "host": host,
        "others": [(unit, unit.pk in co_units) for unit in others],
    }


class HandOverList(DispatcherPage):
    """交办清单, to be printed: what was handed over in this session to the system's units."""

    def get(self, request: HttpRequest) -> HttpResponse:
        seat = self.request.seat
        session = Session.objects.current(seat.committee)
        shares = Assignment.objects.live().filter(
            proposal__in=Proposal.objects.visible_to(seat).filter(session=session),
        )
        known = ("unit__system", "proposal__case", "proposal__member", "proposal__organisation")
        ordered = shares.select_related(*known).order_by("proposal__number", "proposal", "pk")
        context = {
            "session": session,
            "system": seat.system,
            "rows": by_proposal(ordered),
        }
        return render(request, "proposals/handing_list.html", context)


def by_proposal(shares: Iterable[Assignment]) -> list[dict[str, Any]]:
    rows: dict[int, dict[str, Any]] = {}
    for share in shares:
        fresh = {"proposal": share.proposal, "answering": [], "co": []}
        row = rows.setdefault(share.proposal_id, fresh)
        row["answering" if share.answers else "co"].append(share)
    return list(rows.values())
