"""The meeting that decides whether proposals are filed (审查会议)."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from members.models import Seat, Session
from proposals.models.proposal import Occasion, Proposal
from workflow.models import Root


class MeetingQuerySet(models.QuerySet["ReviewMeeting"]):
    def visible_to(self, seat: Seat) -> MeetingQuerySet:
        """The committee's own people see its review meetings."""
        if not seat.is_staff_of_committee:
            return self.none()
        return self.filter(committee=seat.committee_id)


class ReviewMeeting(Root):
    class Status(models.TextChoices):
        PLANNED = "planned", "待召开"
        HELD = "held", "已召开"

    DIGESTED = frozenset({"minutes"})

    status = models.CharField("状态", max_length=20, choices=Status, editable=False)
    session = models.ForeignKey(Session, models.PROTECT, related_name="meetings")
    occasion = models.CharField("大会或平时", max_length=8, choices=Occasion)
    name = models.CharField("会议名称", max_length=80)
    held_on = models.DateField("召开日期")
    minutes = models.TextField("会议纪要", blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta(Root.Meta):
        ordering = ["-held_on"]

    def __str__(self) -> str:
        return self.name

    def caption(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("proposals:meeting", args=[self.case.uid])


class AgendaItem(models.Model):
    """A proposal that a meeting is to decide."""

    meeting = models.ForeignKey(
        ReviewMeeting, models.PROTECT, related_name="items", db_column="case_id"
    )
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="agenda")
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "proposal"], name="listed_once")]
        ordering = ["position"]
