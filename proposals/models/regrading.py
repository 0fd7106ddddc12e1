"""改定类别: a grade is proposed for another one when all that its answer promised is kept."""

from __future__ import annotations

from datetime import date

from django.db import models

from members.models import Entry
from proposals.models.assignment import Assignment, Reply
from proposals.models.proposal import Proposal
from workflow.models import Part


class Regrading(Part):
    """Pending until the director decides. The letter keeps the grade it was delivered with.

    Figures of a session take the new grade only if it was decided before they were published.
    """

    class Status(models.TextChoices):
        PENDING = "pending", "待决定"
        ACCEPTED = "accepted", "已改定"
        REFUSED = "refused", "维持原类别"
        LAPSED = "lapsed", "已失效"

    ROOT = "proposal"

    status = models.CharField("状态", max_length=20, choices=Status, editable=False)
    proposal = models.ForeignKey(
        Proposal, models.PROTECT, related_name="regradings", db_column="case_id"
    )
    reply = models.ForeignKey(Reply, models.PROTECT, related_name="regradings")
    old = models.ForeignKey(Entry, models.PROTECT, related_name="+", verbose_name="原认定类别")
    new = models.ForeignKey(Entry, models.PROTECT, related_name="+", verbose_name="改定类别")
    reason = models.TextField("理由", blank=True)
    decided_on = models.DateField("决定日期", null=True)
    lapsed_on = models.DateField("失效日期", null=True)  # a promise was taken up again

    class Meta(Part.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["reply"],
                condition=models.Q(status="pending"),
                name="one_pending_regrading",
            )
        ]

    def __str__(self) -> str:
        return f"{self.old}改定为{self.new}"

    @property
    def assignment(self) -> Assignment:
        """The share whose answer it is."""
        return self.reply.assignment

    def held_on(self, day: date) -> bool:
        """Whether the new grade counted at the end of that day."""
        if self.decided_on is None or self.status == self.Status.REFUSED:
            return False
        return self.decided_on <= day and (self.lapsed_on is None or self.lapsed_on > day)
