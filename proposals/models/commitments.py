"""承诺事项: what an answer promised by a day, followed until it is kept (办复 → 办实)."""

from __future__ import annotations

from django.db import models

from members.models import Member, Organisation, Seat
from proposals.models.assignment import Assignment
from proposals.models.items import ReplyItem, amount_of
from proposals.models.proposal import Proposal
from workflow.models import Part


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    def open(self) -> CommitmentQuerySet:
        """Not kept yet, nor given up: also after the case is closed."""
        return self.filter(status__in=Commitment.STANDING)

    def unsettled(self) -> CommitmentQuerySet:
        """Open ones, and those whose check the proposer does not agree with."""
        return self.filter(status__in=(*Commitment.STANDING, Commitment.Status.DISPUTED))

    def visible_to(self, seat: Seat) -> CommitmentQuerySet:
        """Who sees the case sees what was promised in it."""
        seen = Proposal.objects.visible_to(seat).order_by()
        return self.filter(proposal__in=seen.values("pk"))


class Commitment(Part):
    """One planned item of a delivered answer. It stands by itself; the letter keeps its words."""

    class Status(models.TextChoices):
        OPEN = "open", "待落实"
        EXTENDED = "extended", "延期"
        KEPT = "kept", "已落实"
        DISPUTED = "disputed", "提案人不认可"
        FAILED = "failed", "未落实"
        REPLACED = "replaced", "已由新承诺替代"
        CALLED_OFF = "called_off", "随撤案终止"

    STANDING = (Status.OPEN, Status.EXTENDED)
    ROOT = "proposal"
    DIGESTED = frozenset({"progress"})

    status = models.CharField("状态", max_length=20, choices=Status, editable=False)
    proposal = models.ForeignKey(
        Proposal, models.PROTECT, related_name="commitments", db_column="case_id"
    )
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="commitments")
    item = models.OneToOneField(ReplyItem, models.PROTECT, related_name="commitment")
    what = models.CharField("承诺事项", max_length=200)
    quantity = models.DecimalField("数量", max_digits=12, decimal_places=2, null=True)
    measure = models.CharField("单位", max_length=10, blank=True)
    first_due_on = models.DateField("原定时限")
    due_on = models.DateField("落实时限")
    progress = models.TextField("进展", blank=True)  # the last that the unit reported
    reported_on = models.DateField("报告日期", null=True)
    said_done = models.BooleanField("单位报告已落实", default=False)  # the office has yet to check
    reason = models.TextField("理由", blank=True)  # of why it was not kept, put off, given up
    ended_on = models.DateField("核定日期", null=True)
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="replaces", verbose_name="新承诺"
    )

    objects = CommitmentQuerySet.as_manager()

    class Meta(Part.Meta):
        indexes = [models.Index(fields=["status", "due_on"], name="commitments_by_day")]

    def __str__(self) -> str:
        return self.what

    @property
    def amount(self) -> str:
        return amount_of(self.quantity, self.measure)

    @property
    def standing(self) -> bool:
        return self.status in self.STANDING


class Confirmation(Part):
    """What one first proposer says of a promise that was found kept; silence leaves no row."""

    class Status(models.TextChoices):
        AGREED = "agreed", "认可"
        DISAGREED = "disagreed", "不认可"
        LAPSED = "lapsed", "已失效"  # the promise was taken up again since

    COUNTS = (Status.AGREED, Status.DISAGREED)
    ROOT = "proposal"
    DIGESTED = frozenset({"words"})

    status = models.CharField("状态", max_length=20, choices=Status, editable=False)
    proposal = models.ForeignKey(
        Proposal, models.PROTECT, related_name="confirmations", db_column="case_id"
    )
    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="confirmations")
    member = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    words = models.TextField("具体意见", blank=True)
    on_paper = models.BooleanField("纸质意见", default=False)

    class Meta(Part.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "member", "organisation"],
                condition=~models.Q(status="lapsed"),
                nulls_distinct=False,
                name="one_confirmation_a_person",
            )
        ]

    def __str__(self) -> str:
        return f"{self.member or self.organisation}：{self.get_status_display()}"
