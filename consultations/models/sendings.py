"""What came over a bad line: presses that were carried out, and pictures before their form."""

from __future__ import annotations

from django.db import models

from common import clock
from members.models import User

FOLDER = "ahead"  # of the storage, which is not served


class Sending(models.Model):
    """A press that was carried out: whose, of which form, and where it led.

    The record of events says for ever that it was; this answers whoever sends it again.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    form = models.CharField(max_length=200)  # its address
    press = models.UUIDField()
    led_to = models.TextField()
    at = models.DateTimeField(default=clock.now, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "form", "press"], name="one_sending_of_a_press")
        ]


class Ahead(models.Model):
    """A file sent ahead of its form: looked into, without position, its sender's alone."""

    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    key = models.UUIDField()
    name = models.CharField("文件名", max_length=120)
    at = models.DateTimeField(default=clock.now, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="one_file_ahead_of_a_key")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> str:
        """Where its bytes lie in the storage, which is not served."""
        return f"{FOLDER}/{self.user_id}-{self.key}"
