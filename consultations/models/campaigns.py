"""A campaign (专项行动, such as 三百行动): how much of what is to be reached, where and by when."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from consultations.querysets import above, watches
from members.models import Committee, Role, Seat, Township
from members.models.people import Entered


class Measure(models.TextChoices):
    """What targets may be set for; each is a figure of the board, counted by the same question."""

    VENUES = "venues", "平台"
    MEETINGS = "meetings", "协商场次"
    VILLAGES = "villages", "覆盖村（社区）"
    CONSENSUSES = "consensuses", "共识"
    SOLVED = "solved", "已解决"
    TASKS = "tasks", "任务"
    DONE = "done", "已完成"
    CIVIC = "civic", "文明村寨"


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def visible_to(self, seat: Seat) -> CampaignQuerySet:
        """The committee's own and those of the committees above it; townships see them too."""
        if not watches(seat) and seat.role != Role.SECADMIN:
            return self.none()
        return self.filter(registry__case__committee__in=above(seat))

    def for_page(self) -> CampaignQuerySet:
        return self.select_related("registry__case__committee")


class Campaign(Entered):
    """A line of the register of the prefecture or county that runs it."""

    class Status(models.TextChoices):
        OPEN = "open", "进行中"
        ENDED = "ended", "已结束"

    status = models.CharField("状态", max_length=20, choices=Status, editable=False)
    name = models.CharField("名称", max_length=40)
    first_on = models.DateField("开始日期")
    last_on = models.DateField("结束日期")

    county: Committee | None = None  # whose townships a page asks for

    objects = CampaignQuerySet.as_manager()

    class Meta(Entered.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")), name="campaign_ends_after_start"
            )
        ]
        ordering = ["-first_on", "-id"]

    def __str__(self) -> str:
        return self.name

    @property
    def committee(self) -> Committee:
        return self.case.committee


class Target(models.Model):
    """How much of one measure: of the whole campaign, of one county, or of one township.

    Kept beside the record; what was set is told by the events of its campaign.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="targets")
    measure = models.CharField("指标", max_length=12, choices=Measure)
    county = models.ForeignKey(Committee, models.PROTECT, null=True, related_name="+")
    township = models.ForeignKey(Township, models.PROTECT, null=True, related_name="+")
    number = models.PositiveIntegerField("目标")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "measure", "county", "township"],
                nulls_distinct=False,
                name="one_target_of_a_measure",
            ),
            models.CheckConstraint(
                condition=Q(county=None) | Q(township=None), name="target_of_one_area"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_measure_display()}{self.number}"
