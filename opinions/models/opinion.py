"""One piece of 社情民意, from its submission to what became of it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse

from members.models import Member, Organisation, Township
from opinions.querysets import OpinionQuerySet
from workflow.models import Part, Root


def one_writer(combined: Q) -> Q:
    """A member, a body or a township's workroom; nobody for what the office combined."""
    none = Q(member=None, organisation=None, township=None)
    member = Q(member__isnull=False, organisation=None, township=None)
    body = Q(member=None, organisation__isnull=False, township=None)
    town = Q(member=None, organisation=None, township__isnull=False)
    return (combined & none) | (~combined & (member | body | town))


class Opinion(Root):
    class Status(models.TextChoices):
        SUBMITTED = "submitted", "已提交"
        EDITING = "editing", "编辑中"
        ADOPTED = "adopted", "已采用"
        COMBINED = "combined", "综合采用"
        KEPT = "kept", "留存"
        WITHDRAWN = "withdrawn", "已撤回"
        ISSUED = "issued", "已编发"
        INSTRUCTED = "instructed", "已批示"
        FORWARDED = "forwarded", "已转办"
        ANSWERED = "answered", "已反馈"
        DONE = "done", "已办结"

    class Form(models.TextChoices):
        SINGLE = "single", "单篇"
        COMBINED = "combined", "综合"

    DIGESTED = frozenset({"body", "edited_body"})

    status = models.CharField("状态", max_length=20, choices=Status, editable=False)
    form = models.CharField("形式", max_length=8, choices=Form, default=Form.SINGLE)
    member = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    township = models.ForeignKey(Township, models.PROTECT, null=True, related_name="+")
    title = models.CharField("标题", max_length=100)
    body = models.TextField("正文")  # as its writer submitted it
    edited_title = models.CharField("编发标题", max_length=100, blank=True)
    edited_body = models.TextField("编发正文", blank=True)
    submitted_on = models.DateField("提交日期")
    receipt = models.PositiveIntegerField("来稿号", null=True)  # within the year
    combined_into = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="sources", verbose_name="编入"
    )
    issue_year = models.PositiveSmallIntegerField("编发年份", null=True)
    issue_number = models.PositiveIntegerField("期号", null=True)
    issued_on = models.DateField("编发日期", null=True)
    recipients = models.CharField("报送对象", max_length=200, blank=True)
    sent_up = models.BooleanField("报送上级政协", default=False)  # which sees it from then on
    done_on = models.DateField("办结日期", null=True)

    objects = OpinionQuerySet.as_manager()

    class Meta(Root.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "issue_year", "issue_number"], name="one_issue_of_a_number"
            ),
            models.CheckConstraint(
                condition=one_writer(Q(form="combined")), name="an_opinion_has_one_writer"
            ),
        ]
        indexes = [
            models.Index(fields=["committee", "status"], name="opinions_by_status"),
            models.Index(fields=["member", "submitted_on"], name="opinions_of_member"),
        ]

    def __str__(self) -> str:
        return self.edited_title or self.title

    def caption(self) -> str:
        return str(self)

    def get_absolute_url(self) -> str:
        return reverse("opinions:detail", args=[self.case.uid])

    @property
    def label(self) -> str:
        """Where it was issued: 2026年第3期; nothing before."""
        return f"{self.issue_year}年第{self.issue_number}期" if self.issue_number else ""

    @property
    def received_as(self) -> str:
        """来稿号: 2026-0012; nothing for what the office combined."""
        return f"{self.submitted_on.year}-{self.receipt:04d}" if self.receipt else ""

    @property
    def text(self) -> str:
        """As it is issued."""
        return self.edited_body or self.body

    @property
    def writer(self) -> Any:
        """Who wrote it; nobody for what the office combined."""
        return self.member or self.organisation or self.township

    @property
    def goes_on_in(self) -> Opinion:
        """The piece whose fate is its own: what it was combined into, else itself."""
        return self.combined_into or self


class Inside(Part):
    """A row inside an opinion."""

    ROOT = "opinion"
    opinion = models.ForeignKey(
        Opinion, models.PROTECT, db_column="case_id", related_name="%(class)ss"
    )

    class Meta(Part.Meta):
        abstract = True
