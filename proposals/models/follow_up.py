"""跟踪检查 (专项民主监督, 回头看): answers of an earlier session, looked at again on the spot."""

from __future__ import annotations

import hashlib

from django.db import models
from django.db.models import Q
from django.urls import reverse

from members.models import Entry, Member, Role, Seat, Session
from proposals.models.commitments import Commitment
from proposals.models.proposal import Proposal
from proposals.models.regrading import Regrading
from workflow.models import Part, Root


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    def visible_to(self, seat: Seat) -> FollowUpQuerySet:
        """The committee's own people all of it; who visits, that in which they do."""
        here = self.filter(committee=seat.committee_id)
        if seat.is_staff_of_committee:
            return here
        return here.filter(pk__in=Visit.objects.visible_to(seat).values("follow_up"))


class FollowUp(Root):
    """One campaign. What was drawn can be drawn again by anybody from its seed."""

    class Status(models.TextChoices):
        OPEN = "open", "进行中"
        ENDED = "ended", "已结束"
        CALLED_OFF = "called_off", "已取消"

    class Manner(models.TextChoices):
        OVERSIGHT = "oversight", "专项民主监督"
        LOOK_BACK = "look_back", "回头看"

    DIGESTED = frozenset({"conclusion"})

    status = models.CharField("状态", max_length=20, choices=Status, editable=False)
    session = models.ForeignKey(Session, models.PROTECT, related_name="follow_ups")
    name = models.CharField("名称", max_length=80)
    manner = models.CharField("方式", max_length=12, choices=Manner)
    grades = models.CharField("类别", max_length=60)  # codes, with a blank between them
    population = models.PositiveIntegerField("符合条件")
    size = models.PositiveIntegerField("抽取件数", null=True)  # null: all of them
    seed = models.CharField("随机种子", max_length=40, blank=True)
    started_on = models.DateField("开展日期")
    due_on = models.DateField("走访时限")
    conclusion = models.TextField("结论", blank=True)
    ended_on = models.DateField("结束日期", null=True)

    objects = FollowUpQuerySet.as_manager()

    class Meta(Root.Meta):
        ordering = ["-case"]

    def __str__(self) -> str:
        return self.name

    def caption(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("proposals:follow_up", args=[self.case.uid])

    @property
    def grade_codes(self) -> list[str]:
        return self.grades.split()


def lot(seed: str, number: int | None) -> str:
    """The lot of a case: SHA-256 of seed:number; the smallest ones are drawn."""
    return hashlib.sha256(f"{seed}:{number or 0}".encode()).hexdigest()


class VisitQuerySet(models.QuerySet["Visit"]):
    def visible_to(self, seat: Seat) -> VisitQuerySet:
        """All to the committee's own people, to a member theirs, to experts those of experts."""
        here = self.filter(follow_up__committee=seat.committee_id)
        if seat.is_staff_of_committee:
            return here
        if seat.role == Role.EXPERT:
            return here.filter(member=None)
        own = Q(member=seat.member_id, member__isnull=False)
        return here.filter(own) if seat.role == Role.MEMBER else self.none()


class Visit(Part):
    """One case to be looked at: by a member, or by the experts' pool where none is named."""

    class Status(models.TextChoices):
        ASSIGNED = "assigned", "待走访"
        REPORTED = "reported", "待处理"
        SETTLED = "settled", "已处理"
        DROPPED = "dropped", "不再走访"

    class Finding(models.TextChoices):
        TRUE = "true", "与答复相符"
        PARTLY = "partly", "部分相符"
        FALSE = "false", "与答复不符"

    class Outcome(models.TextChoices):
        NOTHING = "nothing", "无须处理"
        PROMISE = "promise", "承诺事项重新列为待落实"
        GRADE = "grade", "提请改定类别"

    ROOT = "follow_up"
    DIGESTED = frozenset({"words"})
    POOL = "参政议政人才库"  # who goes where no member is named

    status = models.CharField("状态", max_length=20, choices=Status, editable=False)
    follow_up = models.ForeignKey(
        FollowUp, models.PROTECT, related_name="visits", db_column="case_id"
    )
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="visits")
    grade = models.ForeignKey(Entry, models.PROTECT, related_name="+", verbose_name="抽取时的类别")
    member = models.ForeignKey(
        Member, models.PROTECT, null=True, related_name="+", verbose_name="走访委员"
    )
    visited_on = models.DateField("走访日期", null=True)
    finding = models.CharField("走访结论", max_length=8, choices=Finding, blank=True)
    words = models.TextField("走访情况", blank=True)
    outcome = models.CharField("处理", max_length=8, choices=Outcome, blank=True)
    promise = models.ForeignKey(
        Commitment, models.PROTECT, null=True, related_name="found_in", verbose_name="承诺事项"
    )
    regrading = models.ForeignKey(
        Regrading, models.PROTECT, null=True, related_name="found_in", verbose_name="改定类别"
    )
    settled_on = models.DateField("处理日期", null=True)

    objects = VisitQuerySet.as_manager()

    class Meta(Part.Meta):
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["follow_up", "proposal"], name="visited_once")
        ]

    def __str__(self) -> str:
        return f"{self.proposal.label}《{self.proposal}》"

    def came_of(self, *, inside: bool) -> list[str]:
        """What came of it, in words; both where a promise is owed again and a grade asked for.

        inside: to the committee; to others a change of grade once it is decided.
        """
        told = []
        if self.promise:
            told.append(f"{Visit.Outcome.PROMISE.label}：{self.promise}")
        if self.regrading and (inside or self.regrading.status == Regrading.Status.ACCEPTED):
            told.append(f"{self.regrading}（{self.regrading.get_status_display()}）")
        return told or [self.get_outcome_display()] * bool(self.outcome)

    @property
    def visitor(self) -> str:
        return str(self.member) if self.member else self.POOL
