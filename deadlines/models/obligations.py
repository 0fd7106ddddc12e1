"""What is owed, by whom, by when, and how that day was reckoned."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from common import clock
from deadlines.arithmetic import Unit as Measure
from deadlines.defaults import DEFAULTS
from deadlines.querysets import ObligationQuerySet
from members.models import Scope, Session
from members.words import said
from workflow.models import Case

DUTIES = [(default.kind.value, default.label) for default in DEFAULTS]
MEASURES = [
    (Measure.WORKDAYS.value, "个工作日"),
    (Measure.MONTHS.value, "个月"),
    (Measure.DAYS.value, "日"),
]

OPEN = Q(met_at=None, cancelled_at=None)


class Obligation(Scope):
    """Somebody owes something for a case by a day. Overdue is a question, not a state.

    The debtor is a scope, not a person: whoever holds a matching seat owes it. The day can be
    reckoned anew from counted_from, count and measure, or from fixed_on, where the policy names a
    date, and the pauses; an extension's own date, extended_to, goes before all of them.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="obligations")
    subject_type = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    kind = models.CharField("事项", max_length=24, choices=DUTIES)
    session = models.ForeignKey(Session, models.PROTECT, null=True, related_name="+")
    counted_from = models.DateField("起算日", default=clock.today)
    count = models.PositiveSmallIntegerField("期限长短", default=0)
    measure = models.CharField(
        "期限单位", max_length=8, choices=MEASURES, default=Measure.DAYS.value
    )
    fixed_on = models.DateField("固定日期", null=True)
    extended_to = models.DateField("延至", null=True)
    paused_on = models.DateField("暂停计时自", null=True)  # the first day of a pause still open
    policy_duty = models.CharField(max_length=24, blank=True)  # whose limit it is
    occasion = models.CharField(max_length=8, blank=True)  # as the policy was looked up
    proposal_kind = models.CharField(max_length=12, blank=True)
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
            models.Index(fields=["committee", "case"], condition=OPEN, name="owed_in_committee"),
            models.Index(fields=["case", "due_on"], condition=OPEN, name="owed_of_case"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}（{self.due_on}）"

    def get_kind_display(self) -> str:  # type: ignore[no-redef]
        """What is owed, in the words of the committee and of the session's term."""
        return self.said(str(dict(DUTIES).get(self.kind, self.kind)))

    def said(self, text: str) -> str:
        return said(text, self.committee_id, self.session_id)


class Pause(models.Model):
    """Days on which an obligation's limit did not run, both included."""

    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="pauses")
    first = models.DateField("自")
    last = models.DateField("至")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="pause_ends_after_start")
        ]
        ordering = ["first", "id"]

    def __str__(self) -> str:
        return f"{self.first}至{self.last}"
