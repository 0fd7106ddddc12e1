"""变更推送: where a client is told that something changed, and what is still to be told."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Func, Q

from common import clock
from members.models import Client, Seat
from members.models.people import Entered
from notices.models.sending import State
from workflow.models import Case


def serving(webhook: str = "") -> Q:
    """Those that are told of changes: switched on, of a client that may come in."""
    on = {f"{webhook}status": Webhook.Status.ON}
    return Q(**on, **{f"{webhook}client__status": Client.Status.ISSUED})


class WebhookQuerySet(models.QuerySet["Webhook"]):
    def visible_to(self, seat: Seat) -> WebhookQuerySet:
        """For who sees its client."""
        return self.filter(client__in=Client.objects.visible_to(seat))

    def serving(self) -> WebhookQuerySet:
        return self.filter(serving())

    def hold(self, pk: int) -> Webhook:
        """Before any of its pushes is written, in every transaction: two orders would deadlock."""
        return self.select_for_update(no_key=True).get(pk=pk)


class Webhook(Entered):
    """The address of one client. Its secrets stand apart: no event and no page repeats them."""

    LOOSE = frozenset({"place", "failures", "rests_until", "answered_at"})

    class Status(models.TextChoices):
        ON = "on", "使用中"
        OFF = "off", "已停用"

    status = models.CharField("状态", max_length=20, choices=Status, editable=False)
    client = models.OneToOneField(Client, models.PROTECT, related_name="webhook")
    url = models.CharField("推送地址", max_length=500)
    place = models.JSONField(default=list)  # how far the feed has been gone through for it
    failures = models.PositiveSmallIntegerField(default=0)  # one after the other, up to now
    rests_until = models.DateTimeField(null=True)  # nobody sends before: leased, or failed
    answered_at = models.DateTimeField("最近一次送达", null=True)

    objects = WebhookQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.client}的变更推送"


class WebhookSecret(models.Model):
    """What pushes are signed with; during a change the old one signs too, until its end."""

    webhook = models.ForeignKey(Webhook, models.PROTECT, related_name="secrets")
    secret = models.CharField(max_length=80)  # whsec_…, shown once
    until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"secret of {self.webhook_id}"


class PushQuerySet(models.QuerySet[Any]):
    def visible_to(self, seat: Seat) -> PushQuerySet:
        return self.filter(webhook__in=Webhook.objects.visible_to(seat))

    def due(self, now: datetime) -> PushQuerySet:
        """Of clients that may come in, are told of changes, and are not resting."""
        awake = Q(webhook__rests_until=None) | Q(webhook__rests_until__lte=now)
        awake &= serving("webhook__")
        return self.filter(awake, state=State.WAITING, not_before__lte=now)


class Push(models.Model):
    """That a case changed, on its way to one client; a later change takes the place of one that
    waits, under a new uid. The uid stays the same from attempt to attempt."""

    uid = models.UUIDField(db_default=Func(function="uuidv7"), unique=True, editable=False)
    webhook = models.ForeignKey(Webhook, models.PROTECT, related_name="pushes", db_index=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+", db_index=False)
    seq = models.PositiveIntegerField("版本")  # the version of the case
    state = models.CharField("状态", max_length=8, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField("次数", default=0)
    not_before = models.DateTimeField(default=clock.now)
    made_at = models.DateTimeField(default=clock.now)  # of the change that it tells
    owed_since = models.DateTimeField(default=clock.now)  # of the first that did not arrive
    ended_at = models.DateTimeField("时间", null=True)
    answer = models.PositiveSmallIntegerField("应答", null=True)  # HTTP status of the last attempt
    reason = models.CharField("原因", max_length=300, blank=True)

    objects = PushQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["webhook", "case"], condition=Q(state="waiting"), name="one_push_waits"
            )
        ]
        indexes = [
            models.Index(
                fields=["webhook", "not_before", "id"],
                condition=Q(state="waiting"),
                name="push_waiting",
            ),
            models.Index(fields=["webhook", "-id"], name="push_log"),
            models.Index(fields=["webhook", "case"], condition=Q(state="dead"), name="push_dead"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} v{self.seq}"
