"""Pages of the system administrator: gateways for messages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from members.http import SeatRequired, hand_of
from notices.forms import GatewayForm, TrialForm, facts_of
from notices.keeping import KEEPER, REFUSAL, keep_gateway, switch, try_out
from notices.models import Gateway
from notices.models.channels import BODY
from notices.refusals import NotSent


class AdministratorPage(SeatRequired):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        seat = getattr(request, "seat", None)
        if seat is not None and seat.role != KEEPER:
            raise PermissionDenied(REFUSAL)
        return super().dispatch(request, *args, **kwargs)

    def gateway(self, pk: int) -> Gateway:
        return get_object_or_404(Gateway.objects.visible_to(self.request.seat), pk=pk)


class Gateways(AdministratorPage):
    def get(self, request: HttpRequest) -> HttpResponse:
        rows = Gateway.objects.visible_to(self.request.seat)
        return render(request, "notices/gateways.html", {"gateways": rows})


class KeepGateway(AdministratorPage):
    """A new one, or one that is there."""

    def get(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        gateway = self.gateway(pk) if pk is not None else Gateway(body=BODY)
        return self.show(gateway, GatewayForm(initial=facts_of(gateway)))

    def post(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        gateway = self.gateway(pk) if pk is not None else Gateway()
        form = GatewayForm(request.POST)
        if form.is_valid():
            try:
                keep_gateway(
                    self.request.seat.committee, gateway, by=hand_of(request), **form.cleaned_data
                )
            except ValidationError as refusal:
                form.add_error(None, refusal)
            else:
                messages.success(request, "已保存消息接口，请试发一条")
                return redirect("notices:gateways")
        return self.show(gateway, form, status=422)

    def show(self, gateway: Gateway, form: GatewayForm, status: int = 200) -> HttpResponse:
        title = "修改消息接口" if gateway.pk else "新增消息接口"
        return page(self.request, form, title, "保存", status)


class SwitchGateway(AdministratorPage):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        gateway = switch(self.gateway(pk), on="on" in request.POST, by=hand_of(request))
        messages.success(request, f"已{'启用' if gateway.active else '停用'}“{gateway}”")
        return redirect("notices:gateways")


class TryGateway(AdministratorPage):
    """试发: what the other side answered is told as it is."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.show(self.gateway(pk), TrialForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        gateway, form = self.gateway(pk), TrialForm(request.POST)
        if form.is_valid():
            try:
                try_out(gateway, form.cleaned_data["phone"])
            except NotSent as refusal:
                form.add_error(None, f"试发没有成功：{refusal}")
            else:
                messages.success(request, f"“{gateway}”已接收试发的消息")
                return redirect("notices:gateways")
        return self.show(gateway, form, status=422)

    def show(self, gateway: Gateway, form: TrialForm, status: int = 200) -> HttpResponse:
        return page(self.request, form, f"试发：{gateway}", "试发", status)


def page(
    request: HttpRequest, form: forms.Form, title: str, submit: str, status: int
) -> HttpResponse:
    back = reverse("notices:gateways")
    context = {"form": form, "title": title, "submit": submit, "back": back}
    return render(request, "notices/gateway.html", context, status=status)
