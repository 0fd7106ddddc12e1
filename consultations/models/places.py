"""Where consultations take place: lines of the county's register."""

from __future__ import annotations

import secrets
from functools import partial

from django.db import models

from consultations.querysets import VenueQuerySet
from members.models import Township
from members.models.people import Entered

new_token = partial(secrets.token_urlsafe, 18)


class Venue(Entered):
    """A place (委员工作室 or 协商议事室), fixed or mobile; its token stands in its QR code."""

    class Kind(models.TextChoices):
        STUDIO = "studio", "委员工作室"
        ROOM = "room", "协商议事室"

    class Status(models.TextChoices):
        OPEN = "open", "在用"
        CLOSED = "closed", "已停用"

    DIGESTED = frozenset({"token", "keeper"})

    status = models.CharField("状态", max_length=20, choices=Status, editable=False)
    township = models.ForeignKey(Township, models.PROTECT, related_name="venues")
    village = models.CharField("村（社区）", max_length=40, blank=True)
    kind_of_place = models.CharField("类型", max_length=8, choices=Kind)
    mobile = models.BooleanField("流动", default=False)
    name = models.CharField("名称", max_length=60)
    address = models.CharField("地址", max_length=120, blank=True)
    keeper = models.CharField("负责人", max_length=40, blank=True)
    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)

    objects = VenueQuerySet.as_manager()

    class Meta(Entered.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["township", "name"],
                condition=models.Q(status="open"),
                name="one_venue_of_a_name",
            )
        ]
        ordering = ["township", "id"]

    def __str__(self) -> str:
        return self.name
