"""A person's calendar feed: its address is the key, and only its digest is kept."""

from __future__ import annotations

from django.db import models

from common import clock
from members.models import User


class CalendarFeed(models.Model):
    """One address at a time; a new one puts the old one out of use."""

    user = models.OneToOneField(User, models.CASCADE, primary_key=True, related_name="+")
    digest = models.CharField(max_length=64, unique=True)  # SHA-256 of the token, in hex
    made_at = models.DateTimeField("开通时间", default=clock.now)

    def __str__(self) -> str:
        return f"{self.user}的日历订阅"
