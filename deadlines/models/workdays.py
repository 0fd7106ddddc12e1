"""Which days are worked: the State Council's notices year by year, and days of one place."""

from __future__ import annotations

import uuid

from django.db import models

from members.models import Committee


class CalendarYear(models.Model):
    """One year as the State Council's notice orders it, for a committee and all below it.

    Kept by the top of the tree. Until it is published its days count for nothing.
    """

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("年度")
    published = models.BooleanField("已公布", default=False)
    source = models.CharField("依据", max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["committee", "year"], name="one_calendar_a_year")
        ]
        ordering = ["year"]

    def __str__(self) -> str:
        return f"{self.year}年工作日历"


class SpecialDay(models.Model):
    """A day worked or not worked against the rule of the week.

    local: a day of this place (州庆 …), in force at once here and below; otherwise a day of the
    notice for its year. The nearer committee's day wins.
    """

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="+")
    day = models.DateField("日期")
    working = models.BooleanField("上班")
    name = models.CharField("名称", max_length=30)
    source = models.CharField("依据", max_length=200, blank=True)
    local = models.BooleanField("地方", default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "local", "day"], name="one_special_day_a_date"
            )
        ]
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day} {self.name}（{'班' if self.working else '休'}）"


class CalendarStamp(models.Model):
    """A token that changes with every change of any calendar: what was kept in memory is old."""

    token = models.UUIDField(default=uuid.uuid4)

    def __str__(self) -> str:
        return str(self.token)
