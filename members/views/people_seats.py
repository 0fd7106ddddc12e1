"""账号与身份: a seat that is held ends, or goes to somebody else."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from members import services
from members.forms_people import HandOn, Reason
from members.http import hand_of
from members.models import Seat
from members.services.seats import left_behind
from members.views.people_acts import ActPage, page_of
from members.workflow import may_give


class SeatPage(ActPage):
    """About one seat that is still held; only for who gives seats of that role."""

    def seat(self) -> Seat:
        seats = Seat.objects.with_scope().select_related("registry__case__committee")
        ours = seats.filter(committee=self.request.seat.committee_id, status=Seat.Status.HELD)
        return get_object_or_404(ours, pk=self.kwargs["pk"])

    def refuse(self) -> None:
        seat = self.seat()
        if not may_give(self.request.seat, seat.role, seat.committee_id):
            raise PermissionDenied(f"您无权更改“{seat.get_role_display()}”身份")

    def about(self) -> dict[str, Any]:
        seat = self.seat()
        debts = left_behind(seat)
        return {
            "subject": f"{seat.user.name}：{seat}",
            "back": page_of(seat.user),
            "debts": debts,
            "hand_on": reverse("people:hand_on", args=[seat.pk]),
        }


class End(SeatPage):
    title, danger = "结束身份", True
    lead = "身份当日结束，以前办理的事项仍记在本人名下。"

    def about(self) -> dict[str, Any]:
        context = super().about()
        return context | {"barred": bool(context["debts"])}

    def carry_out(self, form: Reason) -> HttpResponse:
        seat = self.seat()
        services.dismiss(seat, by=hand_of(self.request), **form.cleaned_data)
        return self.back(seat.user, f"已结束身份：{seat}")


class Transfer(SeatPage):
    title, form_class = "移交身份", HandOn
    lead = "身份和未办事项一并转给接手人，原任当日结束。"

    def carry_out(self, form: HandOn) -> HttpResponse:
        seat, hand = self.seat(), hand_of(self.request)
        taken, password = services.hand_seat_on(seat, by=hand, **form.cleaned_data)
        told = f"已移交身份：{seat}，接手人{taken.user.name}"
        if password:
            return self.tell_once(taken.user, password, told)
        return self.back(seat.user, told)
