"""观摩会、推进会 and the like: townships are invited, come, and what was seen is noted."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from consultations.querysets import GatheringQuerySet
from members.models import Entry, Township
from workflow.models import Root


class Gathering(Root):
    class Status(models.TextChoices):
        ANNOUNCED = "announced", "已通知"
        HELD = "held", "已举办"
        CALLED_OFF = "called_off", "已取消"

    DIGESTED = frozenset({"body", "notes"})

    status = models.CharField("状态", max_length=20, choices=Status, editable=False)
    sort = models.ForeignKey(Entry, models.PROTECT, related_name="+", verbose_name="活动类型")
    title = models.CharField("活动名称", max_length=100)
    planned_on = models.DateField("日期")
    place = models.CharField("地点", max_length=120)
    host = models.ForeignKey(
        Township, models.PROTECT, null=True, related_name="+", verbose_name="承办乡镇"
    )
    body = models.TextField("安排", blank=True)
    held_on = models.DateField("举办日期", null=True)
    number = models.PositiveIntegerField("到会人数", null=True)
    notes = models.TextField("活动情况", blank=True)

    objects = GatheringQuerySet.as_manager()

    class Meta(Root.Meta):
        ordering = ["-planned_on", "-pk"]

    def __str__(self) -> str:
        return self.title

    def caption(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("consultations:gathering", args=[self.case.uid])


class Invitation(models.Model):
    """A township that is invited, and whether it came; told by the events of its gathering."""

    gathering = models.ForeignKey(Gathering, models.PROTECT, related_name="invitations")
    township = models.ForeignKey(Township, models.PROTECT, related_name="+")
    present = models.BooleanField("到会", null=True)  # null: it has not been held yet

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["gathering", "township"], name="one_invitation_of_a_township"
            )
        ]
        ordering = ["township__code"]

    def __str__(self) -> str:
        return str(self.township)
