"""The policies that say how long each thing may take."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from deadlines.models.obligations import DUTIES, MEASURES
from members.models import Committee, Term


class Policy(models.Model):
    """How long one duty may take in one place; the most exact one that fits is used.

    committee empty: the platform's default. term, occasion or proposal_kind empty: for all.
    """

    committee = models.ForeignKey(
        Committee, models.PROTECT, null=True, blank=True, related_name="policies"
    )
    term = models.ForeignKey(Term, models.PROTECT, null=True, blank=True, related_name="+")
    occasion = models.CharField("大会或平时", max_length=8, blank=True)
    proposal_kind = models.CharField("提案形式", max_length=12, blank=True)
    duty = models.CharField("事项", max_length=24, choices=DUTIES)
    count = models.PositiveSmallIntegerField("期限")
    measure = models.CharField("单位", max_length=8, choices=MEASURES)
    fixed_on = models.DateField("固定日期", null=True, blank=True)  # instead of counting
    rule = models.CharField("依据", max_length=200, blank=True)  # empty: the default's sentence
    retired_at = models.DateTimeField("停用时间", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "term", "occasion", "proposal_kind", "duty"],
                condition=Q(retired_at=None),
                nulls_distinct=False,
                name="one_policy_of_a_kind",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_duty_display()}：{self.count}{self.get_measure_display()}"
