"""提醒规则: who is reminded when, and in which hours; pages of the 安全管理员."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from deadlines.forms_ladder import HoursForm, LadderForm
from deadlines.hours import hours_of
from deadlines.ladder import ladders_of
from deadlines.laddering import (
    KEEPER,
    LABELS,
    REFUSAL,
    drop_ladder,
    keep_hours,
    keep_ladder,
    name_of,
    spoken,
)
from deadlines.models import Rung
from members.http import SeatRequired, hand_of

ALL = "all"  # in addresses: the ladder of all duties that have none of their own
HOURS = ("morning_from", "morning_to", "afternoon_from", "afternoon_to", "rest_days")


class SecurityPage(SeatRequired):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        seat = getattr(request, "seat", None)
        if seat is not None and seat.role != KEEPER:
            raise PermissionDenied(REFUSAL)
        return super().dispatch(request, *args, **kwargs)

    def duty(self) -> str:
        """The duty in the address; the empty one for all."""
        named = str(self.kwargs["duty"])
        if named != ALL and named not in LABELS:
            raise Http404
        return "" if named == ALL else named

    def show(self, form: forms.Form, title: str, status: int = 200) -> HttpResponse:
        context = {"form": form, "title": title, "back": reverse("reminding")}
        return render(self.request, "deadlines/reminding_form.html", context, status=status)


class Ladders(SecurityPage):
    def get(self, request: HttpRequest) -> HttpResponse:
        committee = self.request.seat.committee_id
        kept = set(Rung.objects.filter(committee=committee).values_list("duty", flat=True))
        ladders = [
            {"code": duty or ALL, "name": name_of(duty), "own": duty in kept, "lines": lines(rungs)}
            for duty, rungs in ladders_of(committee).items()
        ]
        others = [(code, label) for code, label in LABELS.items() if code not in kept]
        context = {"ladders": ladders, "others": others, "hours": hours_of(committee)}
        return render(request, "deadlines/reminding.html", context)


def lines(rungs: list[Rung]) -> list[dict[str, Any]]:
    return [{"rung": rung, "words": spoken(rung)} for rung in rungs]


class EditLadder(SecurityPage):
    def get(self, request: HttpRequest, duty: str) -> HttpResponse:
        ladders = ladders_of(self.request.seat.committee_id)
        rungs = ladders.get(self.duty(), ladders[""])
        return self.show(LadderForm(rungs=rungs), f"提醒规则：{name_of(self.duty())}")

    def post(self, request: HttpRequest, duty: str) -> HttpResponse:
        form, committee = LadderForm(request.POST), self.request.seat.committee
        if form.is_valid():
            try:
                keep_ladder(committee, self.duty(), form.rungs(), by=hand_of(request))
            except ValidationError as refusal:
                form.add_error(None, refusal)
            else:
                messages.success(request, "已保存提醒规则，下次扫描即按此提醒")
                return redirect("reminding")
        return self.show(form, f"提醒规则：{name_of(self.duty())}", status=422)


class DropLadder(SecurityPage):
    def post(self, request: HttpRequest, duty: str) -> HttpResponse:
        if drop_ladder(self.request.seat.committee, self.duty(), by=hand_of(request)):
            messages.success(request, "已恢复通行规则")
        return redirect("reminding")


class EditHours(SecurityPage):
    def get(self, request: HttpRequest) -> HttpResponse:
        hours = hours_of(self.request.seat.committee_id)
        known = {name: getattr(hours, name) for name in HOURS}
        return self.show(HoursForm(initial=known), "消息发送时间")

    def post(self, request: HttpRequest) -> HttpResponse:
        form = HoursForm(request.POST)
        if form.is_valid():
            try:
                keep_hours(self.request.seat.committee, by=hand_of(request), **form.cleaned_data)
            except ValidationError as refusal:
                form.add_error(None, refusal)
            else:
                messages.success(request, "已保存消息发送时间")
                return redirect("reminding")
        return self.show(form, "消息发送时间", status=422)
