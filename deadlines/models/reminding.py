"""Who is reminded when, and the hours in which a committee may be written to."""

from __future__ import annotations

from datetime import time

from django.contrib.postgres.fields import ArrayField
from django.db import models

from deadlines.models.obligations import DUTIES
from members.models import Committee


class Recipient(models.TextChoices):
    """Whom a reminder goes to, as seen from who owes."""

    DEBTOR = "debtor", "承担人"
    HEAD = "head", "承办单位主要负责同志"
    DISPATCHER = "dispatcher", "督查室"
    OFFICE = "office", "提案委办公室"
    DIRECTOR = "director", "提案委主任"
    LEAD = "lead", "领办督办领导"


class Rung(models.Model):
    """One recipient's line of a ladder: of one duty, or of all that have no ladder of their own."""

    class Compulsory(models.TextChoices):
        NEVER = "never", "按个人选择"
        LATE = "late", "到期当天起必达"
        ALWAYS = "always", "一律必达"

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="rungs")
    duty = models.CharField("事项", max_length=24, choices=DUTIES, blank=True)
    recipient = models.CharField("提醒对象", max_length=12, choices=Recipient)
    before = ArrayField(models.PositiveSmallIntegerField(), verbose_name="到期前", default=list)
    after_from = models.PositiveSmallIntegerField("逾期后", null=True)  # n-th working day
    every = models.PositiveSmallIntegerField("此后每隔", null=True)  # working days; empty: once
    compulsory = models.CharField("必达", max_length=8, choices=Compulsory)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "duty", "recipient"], name="one_rung_a_recipient"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_duty_display() or '所有事项'}：{self.get_recipient_display()}"


class OfficeHours(models.Model):
    """When a committee's people may be written to, on its working days or on every day."""

    committee = models.OneToOneField(
        Committee, models.PROTECT, primary_key=True, related_name="office_hours"
    )
    morning_from = models.TimeField("上午自", default=time(8, 30))
    morning_to = models.TimeField("上午至", default=time(12))
    afternoon_from = models.TimeField("下午自", default=time(14, 30))
    afternoon_to = models.TimeField("下午至", default=time(18))
    rest_days = models.BooleanField("休息日也发送", default=False)

    def __str__(self) -> str:
        return f"{self.committee}"


class LastSweep(models.Model):
    """How far a committee has been swept: what began up to marks_to is written."""

    committee = models.OneToOneField(Committee, models.PROTECT, primary_key=True, related_name="+")
    marks_to = models.DateField()
    whole_at = models.DateTimeField()  # when everything was looked at, old marks too

    def __str__(self) -> str:
        return f"{self.committee}：{self.marks_to}"
