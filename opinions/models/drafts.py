"""What is being written: outside the record until it is submitted."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from common import clock
from members.models import Member, Organisation, Role, Seat, Township
from opinions.models.opinion import Opinion
from proposals.models import Proposal


class OpinionDraftQuerySet(models.QuerySet["OpinionDraft"]):
    def visible_to(self, seat: Seat) -> OpinionDraftQuerySet:
        """Each their own; the office what it enters for others, or for a workroom left empty."""
        if seat.role == Role.MEMBER:
            return self.filter(seat__role=Role.MEMBER, member=seat.member_id)
        if seat.role == Role.CONTACT and seat.organisation_id:
            return self.filter(seat__role=Role.CONTACT, organisation=seat.organisation_id)
        if seat.role == Role.TOWNSHIP and seat.township_id:
            return self.filter(seat__role=Role.TOWNSHIP, township=seat.township_id)
        if seat.role == Role.OFFICE:
            there = Seat.objects.held().filter(role=Role.TOWNSHIP, township=OuterRef("township"))
            left = Q(~Exists(there), seat__role=Role.TOWNSHIP)
            return self.filter(Q(seat__role=Role.OFFICE) | left, committee=seat.committee_id)
        return self.none()

    def unfinished(self) -> OpinionDraftQuerySet:
        return self.filter(submitted_at=None)


class OpinionDraft(models.Model):
    """Saved by itself until it is submitted; `proposal`: the declined one that it came of."""

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    committee = models.ForeignKey("members.Committee", models.PROTECT, related_name="+")
    uid = models.UUIDField(db_default=models.Func(function="uuidv7"), unique=True, editable=False)
    member = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    township = models.ForeignKey(Township, models.PROTECT, null=True, related_name="+")
    proposal = models.OneToOneField(
        Proposal, models.PROTECT, null=True, related_name="opinion_draft"
    )
    title = models.CharField("标题", max_length=100, blank=True)
    body = models.TextField("正文", blank=True)
    revision = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=clock.now)
    updated_at = models.DateTimeField(default=clock.now)
    opinion = models.OneToOneField(Opinion, models.PROTECT, null=True, related_name="draft")
    submitted_at = models.DateTimeField(null=True)

    objects = OpinionDraftQuerySet.as_manager()

    class Meta:
        ordering = ["-updated_at"]

    def __str__(self) -> str:
        return self.title or "（未命名的社情民意）"

    @property
    def writer(self) -> Any:
        return self.member or self.organisation or self.township
