"""Signing with others (联名): invited while it is a draft, a part of the case once submitted."""

from __future__ import annotations

from django.db import models

from common import clock
from members.models import Member, Role, Seat
from proposals.models.drafts import Draft
from proposals.models.proposal import Proposal
from workflow.models import Part


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, seat: Seat) -> InvitationQuerySet:
        """To who was invited, and to whoever may see the draft."""
        theirs = models.Q(draft__in=Draft.objects.visible_to(seat))
        if seat.role == Role.MEMBER:
            theirs |= models.Q(member=seat.member_id)
        return self.filter(theirs)

    def open(self) -> InvitationQuerySet:
        return self.filter(answer="", withdrawn_at=None, draft__submitted_at=None)


class Invitation(models.Model):
    """A member asked to sign with the first proposer; counts when confirmed by the deadline."""

    class Answer(models.TextChoices):
        CONFIRMED = "confirmed", "同意联名"
        REFUSED = "refused", "不联名"

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="invitations")
    member = models.ForeignKey(Member, models.PROTECT, related_name="invitations")
    invited_at = models.DateTimeField(default=clock.now)
    deadline = models.DateTimeField("联名截止")
    answer = models.CharField("答复", max_length=12, choices=Answer, blank=True)
    answered_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "member"],
                condition=models.Q(withdrawn_at=None),
                name="invited_once",
            )
        ]
        ordering = ["invited_at"]

    def __str__(self) -> str:
        return f"{self.member}联名《{self.draft}》"


class Cosigner(Part):
    """A member who confirmed in time; informed, answered and asked like the first proposer."""

    class Status(models.TextChoices):
        SIGNED = "signed", "联名"

    ROOT = "proposal"

    status = models.CharField("状态", max_length=20, choices=Status, editable=False)
    proposal = models.ForeignKey(
        Proposal, models.PROTECT, related_name="cosigned", db_column="case_id"
    )
    member = models.ForeignKey(Member, models.PROTECT, related_name="cosigned")

    class Meta(Part.Meta):
        constraints = [models.UniqueConstraint(fields=["proposal", "member"], name="cosigns_once")]

    def __str__(self) -> str:
        return str(self.member)
