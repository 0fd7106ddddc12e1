"""What stands in the inbox of a seat."""

from __future__ import annotations

from django.db import models

from common import clock
from members.models import Seat, User
from workflow.models import Event


class Weight(models.TextChoices):
    """How much it matters that a notice arrives."""

    USUAL = "usual", "一般"  # each person chooses the ways
    MUST = "must", "必达"  # by every way there is
    NOW = "now", "立即"  # so too, and outside office hours


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, seat: Seat) -> NoticeQuerySet:
        """A notice belongs to the seat that it was written for."""
        return self.filter(seat=seat)

    def unread(self) -> NoticeQuerySet:
        return self.filter(read_at=None)


class Notice(models.Model):
    """A message in the inbox of a seat, about one event; its link leads to where one acts."""

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="notices")
    user = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    event = models.ForeignKey(  # empty: about something outside the record (a draft, say)
        Event, models.PROTECT, null=True, related_name="+", db_index=False
    )
    about = models.CharField(max_length=60)  # never told twice to the same seat
    text = models.CharField(max_length=200)
    url = models.CharField(max_length=200)
    weight = models.CharField("要求", max_length=8, choices=Weight, default=Weight.USUAL)
    at = models.DateTimeField(default=clock.now)
    read_at = models.DateTimeField(null=True)
    duty = models.BigIntegerField(null=True)  # the obligation it calls for, if it does
    due_version = models.PositiveSmallIntegerField(null=True)  # by which of its due days
    settled = models.BooleanField(default=False)  # that is done, or owed by others now

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["seat", "about"], name="noticed_once")]
        indexes = [
            models.Index(fields=["seat", "-id"], name="inbox"),
            models.Index(fields=["seat"], condition=models.Q(read_at=None), name="inbox_unread"),
            models.Index(
                fields=["duty"],
                condition=models.Q(duty__isnull=False, settled=False),
                name="notice_of_duty",
            ),
        ]

    def __str__(self) -> str:
        return self.text
