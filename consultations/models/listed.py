"""What was agreed, and what somebody has to do about it by when."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models

from consultations.models.consultation import Consultation, Inside
from consultations.models.meeting import Noted
from members.models import Unit


class Consensus(Inside):
    """One thing the meeting agreed on (共识)."""

    Status = Noted

    status = models.CharField("状态", max_length=20, choices=Noted, editable=False)
    consultation = models.ForeignKey(
        Consultation, models.PROTECT, db_column="case_id", related_name="consensuses"
    )
    number = models.PositiveSmallIntegerField("序号")
    text = models.TextField("共识内容")

    class Meta(Inside.Meta):
        ordering = ["number"]

    def __str__(self) -> str:
        return f"共识{self.number}"


class TaskQuerySet(models.QuerySet["Task"]):
    def live(self) -> TaskQuerySet:
        """Those that count: neither dropped from the list nor replaced by another unit's."""
        return self.exclude(status__in=(Task.Status.DROPPED, Task.Status.REASSIGNED))

    def undone(self) -> TaskQuerySet:
        """Those that keep a list from being closed."""
        return self.exclude(status__in=Task.ENDS)


class Task(Inside):
    """What one unit, or the township itself, has to do."""

    class Status(models.TextChoices):
        LISTED = "listed", "已列入"
        DROPPED = "dropped", "已删去"
        WAITING = "waiting", "待签收"
        HANDLING = "handling", "办理中"
        RETURN_ASKED = "return_asked", "申请退回"
        REASSIGNED = "reassigned", "已改派"
        REPORTED = "reported", "待核查"
        DONE = "done", "已完成"
        TURNED = "turned", "转为提案"
        TO_OPINION = "to_opinion", "转为社情民意"

    class Level(models.TextChoices):
        COUNTY = "county", "县级事权"
        TOWNSHIP = "township", "乡镇事权"

    ENDS = (Status.DROPPED, Status.REASSIGNED, Status.DONE, Status.TURNED, Status.TO_OPINION)

    status = models.CharField("状态", max_length=20, choices=Status, editable=False)
    consensus = models.ForeignKey(Consensus, models.PROTECT, related_name="tasks")
    number = models.PositiveSmallIntegerField("序号")
    what = models.CharField("任务", max_length=200)
    level = models.CharField("事权", max_length=8, choices=Level)
    unit = models.ForeignKey(  # null: the township does it itself
        Unit, models.PROTECT, null=True, related_name="+", verbose_name="责任单位"
    )
    formerly = models.ForeignKey(  # the unit that was split
        Unit, models.PROTECT, null=True, related_name="+", verbose_name="原责任单位"
    )
    quantity = models.DecimalField(
        "数量", max_digits=12, decimal_places=2, null=True, validators=[MinValueValidator(0)]
    )
    measure = models.CharField("计量单位", max_length=10, blank=True)
    money = models.DecimalField(  # yuan
        "资金（元）", max_digits=14, decimal_places=2, null=True, validators=[MinValueValidator(0)]
    )
    money_source = models.CharField("资金来源", max_length=60, blank=True)
    due_on = models.DateField("完成时限")
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="replaced_by", verbose_name="接替"
    )
    proposed = models.ForeignKey(  # by who asked to give it back
        Unit, models.PROTECT, null=True, related_name="+", verbose_name="建议单位"
    )
    signed_on = models.DateField("签收日期", null=True)
    reported_on = models.DateField("报完成日期", null=True)
    done_on = models.DateField("完成日期", null=True)

    objects = TaskQuerySet.as_manager()

    class Meta(Inside.Meta):
        ordering = ["number", "id"]
        indexes = [models.Index(fields=["unit", "status"], name="tasks_of_unit")]

    def __str__(self) -> str:
        return self.what

    @property
    def amount(self) -> str:
        """How much, as people write it: 40盏, 12.5公里; nothing where none was agreed."""
        if self.quantity is None:
            return ""
        plain = f"{self.quantity:f}"
        return f"{plain.rstrip('0').rstrip('.') if '.' in plain else plain}{self.measure}"

    @property
    def handler(self) -> str:
        """Who does it, as people call them."""
        return str(self.unit or self.consultation.township)


class TaskExtension(Inside):
    """申请延期 of a task: until when and why; decided by who checks the task."""

    class Status(models.TextChoices):
        PENDING = "pending", "待决定"
        ACCEPTED = "accepted", "同意"
        REFUSED = "refused", "不同意"
        LAPSED = "lapsed", "已失效"

    status = models.CharField("状态", max_length=20, choices=Status, editable=False)
    task = models.ForeignKey(Task, models.PROTECT, related_name="extensions")
    due_on = models.DateField("原时限")
    until = models.DateField("申请延至")
    reason = models.TextField("理由")

    class Meta(Inside.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["task"],
                condition=models.Q(status="pending"),
                name="one_pending_task_extension",
            )
        ]


class Progress(Inside):
    """How far a task has come, with the evidence (files)."""

    Status = Noted
    DIGESTED = frozenset({"text"})

    status = models.CharField("状态", max_length=20, choices=Noted, editable=False)
    consultation = models.ForeignKey(
        Consultation, models.PROTECT, db_column="case_id", related_name="progresses"
    )
    task = models.ForeignKey(Task, models.PROTECT, related_name="progress")
    on = models.DateField("日期")
    text = models.TextField("进展情况")

    class Meta(Inside.Meta):
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return f"{self.on}进展"
