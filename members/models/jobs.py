"""Long work that somebody asked for on a page and a worker does: how far it is, what came of it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.urls import reverse

from common import clock
from members.models.seats import Seat

KEPT = timedelta(days=7)  # a finished one and its file
FOLDER = "jobs"  # of the storage


class JobQuerySet(models.QuerySet["Job"]):
    def visible_to(self, seat: Seat) -> JobQuerySet:
        """Only to who asked for it."""
        return self.filter(seat=seat)

    def unfinished(self) -> JobQuerySet:
        return self.filter(ended_at=None)


class Job(models.Model):
    """PostgreSQL remembers what is to be done; told is what its runner needs to know of it."""

    uid = models.UUIDField(db_default=models.Func(function="uuidv7"), unique=True, editable=False)
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    press = models.UUIDField()  # the same press twice is one job
    kind = models.CharField(max_length=20)  # which runner
    title = models.CharField("事项", max_length=100)
    told = models.JSONField(default=dict)
    asked_at = models.DateTimeField("申请时间", default=clock.now)
    beat_at = models.DateTimeField("最近进展", null=True)  # of the worker that has it
    tries = models.PositiveSmallIntegerField("已尝试", default=0)
    done = models.PositiveIntegerField("已办", default=0)
    total = models.PositiveIntegerField("共", default=0)
    refused = models.JSONField("未办", default=list)  # [name of the row, why]
    ended_at = models.DateTimeField("完成时间", null=True)
    fault = models.CharField("问题", max_length=200, blank=True)
    file = models.CharField("文件名", max_length=120, blank=True)  # as it is downloaded

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["seat", "press"], name="one_job_of_a_press")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("jobs:job", args=[self.uid])

    @property
    def place(self) -> str:
        """Where its file lies in the storage, which is not served."""
        return f"{FOLDER}/{self.uid}"

    @property
    def outcome(self) -> str:
        """What came of it in words, where the number of what was done would not say it."""
        return str(self.told.get("outcome", ""))

    @property
    def gone_through(self) -> int:
        return self.done + len(self.refused)

    @property
    def kept_until(self) -> datetime | None:
        return self.ended_at + KEPT if self.ended_at else None

    def reasons(self) -> dict[str, list[str]]:
        """What was refused, by the reason that was given."""
        grouped: dict[str, list[str]] = {}
        for name, why in self.refused:
            grouped.setdefault(why, []).append(name)
        return grouped
