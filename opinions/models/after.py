"""What follows an issue: who wrote what on it (批示), and which unit was given it (转办)."""

from __future__ import annotations

from django.db import models

from members.models import Unit
from opinions.models.opinion import Inside


class Noted(models.TextChoices):
    RECORDED = "recorded", "已记录"
    VOID = "void", "已作废"


class Instruction(Inside):
    """批示: who wrote it on which day, and what."""

    Status = Noted
    DIGESTED = frozenset({"leader", "text"})

    status = models.CharField("状态", max_length=20, choices=Noted, editable=False)
    leader = models.CharField("批示领导", max_length=60)
    on = models.DateField("批示日期")
    text = models.TextField("批示内容")

    class Meta(Inside.Meta):
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return f"{self.leader}批示"


class Forwarding(Inside):
    """转办: one unit that has to tell by a day what became of it (采纳情况)."""

    class Status(models.TextChoices):
        HANDLING = "handling", "待反馈"
        ANSWERED = "answered", "已反馈"
        RETURNED = "returned", "已退回"

    class Result(models.TextChoices):
        ADOPTED = "adopted", "采纳"
        PARTLY = "partly", "部分采纳"
        CONSIDERED = "considered", "留作参考"
        NOT_ADOPTED = "not_adopted", "未采纳"

    DIGESTED = frozenset({"outcome"})

    status = models.CharField("状态", max_length=20, choices=Status, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="转办单位")
    due_on = models.DateField("反馈期限")
    result = models.CharField("采纳情况", max_length=12, choices=Result, blank=True)
    outcome = models.TextField("办理情况", blank=True)
    answered_on = models.DateField("反馈日期", null=True)

    class Meta(Inside.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["opinion", "unit"],
                condition=~models.Q(status="returned"),
                name="forwarded_once_to_a_unit",
            )
        ]
        ordering = ["id"]
        indexes = [models.Index(fields=["unit", "status"], name="forwardings_of_unit")]

    def __str__(self) -> str:
        return f"{self.unit}转办件"
