"""What is still to be sent, and what became of it: the row is there before anything is sent."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Func, Q

from common import clock
from members.models import Committee, Role, Seat, User
from notices.models.channels import Gateway
from notices.models.inbox import Notice

KEEPERS = (Role.OFFICE, Role.SYSADMIN)  # who look after what could not be delivered
MAIL = "mail"


class State(models.TextChoices):
    WAITING = "waiting", "待发送"
    GATHERED = "gathered", "已并入每日一封"
    SENT = "sent", "已送出"
    DROPPED = "dropped", "已不需要"
    DEAD = "dead", "未能送达"


class SendingQuerySet(models.QuerySet[Any]):
    def visible_to(self, seat: Seat) -> SendingQuerySet:
        """Those who look after deliveries see their own committee's."""
        return self.filter(committee=seat.committee_id) if seat.role in KEEPERS else self.none()

    def dead(self) -> SendingQuerySet:
        return self.filter(state=State.DEAD)

    def due(self, now: datetime) -> SendingQuerySet:
        """Those whose time has come and that nobody is sending at this moment."""
        free = Q(leased_until=None) | Q(leased_until__lt=now)
        return self.filter(free, state=State.WAITING, not_before__lte=now)


class Sending(models.Model):
    """One message to one person by one way.

    Who sends it takes a lease first; a sender that dies lets it run out, and another one sends it
    again under the same uid.
    """

    uid = models.UUIDField(db_default=Func(function="uuidv7"), unique=True, editable=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    committee = models.ForeignKey(Committee, models.PROTECT, related_name="+", db_index=False)
    state = models.CharField("状态", max_length=8, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField("次数", default=0)
    not_before = models.DateTimeField(default=clock.now)
    leased_until = models.DateTimeField(null=True)
    made_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField("时间", null=True)
    reason = models.CharField("原因", max_length=300, blank=True)

    objects = SendingQuerySet.as_manager()

    class Meta:
        abstract = True
        indexes = [
            models.Index(
                fields=["not_before", "id"], condition=Q(state="waiting"), name="%(class)s_waiting"
            ),
            models.Index(
                fields=["committee", "-id"], condition=Q(state="dead"), name="%(class)s_dead"
            ),
        ]


class Digest(Sending):
    """All that one person is told by mail in one day, in one message (每日一封)."""

    day = models.DateField()

    class Meta(Sending.Meta):
        constraints = [models.UniqueConstraint(fields=["user", "day"], name="one_digest_a_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.user}"


class Delivery(Sending):
    """A notice on its way out of the house."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=28)  # "mail", or "gateway:7"
    gateway = models.ForeignKey(
        Gateway, models.PROTECT, null=True, related_name="+", db_index=False
    )
    for_digest = models.BooleanField(default=False)
    digest = models.ForeignKey(Digest, models.PROTECT, null=True, related_name="deliveries")

    class Meta(Sending.Meta):
        constraints = [
            models.UniqueConstraint(fields=["notice", "channel"], name="delivered_once_a_channel")
        ]

    def __str__(self) -> str:
        return f"{self.notice_id} {self.channel}"
