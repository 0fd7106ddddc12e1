"""One unit's share of a proposal, its answer, and what passed between it and the proposer."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from members.models import Entry, Member, Organisation, Unit
from members.words import said, word
from proposals.models.proposal import Proposal
from workflow.models import Part


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def live(self) -> AssignmentQuerySet:
        """Shares that still count: not handed to another unit, not stopped."""
        return self.exclude(status__in=Assignment.GONE)

    def answering(self) -> AssignmentQuerySet:
        """主办 and 分办: those that answer the proposer."""
        return self.live().exclude(duty=Assignment.Duty.CO)

    def opinions_missing(self) -> AssignmentQuerySet:
        settled = (Assignment.Status.OPINION_GIVEN, Assignment.Status.OPINION_WAIVED)
        return self.live().filter(duty=Assignment.Duty.CO).exclude(status__in=settled)


class Assignment(Part):
    class Status(models.TextChoices):
        WAITING = "waiting", "待签收"
        HANDLING = "handling", "办理中"
        CHANGE_ASKED = "change_asked", "申请调整"
        CHANGED = "changed", "已改办"
        OPINION_GIVEN = "opinion_given", "已反馈会办意见"
        OPINION_WAIVED = "opinion_waived", "已免会办意见"
        DRAFTING = "drafting", "拟稿"
        REVIEWING = "reviewing", "待审核"
        SIGNING = "signing", "待签发"
        SIGNED = "signed", "已签发"
        DELIVERED = "delivered", "已送达"
        STOPPED = "stopped", "已终止"

    GONE = (Status.CHANGED, Status.STOPPED)  # history: the unit has nothing to do with it now

    class Duty(models.TextChoices):
        HOST = "host", "主办"
        CO = "co", "会办"
        SEPARATE = "separate", "分办"

    ROOT = "proposal"

    status = models.CharField("状态", max_length=20, choices=Status, editable=False)
    proposal = models.ForeignKey(
        Proposal, models.PROTECT, related_name="assignments", db_column="case_id"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assignments")
    duty = models.CharField("承办方式", max_length=8, choices=Duty)
    round = models.PositiveSmallIntegerField("办理轮次", default=1)
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="replaced_by", verbose_name="接替"
    )
    office = models.ForeignKey(  # 分派: the office inside, or the county's department, that works
        Unit, models.PROTECT, null=True, related_name="+", verbose_name="经办科室"
    )
    formerly = models.ForeignKey(  # the unit that was split; this share went to one of its parts
        Unit, models.PROTECT, null=True, related_name="+", verbose_name="原承办单位"
    )
    given_on = models.DateField("交办日期", null=True)  # null: the notice's; its time runs from it
    contact_waived = models.BooleanField("提案人同意免面商", default=False)

    objects = AssignmentQuerySet.as_manager()

    class Meta(Part.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "unit", "round"],
                condition=~Q(status__in=("changed", "stopped")),
                name="one_live_share_per_unit",
            )
        ]
        indexes = [models.Index(fields=["unit", "status"], name="shares_of_unit")]

    def __str__(self) -> str:
        return f"{self.unit}（{self.get_duty_display()}）"

    def get_duty_display(self) -> str:  # type: ignore[no-redef]
        """主办, 会办 or 分办, as this committee calls it."""
        return word(self.unit.committee_id, self.duty, self.Duty(self.duty).label, self.session_id)

    def get_status_display(self) -> str:  # type: ignore[no-redef]
        """已反馈会办意见 and the like, in the same words."""
        return said(self.Status(self.status).label, self.unit.committee_id, self.session_id)

    @property
    def session_id(self) -> int | None:
        """Whose words hold, where the case is at hand: a list of shares asks for no more rows."""
        known = Assignment.proposal.is_cached(self)
        return self.proposal.session_id if known else None

    @property
    def answers(self) -> bool:
        """Whether this unit owes the proposer an answer."""
        return self.duty != self.Duty.CO

    @property
    def passed_down(self) -> bool:
        """二次交办: a department of the county works for the county government, which answers."""
        return self.office is not None and self.office.committee_id != self.unit.committee_id

    @property
    def start(self) -> date | None:
        """From which day its time runs: the notice's, or a later one for who took it over."""
        return self.given_on or self.proposal.notice_on


class Reply(Part):
    """A unit's answer (答复); sealed when signed, and superseded rather than re-drafted."""

    class Status(models.TextChoices):
        OPEN = "open", "草稿"
        SEALED = "sealed", "已签发"
        SUPERSEDED = "superseded", "已被取代"

    ROOT = "proposal"
    DIGESTED = frozenset({"body", "contact_name", "contact_phone"})

    status = models.CharField("状态", max_length=20, choices=Status, editable=False)
    proposal = models.ForeignKey(
        Proposal, models.PROTECT, related_name="replies", db_column="case_id"
    )
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="replies")
    version = models.PositiveSmallIntegerField("版次", default=1)
    body = models.TextField("答复内容")
    own_grade = models.ForeignKey(
        Entry, models.PROTECT, null=True, related_name="+", verbose_name="自评类别"
    )
    grade = models.ForeignKey(
        Entry, models.PROTECT, null=True, related_name="+", verbose_name="认定类别"
    )
    contact_name = models.CharField("联系人", max_length=40, blank=True)
    contact_phone = models.CharField("联系电话", max_length=20, blank=True)
    letter_number = models.CharField("发文字号", max_length=60, blank=True)
    signer = models.CharField("签发人", max_length=40, blank=True)
    signed_on = models.DateField("签发日期", null=True)
    delivered_on = models.DateField("送达日期", null=True)
    items_digest = models.CharField(max_length=71, blank=True)  # binds the items to the record

    class Meta(Part.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["assignment"], condition=Q(status="open"), name="one_open_reply"
            ),
            models.UniqueConstraint(
                fields=["assignment", "version"], name="one_reply_of_a_version"
            ),
        ]


class Contact(Part):
    """A unit's contact with the proposer (面商) before, during or after handling."""

    class Way(models.TextChoices):
        MEETING = "meeting", "面谈"
        PANEL = "panel", "座谈会"
        VISIT = "visit", "上门走访"
        SITE = "site", "实地调研"
        PHONE = "phone", "电话"
        MAIL = "mail", "书信或邮件"
        OTHER = "other", "其他"

    FACE_TO_FACE = (Way.MEETING, Way.PANEL, Way.VISIT, Way.SITE)

    class Status(models.TextChoices):
        RECORDED = "recorded", "已记录"
        VOID = "void", "已作废"

    ROOT = "proposal"
    DIGESTED = frozenset({"people", "minutes"})

    status = models.CharField("状态", max_length=20, choices=Status, editable=False)
    proposal = models.ForeignKey(
        Proposal, models.PROTECT, related_name="contacts", db_column="case_id"
    )
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="contacts")
    way = models.CharField("方式", max_length=8, choices=Way)
    held_on = models.DateField("日期")
    place = models.CharField("地点", max_length=100, blank=True)
    people = models.CharField("参加人员", max_length=200)
    minutes = models.TextField("沟通情况")

    class Meta(Part.Meta):
        ordering = ["held_on", "id"]

    def __str__(self) -> str:
        return f"{self.held_on}{self.get_way_display()}"

    @property
    def face_to_face(self) -> bool:
        return self.way in self.FACE_TO_FACE


class Feedback(Part):
    """What one proposer says of one unit's answer (意见反馈); attitude and result apart."""

    class Rating(models.TextChoices):
        SATISFIED = "satisfied", "满意"
        FAIR = "fair", "基本满意"
        DISSATISFIED = "dissatisfied", "不满意"

    class Status(models.TextChoices):
        RECORDED = "recorded", "已记录"
        VOID = "void", "已作废"

    ROOT = "proposal"
    DIGESTED = frozenset({"words"})

    status = models.CharField("状态", max_length=20, choices=Status, editable=False)
    proposal = models.ForeignKey(
        Proposal, models.PROTECT, related_name="feedback", db_column="case_id"
    )
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="feedback")
    member = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    attitude = models.CharField("办理态度", max_length=16, choices=Rating)
    result = models.CharField("办理结果", max_length=16, choices=Rating)
    words = models.TextField("具体意见", blank=True)
    on_paper = models.BooleanField("纸质征询表", default=False)

    class Meta(Part.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "member", "organisation"],
                condition=Q(status="recorded"),
                nulls_distinct=False,
                name="one_feedback_a_person",
            )
        ]

    @property
    def giver(self) -> str:
        return str(self.member or self.organisation)
