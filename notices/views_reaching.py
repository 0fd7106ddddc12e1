"""Pages about being reached: one's own choices, and what could not be delivered."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from common.whole import whole
from members.http import SeatRequired, hand_of
from members.models import Role
from notices.choosing import REFUSAL, choose, resume, stopped_in, try_again, try_all_again
from notices.forms import PreferenceForm
from notices.models import Delivery, Digest, Gateway, Preference
from notices.models.sending import KEEPERS
from notices.wanting import is_stopped

MOST = 200  # on one page: whoever has more tries them all again


class Choices(SeatRequired):
    """接收方式."""

    def get(self, request: HttpRequest) -> HttpResponse:
        user = self.request.user
        chosen = Preference.objects.filter(user=user).first() or Preference(user=user)
        names = ("mail", "phone", "digest", "digest_at")
        return self.show(PreferenceForm(initial={name: getattr(chosen, name) for name in names}))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = PreferenceForm(request.POST)
        if not form.is_valid():
            return self.show(form, status=422)
        choose(self.request.user, **form.cleaned_data)
        messages.success(request, "已保存接收方式")
        return redirect("notices:choices")

    def show(self, form: PreferenceForm, status: int = 200) -> HttpResponse:
        user = self.request.user
        gateways = Gateway.objects.visible_to(self.request.seat).filter(active=True)
        context = {
            "form": form,
            "address": user.email,
            "number": user.phone,
            "mail_stopped": bool(user.email) and is_stopped(user.email),
            "phone_stopped": bool(user.phone) and is_stopped(user.phone),
            "gateways": gateways,
        }
        return render(self.request, "notices/choices.html", context, status=status)


class KeeperPage(SeatRequired):
    """For those who look after deliveries."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        seat = getattr(request, "seat", None)
        if seat is not None and seat.role not in KEEPERS:
            raise PermissionDenied(REFUSAL)
        return super().dispatch(request, *args, **kwargs)


class Dead(KeeperPage):
    """未送达: each with its reason and a button to try again."""

    def get(self, request: HttpRequest) -> HttpResponse:
        seat = self.request.seat
        deliveries = (
            Delivery.objects.visible_to(seat)
            .dead()
            .select_related("user", "notice__seat", "gateway")
        )
        digests = Digest.objects.visible_to(seat).dead().select_related("user")
        context = {
            "deliveries": deliveries.order_by("-pk")[:MOST],
            "digests": digests.order_by("-pk")[:MOST],
            "stopped": stopped_in(seat.committee),
            "reads": seat.role == Role.OFFICE,  # an administrator sees ways, not contents
        }
        return render(request, "notices/dead.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        seat = self.request.seat
        if address := request.POST.get("resume"):
            if resume(seat.committee, address, by=hand_of(request)):
                messages.success(request, f"已恢复使用 {address}，请再试未送达的消息")
            return redirect("notices:dead")
        if "all" in request.POST:
            count = try_all_again(seat)
        else:
            count = try_again(seat, numbers(request, "delivery"), numbers(request, "digest"))
        messages.success(request, f"{count}条消息将重新发送")
        return redirect("notices:dead")


def numbers(request: HttpRequest, name: str) -> list[int]:
    given = [whole(one) for one in request.POST.getlist(name)]
    if None in given:
        raise BadRequest("编号无效")
    return [one for one in given if one is not None]
