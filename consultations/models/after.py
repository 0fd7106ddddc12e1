"""What villagers say of what was done, and what the county's CPPCC notes."""

from __future__ import annotations

from django.db import models

from consultations.models.consultation import Inside
from consultations.models.listed import Task
from consultations.models.meeting import Noted


class Grade(models.TextChoices):
    SATISFIED = "satisfied", "满意"
    FAIR = "fair", "基本满意"
    DISSATISFIED = "dissatisfied", "不满意"


class Rating(Inside):
    """One villager's word on one finished task; attitude and result are apart."""

    class Status(models.TextChoices):
        RECORDED = "recorded", "已记录"
        VOID = "void", "已作废"
        ANSWERED = "answered", "已据此重新办理"  # of what was done before; no longer counted

    Grade = Grade
    DIGESTED = frozenset({"words", "villager"})

    status = models.CharField("状态", max_length=20, choices=Status, editable=False)
    task = models.ForeignKey(Task, models.PROTECT, related_name="ratings")
    attitude = models.CharField("办理态度", max_length=16, choices=Grade)
    result = models.CharField("办理结果", max_length=16, choices=Grade)
    words = models.TextField("具体意见", blank=True)
    villager = models.CharField("评议人", max_length=40, blank=True)
    on_paper = models.BooleanField("纸质评议表", default=False)  # else by QR code

    class Meta(Inside.Meta):
        ordering = ["id"]

    def __str__(self) -> str:
        return f"对“{self.task}”的评议"


class OversightNote(Inside):
    """What the county's office or director noted while looking after it (监督)."""

    Status = Noted
    DIGESTED = frozenset({"text"})

    status = models.CharField("状态", max_length=20, choices=Noted, editable=False)
    text = models.TextField("监督意见")

    class Meta(Inside.Meta):
        ordering = ["id"]

    def __str__(self) -> str:
        return "监督意见"
