"""A key proposal (重点提案): who leads it, what the plan says, and how far it has come."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse

from members.models import Seat, Unit
from proposals.models.key_lists import KeyList
from proposals.models.proposal import Proposal
from proposals.querysets_keys import KeyProposalQuerySet
from workflow.models import Part, Root


class KeyProposal(Root):
    """An affair of its own beside the case of its proposal (decision 0034)."""

    class Status(models.TextChoices):
        CHOSEN = "chosen", "待定方案"
        UNDER_WAY = "under_way", "督办中"
        DONE = "done", "督办完成"
        REMOVED = "removed", "已调出"

    STANDING = (Status.CHOSEN, Status.UNDER_WAY)
    DIGESTED = frozenset({"result"})

    status = models.CharField("状态", max_length=20, choices=Status, editable=False)
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="keys")
    keylist = models.ForeignKey(KeyList, models.PROTECT, related_name="keys")
    chosen_on = models.DateField("确定日期")
    issued_on = models.DateField("方案印发日期", null=True)
    done_on = models.DateField("督办完成日期", null=True)
    result = models.TextField("督办成效", blank=True)

    objects = KeyProposalQuerySet.as_manager()

    class Meta(Root.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["proposal"],
                condition=~Q(status="removed"),
                name="one_key_of_a_proposal",
            )
        ]

    def __str__(self) -> str:
        return self.proposal.title

    def caption(self) -> str:
        return f"重点提案：{self.proposal.title}"

    def get_absolute_url(self) -> str:
        return reverse("keys:detail", args=[self.case.uid])

    @property
    def standing(self) -> bool:
        return self.status in self.STANDING


class OfKey(Part):
    """A row inside a key proposal."""

    ROOT = "keyproposal"
    keyproposal = models.ForeignKey(
        KeyProposal, models.PROTECT, db_column="case_id", related_name="%(class)ss"
    )

    class Meta(Part.Meta):
        abstract = True


class KeyLeader(OfKey):
    """Whom the committee asks to lead or to supervise, and whether they agreed to the plan."""

    class Duty(models.TextChoices):
        LEADS = "leads", "领办"
        OVERSEES = "oversees", "督办"
        SPECIAL = "special", "协助督办"

    class Status(models.TextChoices):
        ASKED = "asked", "已商请"
        CONSENTED = "consented", "已同意"
        DECLINED = "declined", "未同意"
        RELEASED = "released", "不再承担"

    DIGESTED = frozenset({"name", "words"})

    status = models.CharField("状态", max_length=20, choices=Status, editable=False)
    duty = models.CharField("承担", max_length=8, choices=Duty)
    name = models.CharField("姓名", max_length=40)
    post = models.CharField("职务", max_length=60)
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    answered_on = models.DateField("答复日期", null=True)
    words = models.TextField("意见", blank=True)

    class Meta(OfKey.Meta):
        ordering = ["duty", "pk"]

    def __str__(self) -> str:
        return f"{self.post}{self.name}"


class PlanItem(OfKey):
    """One line of the plan: what, by which unit, under whom, by when."""

    class Status(models.TextChoices):
        PROPOSED = "proposed", "拟列入"
        DROPPED = "dropped", "已删去"
        OPEN = "open", "推进中"
        REPORTED = "reported", "待核查"
        DONE = "done", "已完成"
        CANCELLED = "cancelled", "已取消"

    GONE = (Status.DROPPED, Status.CANCELLED)
    UNDONE = (Status.OPEN, Status.REPORTED)
    DIGESTED = frozenset({"progress"})

    status = models.CharField("状态", max_length=20, choices=Status, editable=False)
    content = models.CharField("督办内容", max_length=200)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, related_name="+", verbose_name="责任单位"
    )
    leader = models.ForeignKey(
        KeyLeader, models.PROTECT, null=True, related_name="+", verbose_name="牵头领导"
    )
    due_on = models.DateField("完成时限")
    progress = models.TextField("进展", blank=True)  # the last that was reported
    reported_on = models.DateField("报告日期", null=True)
    done_on = models.DateField("完成日期", null=True)

    class Meta(OfKey.Meta):
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["unit", "status"], name="plan_items_of_unit")]

    def __str__(self) -> str:
        return self.content

    @property
    def led_by(self) -> KeyLeader | None:
        """Who agreed to lead it and still does, or did when it was done; nobody else is named."""
        leader = self.leader
        if leader is None or leader.status == KeyLeader.Status.CONSENTED:
            return leader
        led = leader.status == KeyLeader.Status.RELEASED and leader.answered_on
        return leader if led and self.status == self.Status.DONE else None

    @property
    def handler(self) -> str:
        return str(self.unit) if self.unit else "提案委办公室"
