"""督办函: the committee writes to a unit about one or several cases, and waits for its answer."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from members.models import Unit
from proposals.models.assignment import Assignment
from proposals.querysets_warnings import WarningQuerySet
from workflow.models import Root


class WarningLetter(Root):
    class Status(models.TextChoices):
        ISSUED = "issued", "待答复"
        REPLIED = "replied", "已答复"
        CLOSED = "closed", "已了结"
        VOID = "void", "已作废"

    DIGESTED = frozenset({"words", "reply"})

    status = models.CharField("状态", max_length=20, choices=Status, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="主送单位")
    year = models.PositiveSmallIntegerField("年份")
    number = models.PositiveIntegerField("序号", null=True)  # gapless in committee and year
    reason = models.CharField("督办事由", max_length=120)
    words = models.TextField("督办要求")
    issued_on = models.DateField("发出日期")
    due_on = models.DateField("答复期限")
    times = models.PositiveSmallIntegerField("发函次数", default=1)
    reply = models.TextField("单位答复", blank=True)
    replied_on = models.DateField("答复日期", null=True)
    closed_on = models.DateField("了结日期", null=True)

    objects = WarningQuerySet.as_manager()

    class Meta(Root.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "year", "number"], name="one_warning_of_a_number"
            )
        ]
        indexes = [models.Index(fields=["unit", "status"], name="warnings_of_unit")]

    def __str__(self) -> str:
        return f"{self.label}致{self.unit}"

    def caption(self) -> str:
        return f"督办函：{self.reason}"

    @property
    def label(self) -> str:
        """As it is cited: 督办函〔2026〕3号."""
        return f"督办函〔{self.year}〕{self.number}号" if self.number else "督办函"

    def get_absolute_url(self) -> str:
        return reverse("keys:warning", args=[self.case.uid])


class WarningItem(models.Model):
    """A share of the unit's that the letter is about; told by the letter's events."""

    letter = models.ForeignKey(WarningLetter, models.PROTECT, related_name="items")
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="warnings")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["letter", "assignment"], name="warned_once_in_a_letter")
        ]
        ordering = ["assignment__proposal__number", "pk"]

    def __str__(self) -> str:
        return str(self.assignment.proposal)
