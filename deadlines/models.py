"""What is owed, by whom, by when; and the policies that say how long each thing may take."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from common import clock
from deadlines.arithmetic import Unit as Measure
from deadlines.defaults import DEFAULTS
from deadlines.querysets import ObligationQuerySet
from members.models import Committee, Scope, Session, Term
from workflow.models import Case

DUTIES = [(default.kind.value, default.label) for default in DEFAULTS]
MEASURES = [
    (Measure.WORKDAYS.value, "个工作日"),
    (Measure.MONTHS.value, "个月"),
    (Measure.DAYS.value, "日"),
]

OPEN = Q(met_at=None, cancelled_at=None)


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

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "term", "occasion", "proposal_kind", "duty"],
                nulls_distinct=False,
                name="one_policy_of_a_kind",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_duty_display()}：{self.count}{self.get_measure_display()}"


class Obligation(Scope):
    """Somebody owes something for a case by a day. Overdue is a question, not a state.

    The debtor is a scope, not a person: whoever holds a matching seat owes it.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="obligations")
    subject_type = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    kind = models.CharField("事项", max_length=24, choices=DUTIES)
    session = models.ForeignKey(Session, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField("期限")
    provisional = models.BooleanField("暂定", default=False)
    due_version = models.PositiveSmallIntegerField(default=1)  # a new date reminds anew
    first_due_on = models.DateField("原期限")
    rule = models.CharField("依据", max_length=200)
    opened_at = models.DateTimeField(default=clock.now)
    met_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    objects = ObligationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=[
                    *("subject_type", "subject_id", "kind"),
                    *("role", "system", "member", "organisation"),
                ],
                condition=OPEN,
                nulls_distinct=False,
                name="owed_once",
            )
        ]
        indexes = [
            models.Index(fields=["scope_key", "due_on", "id"], condition=OPEN, name="owed_by_key"),
            models.Index(fields=["due_on"], condition=OPEN, name="owed_by_day"),
            models.Index(fields=["unit", "due_on"], condition=OPEN, name="owed_by_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}（{self.due_on}）"
