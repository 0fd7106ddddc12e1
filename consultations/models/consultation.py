"""One consultation (院坝协商) from its plan to the last finished task."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from consultations.models.places import Venue
from consultations.querysets import ConsultationQuerySet
from members.models import Township
from workflow.models import Part, Root


class Consultation(Root):
    class Status(models.TextChoices):
        PLANNING = "planning", "筹备"
        PLAN_ASKED = "plan_asked", "待党委审批"
        APPROVED = "approved", "已批准"
        CALLED_OFF = "called_off", "已取消"
        HELD = "held", "已召开"
        LIST_ASKED = "list_asked", "清单待党委审批"
        LIST_APPROVED = "list_approved", "清单已审批"
        FILED = "filed", "已备案"
        HANDLING = "handling", "办理中"
        RATING = "rating", "群众评议"
        DONE = "done", "已办结"

    DIGESTED = frozenset({"plan", "minutes"})

    status = models.CharField("状态", max_length=20, choices=Status, editable=False)
    township = models.ForeignKey(Township, models.PROTECT, related_name="consultations")
    villages = models.CharField("村（社区）", max_length=200, blank=True)
    venue = models.ForeignKey(Venue, models.PROTECT, null=True, related_name="consultations")
    title = models.CharField("协商主题", max_length=100)
    planned_on = models.DateField("计划日期")
    chair = models.CharField("主持人", max_length=60)
    self_run = models.BooleanField("自办", default=False)  # without the county's CPPCC
    plan = models.TextField("协商方案", blank=True)
    held_on = models.DateField("召开日期", null=True)
    held_at = models.CharField("召开地点", max_length=120, blank=True)
    minutes = models.TextField("协商记录", blank=True)
    filing_year = models.PositiveSmallIntegerField("备案年份", null=True)
    filing_number = models.PositiveIntegerField("备案序号", null=True)
    filed_on = models.DateField("备案日期", null=True)
    done_on = models.DateField("办结日期", null=True)

    objects = ConsultationQuerySet.as_manager()

    class Meta(Root.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "filing_year", "filing_number"], name="one_filing_of_a_number"
            )
        ]
        indexes = [models.Index(fields=["township", "status"], name="consultations_of_township")]

    def __str__(self) -> str:
        return self.title

    def caption(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("consultations:detail", args=[self.case.uid])

    @property
    def label(self) -> str:
        """The number under which the county keeps it (备案号); nothing before."""
        if not self.filing_number:
            return ""
        return f"{self.filing_year}年第{self.filing_number}号"


class Inside(Part):
    """A row inside a consultation."""

    ROOT = "consultation"
    consultation = models.ForeignKey(
        Consultation, models.PROTECT, db_column="case_id", related_name="%(class)ss"
    )

    class Meta(Part.Meta):
        abstract = True


class Partner(Inside):
    """Another township, of this county or by grant of another one, that takes part."""

    class Status(models.TextChoices):
        GRANTED = "granted", "共同协商"
        ENDED = "ended", "已退出"

    status = models.CharField("状态", max_length=20, choices=Status, editable=False)
    township = models.ForeignKey(Township, models.PROTECT, related_name="+", verbose_name="乡镇")

    class Meta(Inside.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "township"],
                condition=models.Q(status="granted"),
                name="one_partner_of_a_township",
            )
        ]

    def __str__(self) -> str:
        return str(self.township)
