"""文明村寨: a village is proposed by its township, judged by the county and the prefecture."""

from __future__ import annotations

from typing import Any

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from consultations.querysets import CivicVillageQuerySet
from members.models import Township
from workflow.models import Root

MOST = 100  # points
Points = models.PositiveSmallIntegerField


def points(label: str) -> Any:
    return Points(label, null=True, validators=[MaxValueValidator(MOST)])


class CivicVillage(Root):
    class Status(models.TextChoices):
        PROPOSED = "proposed", "待县评审"
        RETURNED = "returned", "退回补充"
        RECOMMENDED = "recommended", "待州评定"
        NAMED = "named", "文明村寨"
        DECLINED = "declined", "未评上"
        WITHDRAWN = "withdrawn", "已撤回"
        REVOKED = "revoked", "已撤销"

    DIGESTED = frozenset({"reasons"})
    LIVE = (Status.PROPOSED, Status.RETURNED, Status.RECOMMENDED, Status.NAMED)

    status = models.CharField("状态", max_length=20, choices=Status, editable=False)
    township = models.ForeignKey(Township, models.PROTECT, related_name="civic_villages")
    village = models.CharField("村（社区）", max_length=40)
    reasons = models.TextField("申报理由")
    proposed_on = models.DateField("申报日期")
    county_score = points("县评分")
    prefecture_score = points("州评分")
    named_on = models.DateField("评定日期", null=True)

    objects = CivicVillageQuerySet.as_manager()

    class Meta(Root.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["township", "village"],
                condition=Q(status__in=("proposed", "returned", "recommended", "named")),
                name="one_proposal_of_a_village",
            ),
            models.CheckConstraint(
                condition=Q(county_score=None) | Q(county_score__lte=MOST),
                name="county_score_of_hundred",
            ),
            models.CheckConstraint(
                condition=Q(prefecture_score=None) | Q(prefecture_score__lte=MOST),
                name="prefecture_score_of_hundred",
            ),
        ]
        indexes = [models.Index(fields=["township", "status"], name="villages_of_township")]
        ordering = ["-proposed_on", "-pk"]

    def __str__(self) -> str:
        return self.village

    def caption(self) -> str:
        return f"{self.township}{self.village}申报文明村寨"

    def get_absolute_url(self) -> str:
        return reverse("consultations:village", args=[self.case.uid])
