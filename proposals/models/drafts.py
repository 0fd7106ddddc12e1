"""What is being written: outside the record until it is submitted."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.functional import cached_property

from common import clock
from deadlines.defaults import Kind
from deadlines.models import Obligation
from members.books import entries
from members.models import Entry, Member, Organisation, Role, Seat, Session, Unit
from members.place import Rule, rule
from proposals.models.proposal import Proposal, Publication


class DraftQuerySet(models.QuerySet["Draft"]):
    def visible_to(self, seat: Seat) -> DraftQuerySet:
        """A member sees their own, contacts and heads their body's, the office what it enters.

        The office also a new wording that it owes, because nobody can sign in for the proposer.
        """
        if seat.role == Role.MEMBER:
            return self.filter(seat__role=Role.MEMBER, member=seat.member_id)
        if seat.role in (Role.CONTACT, Role.ORG_HEAD) and seat.organisation_id:
            return self.filter(seat__role=Role.CONTACT, organisation=seat.organisation_id)
        if seat.role == Role.OFFICE:
            owed = Exists(owed_by_office(OuterRef("proposal")))
            own = Q(seat__role=Role.OFFICE) | Q(submitted_at=None) & owed
            return self.filter(own, committee=seat.committee_id)
        return self.none()

    def unfinished(self) -> DraftQuerySet:
        return self.filter(submitted_at=None)


def owed_by_office(case: Any) -> QuerySet[Obligation]:
    """That the office rewords what was sent back."""
    still = Obligation.objects.open().filter(kind=Kind.REVISE, role=Role.OFFICE)
    owed: QuerySet[Obligation] = still.filter(case=case)
    return owed


class Draft(models.Model):
    """What somebody is writing: saved by itself, outside the record, until it is submitted.

    With `proposal` set it is the new wording of one that was sent back.
    """

    seat = models.ForeignKey("members.Seat", models.PROTECT, related_name="drafts")
    committee = models.ForeignKey("members.Committee", models.PROTECT, related_name="+")
    uid = models.UUIDField(db_default=models.Func(function="uuidv7"), unique=True, editable=False)
    member = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    title = models.CharField("案由", max_length=200, blank=True)
    category = models.ForeignKey(
        Entry, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="类别"
    )
    body = models.TextField("正文", blank=True)
    publication = models.CharField(
        "公开意愿", max_length=8, choices=Publication, default=Publication.FULL
    )
    units = models.ManyToManyField(Unit, blank=True, related_name="+", verbose_name="建议承办单位")
    revision = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=clock.now)
    updated_at = models.DateTimeField(default=clock.now)
    proposal = models.ForeignKey(Proposal, models.PROTECT, null=True, related_name="drafts")
    submitted_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(  # a body's head, who answers for its proposal
        "members.Seat", models.PROTECT, null=True, related_name="+"
    )
    approved_revision = models.PositiveIntegerField(null=True)  # a later word needs a new approval

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["proposal"],
                condition=Q(submitted_at=None, proposal__isnull=False),
                name="one_open_revision",
            )
        ]
        ordering = ["-updated_at"]

    def __str__(self) -> str:
        return self.title or "（未命名的提案）"

    @property
    def is_approved(self) -> bool:
        """Whether the body's head answers for it as it stands."""
        return self.approved_by_id is not None and self.approved_revision == self.revision

    @property
    def entered(self) -> bool:
        """By the office: what it writes for others, what it rewords since they cannot sign in."""
        return self.seat.role == Role.OFFICE or owed_by_office(self.proposal_id).exists()

    @property
    def session(self) -> Session | None:
        """Where it belongs: with the case it rewords, else with what is collected for now."""
        return self.proposal.session if self.proposal else Session.objects.current(self.committee)

    @cached_property
    def term_id(self) -> int | None:
        session = self.session
        return session.term_id if session else None

    def limit(self, of: Rule) -> int:
        """How much of it this place takes."""
        return rule(of, self.committee_id, self.term_id)

    def categories(self) -> models.QuerySet[Entry]:
        """What may be chosen; a case that was sent back may keep the category it had."""
        listed = entries(self.committee_id, Entry.Book.CATEGORY, self.term_id)
        had = self.proposal.category_id if self.proposal else None
        return listed | Entry.objects.filter(pk=had) if had else listed
