"""How often somebody without an account comes to a page; never who, and no longer than an hour."""

from __future__ import annotations

from django.db import models

from common import clock


class Knock(models.Model):
    """One use of a public page; `whose` is a keyed digest that names nobody."""

    class Door(models.TextChoices):
        WISH = "wish", "扫码反映"
        RECEIPT = "receipt", "查询回执"
        SIGN_IN = "sign_in", "扫码签到"
        RATING = "rating", "扫码评议"

    door = models.CharField(max_length=8, choices=Door)
    whose = models.CharField(max_length=64)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["door", "whose", "at"], name="knocks_at_a_door")]

    def __str__(self) -> str:
        return f"{self.get_door_display()} {self.at}"
