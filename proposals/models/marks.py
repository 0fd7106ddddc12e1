"""标记: what somebody keeps an eye on; theirs alone, and no part of the record."""

from __future__ import annotations

from django.db import models

from common import clock
from members.models import Seat
from proposals.models.proposal import Proposal


class Mark(models.Model):
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    proposal = models.ForeignKey(
        Proposal, models.PROTECT, related_name="marks", db_column="case_id"
    )
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["seat", "proposal"], name="marked_once")]

    def __str__(self) -> str:
        return f"{self.seat}：{self.proposal}"
