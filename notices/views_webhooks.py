"""变更推送: the pages where the 安全管理员 sets it up beside a client, and its log."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from common import clock
from members.doors import Door
from members.http import hand_of
from members.models import Client
from members.views.clients import Clients, ClientVerb, by_action, powers
from notices import forms_webhooks as forms
from notices import webhooks as services
from notices.models import Push, State, Webhook
from notices.workflow import WEBHOOK, WebhookAction

SHOWN = 200  # pushes on one page


class WebhookPage(Clients):
    """Where a client is told of changes, and what became of each push."""

    def get(self, request: HttpRequest, client: int) -> HttpResponse:
        owner = get_object_or_404(self.clients(), pk=client)
        webhook = Webhook.objects.filter(client=owner).first()
        context: dict[str, Any] = {"client": owner, "webhook": webhook, "pushes": []}
        if webhook:
            context |= stand_of(webhook)
        return render(request, "notices/webhook.html", context | powers(self))


def stand_of(webhook: Webhook) -> dict[str, Any]:
    """What waits, what lies dead, the last ones; until when an old secret still signs."""
    pushes, now = Push.objects.filter(webhook=webhook), clock.now()
    old = webhook.secrets.filter(until__gt=now).first()
    return {
        "old_until": old.until if old else None,
        "waiting": pushes.filter(state=State.WAITING).count(),
        "dead": pushes.filter(state=State.DEAD).count(),
        "pushes": pushes.select_related("case").order_by("-pk")[:SHOWN],
    }


class SendAgain(Clients):
    """再推送: one push, or all that lie dead."""

    may = ClientVerb.may

    def post(self, request: HttpRequest, client: int) -> HttpResponse:
        webhook = get_object_or_404(self.webhooks(), client=client)
        pushes = (
            webhook.pushes.filter(state=State.DEAD)
            if "all" in request.POST
            else webhook.pushes.filter(pk=number(request.POST.get("push", "")))
        )
        keys = list(pushes.values_list("pk", flat=True))
        try:
            done = services.send_again(webhook, by=hand_of(request), pushes=keys)
        except ValidationError as refusal:
            messages.error(request, "；".join(refusal.messages))
        else:
            messages.success(request, f"{done}项变更将再次推送")
        return redirect("webhooks:page", client)

    def webhooks(self) -> QuerySet[Webhook]:
        seen = Webhook.objects.visible_to(self.request.seat)
        return seen.select_related("registry__case__committee", "client")


def number(text: str) -> int:
    """Raises BadRequest for what is no key."""
    if not (text.isascii() and text.isdigit() and len(text) <= 18):
        raise BadRequest
    return int(text)


class WebhookVerb(ClientVerb):
    def page_of(self, row: Any) -> str:
        client = row.pk if isinstance(row, Client) else row.client_id
        return reverse("webhooks:page", args=[client])

    def done(self, door: Door, row: Any, outcome: Any) -> HttpResponse:
        """A new secret is shown here, once, and nowhere else."""
        if not isinstance(outcome, tuple):
            return super().done(door, row, outcome)
        webhook, secret = outcome
        context = {"webhook": webhook, "secret": secret, "back": self.page_of(webhook)}
        answer = render(self.request, "notices/webhook_secret.html", context)
        answer["Cache-Control"] = "no-store"
        return answer


def new_webhook(client: Client) -> Webhook:
    return Webhook(registry=client.registry, client=client)


class SetUp(WebhookVerb):
    doors = by_action(
        Door(
            *(WebhookAction.SET_UP, WEBHOOK, forms.Address, services.set_up_webhook, new_webhook),
            main=True,
        )
    )

    def get_row(self) -> Any:
        return get_object_or_404(self.clients(), pk=self.kwargs["client"])


class WebhookAct(WebhookVerb):
    doors = by_action(
        Door(WebhookAction.CHANGE, WEBHOOK, forms.Change, services.change_webhook),
        Door(WebhookAction.ROTATE, WEBHOOK, forms.Rotate, services.rotate_webhook),
        Door(
            *(WebhookAction.SWITCH_OFF, WEBHOOK, forms.SwitchOff, services.switch_off),
            danger=True,
        ),
        Door(WebhookAction.SWITCH_ON, WEBHOOK, forms.SwitchOn, services.switch_on, main=True),
    )

    def get_row(self) -> Any:
        seen = Webhook.objects.visible_to(self.request.seat)
        beside = ("registry__case__committee", "client")
        return get_object_or_404(seen.select_related(*beside), client=self.kwargs["client"])
