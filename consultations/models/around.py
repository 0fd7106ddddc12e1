"""Around the meetings: who looks after which county or township, and the papers to go by."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from consultations.querysets import GuidanceQuerySet, PostingQuerySet
from members.models import Committee, Seat, Township
from members.models.people import Entered


class Posting(Entered):
    """挂县挂乡: a leader, member or person of the office looks after a county or a township.

    A line of the register of the prefecture or county that sends them.
    """

    class Status(models.TextChoices):
        CURRENT = "current", "挂联中"
        ENDED = "ended", "已结束"

    status = models.CharField("状态", max_length=20, choices=Status, editable=False)
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="postings", verbose_name="挂联人")
    county = models.ForeignKey(Committee, models.PROTECT, null=True, related_name="+")
    township = models.ForeignKey(Township, models.PROTECT, null=True, related_name="postings")
    first_on = models.DateField("开始日期")
    last_on = models.DateField("结束日期", null=True)
    duty = models.CharField("职责", max_length=200, blank=True)

    objects = PostingQuerySet.as_manager()

    class Meta(Entered.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(county=None, township__isnull=False)
                | Q(township=None, county__isnull=False),
                name="posting_to_one_place",
            ),
            models.CheckConstraint(
                condition=Q(last_on=None) | Q(last_on__gte=F("first_on")),
                name="posting_ends_after_start",
            ),
        ]
        ordering = ["status", "county", "township", "first_on", "id"]

    def __str__(self) -> str:
        return f"{self.seat.user}挂联{self.place}"

    @property
    def place(self) -> str:
        """县市　乡镇, or the county alone."""
        if self.township:
            return f"{self.township.committee.short_name}{self.township.name}"
        return self.county.short_name if self.county else ""


class Guidance(Entered):
    """指导文件: read by the committee that registered it and by everybody below."""

    class Status(models.TextChoices):
        VALID = "valid", "有效"
        VOID = "void", "已作废"

    status = models.CharField("状态", max_length=20, choices=Status, editable=False)
    title = models.CharField("标题", max_length=100)
    number = models.CharField("文号", max_length=40, blank=True)
    issued_by = models.CharField("发文机关", max_length=60)
    issued_on = models.DateField("发文日期")

    objects = GuidanceQuerySet.as_manager()

    class Meta(Entered.Meta):
        ordering = ["-issued_on", "-id"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("consultations:guidance")
