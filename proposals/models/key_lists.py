"""重点提案 of a year: which proposals were thought of, who was asked, what was decided."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse

from members.models import Entry, Organisation, Session
from proposals.models.proposal import Proposal
from proposals.querysets_keys import KeyListQuerySet
from workflow.models import Part, Root


class KeyList(Root):
    """One list for each session, fixed by the 主席会议; what changes later is a correction."""

    class Status(models.TextChoices):
        SELECTING = "selecting", "遴选中"
        SUBMITTED = "submitted", "待审定"
        FIXED = "fixed", "已确定"
        CALLED_OFF = "called_off", "已取消"

    status = models.CharField("状态", max_length=20, choices=Status, editable=False)
    session = models.ForeignKey(Session, models.PROTECT, related_name="key_lists")
    name = models.CharField("名称", max_length=80)
    wanted = models.PositiveSmallIntegerField("拟定件数")
    fixed_by = models.CharField("审定会议", max_length=80, blank=True)
    minutes_number = models.CharField("会议纪要文号", max_length=40, blank=True)
    fixed_on = models.DateField("审定日期", null=True)

    objects = KeyListQuerySet.as_manager()

    class Meta(Root.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["session"],
                condition=~Q(status="called_off"),
                name="one_key_list_of_a_session",
            )
        ]
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name

    def caption(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("keys:key_list", args=[self.case.uid])


class OfList(Part):
    """A row inside the list."""

    ROOT = "keylist"
    keylist = models.ForeignKey(
        KeyList, models.PROTECT, db_column="case_id", related_name="%(class)ss"
    )

    class Meta(Part.Meta):
        abstract = True


class Candidate(OfList):
    """A proposal on the shortlist (备选), with why."""

    class Status(models.TextChoices):
        LISTED = "listed", "备选"
        DROPPED = "dropped", "已移出"
        CHOSEN = "chosen", "列为重点"
        PASSED = "passed", "未列入"

    status = models.CharField("状态", max_length=20, choices=Status, editable=False)
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="+")
    reasons = models.TextField("入选理由", blank=True)

    class Meta(OfList.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["keylist", "proposal"],
                condition=~Q(status="dropped"),
                name="one_candidate_of_a_proposal",
            )
        ]
        ordering = ["proposal__number", "pk"]

    def __str__(self) -> str:
        return f"{self.proposal.label}《{self.proposal}》"


class Score(models.Model):
    """Points by one criterion; kept beside the record, told by the events of its candidate."""

    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="scores")
    criterion = models.ForeignKey(Entry, models.PROTECT, related_name="+")
    points = models.PositiveSmallIntegerField("得分")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["candidate", "criterion"], name="scored_once")
        ]
        ordering = ["criterion__position", "pk"]

    def __str__(self) -> str:
        return f"{self.criterion}：{self.points}"


class Advice(OfList):
    """征求意见: a party or a special committee is asked which ones it would choose, and why."""

    class Status(models.TextChoices):
        ASKED = "asked", "待反馈"
        GIVEN = "given", "已反馈"
        LAPSED = "lapsed", "未反馈"

    DIGESTED = frozenset({"text"})

    status = models.CharField("状态", max_length=20, choices=Status, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    due_on = models.DateField("反馈期限")
    answered_on = models.DateField("反馈日期", null=True)
    text = models.TextField("意见", blank=True)
    favours = models.ManyToManyField(Candidate, related_name="favoured_by", blank=True)

    class Meta(OfList.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["keylist", "organisation"],
                condition=~Q(status="lapsed"),
                name="asked_for_advice_once",
            )
        ]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.organisation}的意见"
