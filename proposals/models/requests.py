"""Decisions in two steps: somebody asks, somebody else decides. Rows of their own, not flags."""

from __future__ import annotations

from django.db import models

from members.models import Committee, Role, System, Unit
from proposals.models.assignment import Assignment
from proposals.models.proposal import Proposal
from workflow.models import Part


class Asked(Part):
    """A request: pending until it is decided."""

    class Status(models.TextChoices):
        PENDING = "pending", "待决定"
        ACCEPTED = "accepted", "同意"
        REFUSED = "refused", "不同意"
        LAPSED = "lapsed", "已失效"

    ROOT = "proposal"

    status = models.CharField("状态", max_length=20, choices=Status, editable=False)
    reason = models.TextField("理由")

    class Meta(Part.Meta):
        abstract = True


class Withdrawal(Asked):
    """撤案申请: the first proposer asks to take the proposal back; the director decides."""

    proposal = models.ForeignKey(
        Proposal, models.PROTECT, related_name="withdrawals", db_column="case_id"
    )

    class Meta(Asked.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["proposal"],
                condition=models.Q(status="pending"),
                name="one_pending_withdrawal",
            )
        ]


class Change(Asked):
    """申请调整承办单位: return it, give it to another unit, or add a unit."""

    class Kind(models.TextChoices):
        RETURN = "return", "退回"
        REASSIGN = "reassign", "改办"
        ADD = "add", "增办"

    proposal = models.ForeignKey(
        Proposal, models.PROTECT, related_name="changes", db_column="case_id"
    )
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="changes")
    what = models.CharField("申请事项", max_length=8, choices=Kind)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="建议单位"
    )
    signed_for = models.BooleanField(default=False)  # where the share stood when it was asked
    across = models.ForeignKey(  # a unit of another system, whose dispatcher decides
        Unit, models.PROTECT, null=True, related_name="+", verbose_name="移送单位"
    )

    class Meta(Asked.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["assignment"],
                condition=models.Q(status="pending"),
                name="one_pending_change",
            )
        ]


class Extension(Asked):
    """延期申请: a later day for the answer, within the policy's maximum."""

    proposal = models.ForeignKey(
        Proposal, models.PROTECT, related_name="extensions", db_column="case_id"
    )
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="extensions")
    due_on = models.DateField("原期限")
    until = models.DateField("申请延至")

    class Meta(Asked.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["assignment"],
                condition=models.Q(status="pending"),
                name="one_pending_extension",
            )
        ]


class Consultation(Part):
    """立案前协商 and 预交办: before filing or handing over, somebody is asked what they think."""

    class Stage(models.TextChoices):
        FILING = "filing", "立案前协商"
        HAND_OVER = "hand_over", "预交办"

    class Status(models.TextChoices):
        ASKED = "asked", "待答复"
        AGREED = "agreed", "同意"
        OBJECTED = "objected", "有不同意见"
        LAPSED = "lapsed", "未答复"

    ROOT = "proposal"
    DIGESTED = frozenset({"words"})

    status = models.CharField("状态", max_length=20, choices=Status, editable=False)
    proposal = models.ForeignKey(
        Proposal, models.PROTECT, related_name="consulted", db_column="case_id"
    )
    stage = models.CharField("阶段", max_length=12, choices=Stage)
    asked = models.CharField("征求对象", max_length=12, choices=Role)
    system = models.ForeignKey(System, models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    words = models.TextField("意见", blank=True)

    class Meta(Part.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "stage", "asked", "system", "unit"],
                condition=models.Q(status="asked"),
                nulls_distinct=False,
                name="asked_once",
            )
        ]

    def __str__(self) -> str:
        return f"征求{self.whom()}的意见"

    def whom(self) -> str:
        """Who was asked, as people call them."""
        return str(self.unit or (self.system.office if self.system else "提案人"))


class Opinion(Part):
    """会办意见: drafted by the co-unit, approved by its head, given to the host."""

    class Status(models.TextChoices):
        DRAFTED = "drafted", "待审定"
        APPROVED = "approved", "已审定"
        GIVEN = "given", "已反馈"

    ROOT = "proposal"
    DIGESTED = frozenset({"body", "contact_name", "contact_phone"})

    status = models.CharField("状态", max_length=20, choices=Status, editable=False)
    proposal = models.ForeignKey(
        Proposal, models.PROTECT, related_name="opinions", db_column="case_id"
    )
    assignment = models.OneToOneField(Assignment, models.PROTECT, related_name="opinion")
    body = models.TextField("会办意见")
    contact_name = models.CharField("联系人", max_length=40, blank=True)
    contact_phone = models.CharField("联系电话", max_length=20, blank=True)


class Referral(Part):
    """转送: another committee is shown a case of ours and may go on with it."""

    class Status(models.TextChoices):
        SENT = "sent", "已转送"
        TAKEN = "taken", "已接收"
        RETURNED = "returned", "已退回"

    ROOT = "proposal"

    status = models.CharField("状态", max_length=20, choices=Status, editable=False)
    proposal = models.ForeignKey(
        Proposal, models.PROTECT, related_name="referrals", db_column="case_id"
    )
    to = models.ForeignKey(Committee, models.PROTECT, related_name="referred_here")
    reason = models.TextField("转送说明")

    class Meta(Part.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "to"],
                condition=~models.Q(status="returned"),
                name="referred_once",
            )
        ]
