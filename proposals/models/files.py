"""Attachments (附件): content by its hash, outside the web root, seen by whoever sees the case."""

from __future__ import annotations

from django.db import models

from common import clock
from members.models import Seat
from proposals.models.drafts import Draft
from proposals.models.proposal import Proposal


class Attachment(models.Model):
    """One file. What it is was found by looking inside, not by its name."""

    class Purpose(models.TextChoices):
        ANNEX = "annex", "附件"
        SEAL = "seal", "盖章件"
        PAPER = "paper", "纸质件扫描"
        LETTER = "letter", "答复函"

    uid = models.UUIDField(db_default=models.Func(function="uuidv7"), unique=True, editable=False)
    draft = models.ForeignKey(Draft, models.PROTECT, null=True, related_name="files")
    proposal = models.ForeignKey(Proposal, models.PROTECT, null=True, related_name="files")
    subject_type = models.CharField(max_length=40, blank=True)  # the part it belongs to
    subject_id = models.BigIntegerField(null=True)
    purpose = models.CharField("用途", max_length=8, choices=Purpose)
    name = models.CharField("文件名", max_length=120)
    media_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField("大小")  # bytes
    digest = models.CharField(max_length=71)
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    voided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name
