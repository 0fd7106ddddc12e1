"""A proposal (提案) and the text it stands for."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from common import clock
from members.models import Entry, Member, Organisation, Session, Unit
from proposals.querysets import ProposalQuerySet
from workflow.models import Case, Root
from workflow.triggers import AppendOnly


class Occasion(models.TextChoices):
    PLENARY = "plenary", "大会提案"
    BETWEEN = "between", "平时提案"

    @classmethod
    def at(cls, moment: datetime, session: Session) -> Occasion:
        """Of the plenary is what comes in before its cut-off."""
        return cls.PLENARY if session.in_plenary(moment) else cls.BETWEEN


class Kind(models.TextChoices):
    """Who submits (2018 national rules, art. 2)."""

    MEMBER = "member", "委员提案"
    JOINT = "joint", "委员联名提案"
    PARTY = "party", "党派提案"
    PEOPLE = "people", "团体提案"
    SECTOR = "sector", "界别提案"
    GROUP = "group", "委员小组提案"
    SPECIAL = "special", "专委会提案"
    OTHER = "other", "其他集体提案"


class Publication(models.TextChoices):
    FULL = "full", "同意全文公开"
    SUMMARY = "summary", "仅公开摘要"
    NONE = "none", "不公开"


class Recommendation(models.TextChoices):
    FILE = "file", "建议立案"
    DECLINE = "decline", "建议不予立案"
    MERGE = "merge", "建议并案"


class Proposal(Root):
    class Status(models.TextChoices):
        SENT_BACK = "sent_back", "退回修改"
        SUBMITTED = "submitted", "已提交"
        SCREENING = "screening", "审查中"
        FILED = "filed", "已立案"
        DECLINED = "declined", "转意见建议"
        MERGED = "merged", "已并案"
        WITHDRAWN = "withdrawn", "已撤案"
        TRANSFERRED = "transferred", "待交办"
        HANDED_OVER = "handed_over", "已交办"
        HANDLING = "handling", "办理中"
        REPLIED = "replied", "已办复"
        CLOSED = "closed", "已办结"

    status = models.CharField("状态", max_length=20, choices=Status, editable=False)
    session = models.ForeignKey(Session, models.PROTECT, related_name="proposals")
    occasion = models.CharField("大会或平时", max_length=8, choices=Occasion)
    proposer_kind = models.CharField("提案形式", max_length=12, choices=Kind)
    title = models.CharField("案由", max_length=200)
    category = models.ForeignKey(
        Entry, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="类别"
    )
    revision = models.PositiveSmallIntegerField("文本版次", default=1)
    text_digest = models.CharField(max_length=71)  # binds the text to the record
    member = models.ForeignKey(
        Member, models.PROTECT, null=True, related_name="proposals", verbose_name="第一提案人"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="proposals", verbose_name="提案单位"
    )
    cosigners = models.PositiveSmallIntegerField("联名人数", default=0)
    publication = models.CharField("公开意愿", max_length=8, choices=Publication)
    receipt = models.PositiveIntegerField("收件号", null=True)
    number = models.PositiveIntegerField("案号", null=True)
    submitted_at = models.DateTimeField("提交时间")
    recommendation = models.CharField("初审建议", max_length=8, choices=Recommendation, blank=True)
    ground = models.ForeignKey(
        Entry, models.PROTECT, null=True, related_name="+", verbose_name="不予立案理由"
    )
    disposition = models.ForeignKey(
        Entry, models.PROTECT, null=True, related_name="+", verbose_name="去向"
    )
    meeting = models.ForeignKey(
        "ReviewMeeting", models.PROTECT, null=True, related_name="decided", verbose_name="审查会议"
    )
    consent = models.BooleanField("同意转送", null=True)  # of a declined one; null: not said
    passed_on = models.DateField("转送日期", null=True)
    filed_on = models.DateField("立案日期", null=True)
    notice_on = models.DateField("交办通知日期", null=True)  # time runs from this day
    replied_on = models.DateField("办复日期", null=True)
    closed_on = models.DateField("办结日期", null=True)
    round = models.PositiveSmallIntegerField("办理轮次", default=1)
    verified_round = models.PositiveSmallIntegerField("已核实轮次", default=0)
    settled_round = models.PositiveSmallIntegerField("不再重办轮次", default=0)
    conferred_on = models.DateField("协商会日期", null=True)
    on_hold = models.BooleanField("暂缓办结", default=False)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="absorbed", verbose_name="并入"
    )
    advised_into = models.ForeignKey(  # what the first review suggests; the director decides
        "self", models.PROTECT, null=True, related_name="+", verbose_name="建议并入"
    )
    origin = models.ForeignKey(  # the case that gave birth to it (院坝协商, 社情民意 …)
        Case, models.PROTECT, null=True, related_name="offspring", verbose_name="来源"
    )
    source_key = models.CharField("来源标识", max_length=80, blank=True)  # of an import

    objects = ProposalQuerySet.as_manager()

    class Meta(Root.Meta):
        constraints = [
            models.UniqueConstraint(fields=["session", "number"], name="one_proposal_of_a_number"),
            models.UniqueConstraint(
                fields=["session", "receipt"], name="one_proposal_of_a_receipt"
            ),
            models.UniqueConstraint(
                fields=["session", "source_key"],
                condition=~Q(source_key=""),
                name="one_proposal_of_a_source",
            ),
            models.CheckConstraint(
                condition=Q(member=None, organisation__isnull=False)
                | Q(member__isnull=False, organisation=None),
                name="one_first_proposer",
            ),
            models.CheckConstraint(condition=~Q(merged_into=F("case")), name="not_into_itself"),
        ]
        indexes = [
            models.Index(fields=["committee", "-case"], name="proposal_newest"),
            models.Index(fields=["session", "status", "number", "case"], name="proposal_list"),
            models.Index(fields=["member"], name="proposal_of_member"),
            models.Index(fields=["number", "case"], name="proposal_by_number"),
            models.Index(fields=["submitted_at", "case"], name="proposal_by_day"),
        ]

    def __str__(self) -> str:
        return self.title

    def caption(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("proposals:detail", args=[self.case.uid])

    @property
    def proposer(self) -> str:
        """The first proposer's name, as the timeline and the documents give it."""
        who = str(self.member or self.organisation)
        return f"{who}等{self.cosigners + 1}人" if self.cosigners else who

    def body(self) -> str:
        """The text in its present revision."""
        kept = self.texts.filter(revision=self.revision)
        return kept.values_list("body", flat=True).first() or ""

    @property
    def was_sent_here(self) -> bool:
        """Whether another committee's case was taken up; that one has sealed nothing here."""
        return self.origin is not None and self.origin.committee_id != self.committee_id

    @property
    def label(self) -> str:
        """Its number, or what it goes by before it has one."""
        if self.number:
            return f"第{self.number:03d}号"
        return f"收件{self.receipt:04d}" if self.receipt else "未编号"


class ProposalText(models.Model):
    """One revision of the body; never changed, so that what was filed can be read for ever."""

    proposal = models.ForeignKey(
        Proposal, models.PROTECT, related_name="texts", db_column="case_id"
    )
    revision = models.PositiveSmallIntegerField()
    body = models.TextField("正文")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "revision"], name="one_text_of_a_revision")
        ]
        triggers = [AppendOnly()]


class Suggestion(models.Model):
    """A unit that somebody thinks should answer: the proposer's wish, or the office's advice."""

    class By(models.TextChoices):
        PROPOSER = "proposer", "提案人"
        OFFICE = "office", "提案委办公室"

    proposal = models.ForeignKey(
        Proposal, models.PROTECT, related_name="suggestions", db_column="case_id"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    duty = models.CharField(max_length=8, default="host")
    by = models.CharField(max_length=8, choices=By)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "unit", "by"], name="suggested_once")
        ]
