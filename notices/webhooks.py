"""变更推送: set up, changed, signed with a new secret, switched off and on."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Collection
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError

from common import clock
from members.models import Client
from notices.gathering import wait
from notices.models import Push, State, Webhook, WebhookSecret
from notices.workflow import WEBHOOK, WebhookAction
from workflow.feed import end_of
from workflow.hand import Hand
from workflow.models import Case, Event

BYTES = 32  # of a secret
OVERLAP = timedelta(hours=24)  # in which the old secret signs beside the new one
STOPPED = "推送已停用"


def set_up_webhook(client: Client, *, by: Hand, url: str) -> tuple[Webhook, str]:
    """From now on the client is told of changes there; the secret is told once.

    Raises ValidationError by field.
    """
    webhook = Webhook(registry=client.registry, client=client, url=checked(url))
    webhook.place = list(end_of(Event.objects.all()))
    with WEBHOOK.moving(webhook, WebhookAction.SET_UP, by=by) as webhook:
        return webhook, new_secret(webhook)


def checked(url: str) -> str:
    """An address as it may be used; where it leads is judged each time it is connected to."""
    url = url.strip()
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - raises for what is no number
    except ValueError:
        raise ValidationError({"url": "地址写法有误，请核对"}, code="url") from None
    schemes = ("https", "http") if settings.GATEWAY_NETWORKS else ("https",)
    if parts.scheme not in schemes or not parts.hostname or not url.isascii():
        raise ValidationError({"url": "地址应以 https:// 开头，域名用字母和数字"}, code="url")
    if not url.isprintable() or " " in url or "\\" in url:
        raise ValidationError({"url": "地址中不能有空格、换行和反斜线"}, code="url")
    if "@" in parts.netloc or "#" in url:
        raise ValidationError({"url": "地址中不能有用户名、口令和 #"}, code="url")
    return url


def new_secret(webhook: Webhook) -> str:
    secret = "whsec_" + base64.b64encode(secrets.token_bytes(BYTES)).decode()
    WebhookSecret.objects.create(webhook=webhook, secret=secret)
    return secret


def change_webhook(webhook: Webhook, *, by: Hand, url: str) -> Webhook:
    """Another address; what waits goes there at once."""
    url = checked(url)
    with WEBHOOK.moving(webhook, WebhookAction.CHANGE, by=by) as webhook:
        webhook.url = url
        wake(webhook)
        return webhook


def rotate_webhook(webhook: Webhook, *, by: Hand) -> tuple[Webhook, str]:
    """A new secret; the one before it goes on signing for a while, older ones end at once."""
    with WEBHOOK.moving(webhook, WebhookAction.ROTATE, by=by) as webhook:
        old = WebhookSecret.objects.filter(webhook=webhook)
        old.filter(until__isnull=False).delete()
        old.update(until=clock.now() + OVERLAP)
        return webhook, new_secret(webhook)


def switch_off(webhook: Webhook, *, by: Hand, reason: str) -> Webhook:
    """Nothing more is told there, not even what waits."""
    with WEBHOOK.moving(webhook, WebhookAction.SWITCH_OFF, by=by, note=reason) as webhook:
        waiting = Push.objects.filter(webhook=webhook, state=State.WAITING)
        waiting.update(state=State.DROPPED, ended_at=clock.now(), reason=STOPPED)
        return webhook


def switch_on(webhook: Webhook, *, by: Hand) -> Webhook:
    """What changes from now on is told; what was missed is in the change feed."""
    with WEBHOOK.moving(webhook, WebhookAction.SWITCH_ON, by=by) as webhook:
        place = list(end_of(Event.objects.all()))
        Webhook.objects.filter(pk=webhook.pk).update(place=place, failures=0, rests_until=None)
        return webhook


def wake(webhook: Webhook) -> None:
    """All that waits is tried at once."""
    Webhook.objects.filter(pk=webhook.pk).update(failures=0, rests_until=None)
    webhook.pushes.filter(state=State.WAITING).update(not_before=clock.now())


def send_again(webhook: Webhook, *, by: Hand, pushes: Collection[int]) -> int:
    """What ended waits once more; how many cases. The event says which.

    A change that waits already is not put in a second time. Raises ValidationError where none of
    these ended.
    """
    with WEBHOOK.moving(webhook, WebhookAction.SEND_AGAIN, by=by) as webhook:
        ended = webhook.pushes.filter(pk__in=pushes).exclude(state=State.WAITING)
        newest = ended.order_by("case", "-seq").distinct("case")
        seqs = dict(newest.values_list("case", "seq"))
        if not seqs:
            raise ValidationError("没有可以再推送的变更", code="nothing")
        wait(webhook, seqs)
        uids = Case.objects.filter(pk__in=seqs).values_list("uid", flat=True)
        for uid in uids:
            webhook.case.tell("pushed_again", str(uid))
        return len(seqs)
