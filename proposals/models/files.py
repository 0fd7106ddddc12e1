"""Attachments (附件): content by its hash, outside the web root, seen by whoever sees the case."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.urls import reverse

from common import clock
from members.models import Role, Seat
from proposals.models.assignment import Assignment, Reply
from proposals.models.cosigning import Invitation
from proposals.models.drafts import Draft
from proposals.models.proposal import Proposal
from proposals.querysets import governed_from, in_system
from proposals.querysets_keys import files_seen
from proposals.querysets_parties import of_unit
from proposals.querysets_warnings import warnings_seen
from workflow.models import Case


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def live(self) -> AttachmentQuerySet:
        return self.filter(voided_at=None)

    def of_case(self) -> AttachmentQuerySet:
        """What came with the proposal itself, not with one of its parts."""
        return self.live().filter(subject_type="")

    def visible_to(self, seat: Seat) -> AttachmentQuerySet:
        """Who sees the case sees its files, who sees the draft or is asked to sign it sees those.

        Seals are for the committee and the body; a letter's files are seen by whoever reads it.
        """
        asked = Invitation.objects.visible_to(seat).filter(withdrawn_at=None)
        sheets = Q(draft__in=Draft.objects.visible_to(seat)) | Q(
            draft__in=asked.values("draft"), voided_at=None
        )
        cases = Q(proposal__in=Proposal.objects.visible_to(seat))
        beside = Q(proposal=None) & (sheets | files_seen(seat) | warnings_seen(seat))
        seen = self.filter(cases | beside) | self.filter(of_visits(seat))
        if not seat.is_staff_of_committee and seat.role not in (Role.CONTACT, Role.ORG_HEAD):
            seen = seen.exclude(purpose=Attachment.Purpose.SEAL)
        return seen.exclude(unread_letters(seat))


def of_visits(seat: Seat) -> Q:
    """Pictures of 跟踪检查 are for the committee and for who made the visit."""
    model: Any = apps.get_model("proposals", "Visit")
    visits = model._default_manager.visible_to(seat)
    return Q(subject_type=model.kind(), subject_id__in=visits.values("pk"))


def unread_letters(seat: Seat) -> Q:
    """Files of letters that are not delivered, but for who writes, reviews or signs them."""
    open_ones = Reply.objects.filter(delivered_on=None)
    if seat.role in (Role.LIAISON, Role.UNIT_HEAD):
        mine = Assignment.objects.filter(of_unit(seat.unit_id))
        open_ones = open_ones.exclude(assignment__in=mine)
    elif seat.role == Role.DISPATCHER:
        theirs = in_system(seat.system_id) & Q(status__in=UNDER_REVIEW)
        theirs |= governed_from(seat.system_id)
        open_ones = open_ones.exclude(assignment__in=Assignment.objects.filter(theirs))
    return Q(subject_type=Reply.kind(), subject_id__in=open_ones.values("pk"))


UNDER_REVIEW = ("reviewing", "signing", "signed")


class Attachment(models.Model):
    """One file. What it is was found by looking inside, not by its name."""

    class Purpose(models.TextChoices):
        ANNEX = "annex", "附件"
        SEAL = "seal", "盖章件"
        PAPER = "paper", "纸质件扫描"
        LETTER = "letter", "答复函"
        EVIDENCE = "evidence", "落实证据"

    uid = models.UUIDField(db_default=models.Func(function="uuidv7"), unique=True, editable=False)
    draft = models.ForeignKey(Draft, models.PROTECT, null=True, related_name="files")
    proposal = models.ForeignKey(Proposal, models.PROTECT, null=True, related_name="files")
    affair = models.ForeignKey(  # the case it belongs to where that is no proposal's
        Case, models.PROTECT, null=True, related_name="+"
    )
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

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        return reverse("proposals:file", args=[self.uid])
