"""A change of calendar or policy on its way through the open obligations."""

from __future__ import annotations

from django.db import models

from common import clock
from members.models import Committee


class Recomputation(models.Model):
    """What has to be reckoned anew below a committee, and how far that has come.

    With a duty: its limits are read anew too. first and last: the days that changed.
    """

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="+")
    cause = models.CharField("起因", max_length=200)
    duty = models.CharField("事项", max_length=24, blank=True)
    first = models.DateField(null=True)
    last = models.DateField(null=True)
    after_case = models.BigIntegerField(default=0)  # all cases up to this one are done
    moved = models.PositiveIntegerField("已核定", default=0)  # obligations
    started_at = models.DateTimeField(default=clock.now)
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["id"], condition=models.Q(done_at=None), name="recomputation_waiting"
            )
        ]

    def __str__(self) -> str:
        return self.cause
