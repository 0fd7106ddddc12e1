"""承诺事项: what an answer promised by a day, followed until it is kept (办复 → 办实)."""

from __future__ import annotations

from django.db import models

from proposals.models.assignment import Assignment
from proposals.models.items import ReplyItem, amount_of
from proposals.models.proposal import Proposal
from workflow.models import Part


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    def open(self) -> CommitmentQuerySet:
        """Not kept yet, nor given up: also after the case is closed."""
        return self.filter(status__in=Commitment.STANDING)


class Commitment(Part):
    """One planned item of a delivered answer. It stands by itself; the letter keeps its words."""

    class Status(models.TextChoices):
        OPEN = "open", "待落实"
        EXTENDED = "extended", "延期"
        KEPT = "kept", "已落实"
        FAILED = "failed", "未落实"
        REPLACED = "replaced", "已由新承诺替代"
        CALLED_OFF = "called_off", "随撤案终止"

    STANDING = (Status.OPEN, Status.EXTENDED)
    ROOT = "proposal"
    DIGESTED = frozenset({"progress"})

    status = models.CharField("状态", max_length=20, choices=Status, editable=False)
    proposal = models.ForeignKey(
        Proposal, models.PROTECT, related_name="commitments", db_column="case_id"
    )
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="commitments")
    item = models.OneToOneField(ReplyItem, models.PROTECT, related_name="commitment")
    what = models.CharField("承诺事项", max_length=200)
    quantity = models.DecimalField("数量", max_digits=12, decimal_places=2, null=True)
    measure = models.CharField("单位", max_length=10, blank=True)
    first_due_on = models.DateField("原定时限")
    due_on = models.DateField("落实时限")
    progress = models.TextField("进展", blank=True)  # the last that the unit reported
    reported_on = models.DateField("报告日期", null=True)
    said_done = models.BooleanField("单位报告已落实", default=False)  # the office has yet to check
    reason = models.TextField("理由", blank=True)  # of why it was not kept, put off, given up
    ended_on = models.DateField("核定日期", null=True)
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="replaces", verbose_name="新承诺"
    )

    objects = CommitmentQuerySet.as_manager()

    class Meta(Part.Meta):
        indexes = [models.Index(fields=["status", "due_on"], name="commitments_by_day")]

    def __str__(self) -> str:
        return self.what

    @property
    def amount(self) -> str:
        return amount_of(self.quantity, self.measure)

    @property
    def standing(self) -> bool:
        return self.status in self.STANDING
