"""What may happen to the pushes of a client."""

from __future__ import annotations

from typing import Any

from django.db import models

from members.models import Client
from members.workflow import REGISTRY, secadmin
from notices.models import Webhook
from workflow.models import Audience
from workflow.procedure import UNBORN, Procedure, move


class WebhookAction(models.TextChoices):
    SET_UP = "set_up", "设置变更推送"
    CHANGE = "change", "更改推送地址"
    ROTATE = "rotate", "更换签名密钥"
    SWITCH_OFF = "switch_off", "停用推送"
    SWITCH_ON = "switch_on", "恢复推送"
    SEND_AGAIN = "send_again", "再次推送"


def secadmin_or_system(seat: Any, row: Any) -> bool:
    """安全管理员；对方答复 410 的由系统停用"""
    return seat is None or secadmin(seat, row)


def client_serves(webhook: Webhook) -> str:
    """接入系统使用中，且只设一个地址"""
    client = webhook.client
    if client.status != Client.Status.ISSUED:
        return f"“{client}”已吊销接入，不能推送"
    taken = webhook._state.adding and Webhook.objects.filter(client=client).exists()
    return f"“{client}”已设置变更推送，请更改其推送地址" if taken else ""


INTERNAL = Audience.INTERNAL
ON, OFF = Webhook.Status.ON, Webhook.Status.OFF
WEBHOOK = Procedure[Webhook, WebhookAction](
    Webhook,
    {
        WebhookAction.SET_UP: move(
            UNBORN, to=ON, by=secadmin, gate=client_serves, audience=INTERNAL
        ),
        WebhookAction.CHANGE: move(ON, OFF, by=secadmin, audience=INTERNAL),
        WebhookAction.ROTATE: move(ON, OFF, by=secadmin, audience=INTERNAL),
        WebhookAction.SWITCH_OFF: move(ON, to=OFF, by=secadmin_or_system, audience=INTERNAL),
        WebhookAction.SWITCH_ON: move(
            OFF, to=ON, by=secadmin, gate=client_serves, audience=INTERNAL
        ),
        WebhookAction.SEND_AGAIN: move(ON, by=secadmin, gate=client_serves, audience=INTERNAL),
    },
    root=REGISTRY,
    owed=False,
)
