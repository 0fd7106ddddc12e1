"""What is done about a key proposal: visits, instructions, and what the media told of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from members.models import Entry, Member, Unit
from proposals.models.keys import OfKey


class KeyVisit(OfKey):
    """督办活动: 调研、座谈、视察、走访."""

    class Status(models.TextChoices):
        PLANNED = "planned", "已通知"
        HELD = "held", "已开展"
        CALLED_OFF = "called_off", "已取消"

    DIGESTED = frozenset({"body", "notes"})

    status = models.CharField("状态", max_length=20, choices=Status, editable=False)
    sort = models.ForeignKey(Entry, models.PROTECT, related_name="+", verbose_name="活动类型")
    planned_on = models.DateField("日期")
    place = models.CharField("地点", max_length=120)
    body = models.TextField("安排", blank=True)
    held_on = models.DateField("开展日期", null=True)
    notes = models.TextField("活动情况", blank=True)

    class Meta(OfKey.Meta):
        ordering = ["-planned_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.sort}　{self.place}"


class KeyGuest(models.Model):
    """A member or a unit that is invited, and whether they came; told by the visit's events."""

    visit = models.ForeignKey(KeyVisit, models.PROTECT, related_name="guests")
    member = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    present = models.BooleanField("到会", null=True)  # null: it has not been held yet

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "member", "unit"],
                nulls_distinct=False,
                name="one_invitation_of_a_guest",
            ),
            models.CheckConstraint(
                condition=Q(member=None, unit__isnull=False) | Q(member__isnull=False, unit=None),
                name="one_guest",
            ),
        ]
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.member or self.unit)


class KeyInstruction(OfKey):
    """批示: what a leader wrote, for whom, and what became of it by when."""

    class Status(models.TextChoices):
        OPEN = "open", "待反馈"
        ANSWERED = "answered", "已反馈"
        CLOSED = "closed", "已办结"
        VOID = "void", "已作废"

    DIGESTED = frozenset({"by_whom", "words", "answer"})

    status = models.CharField("状态", max_length=20, choices=Status, editable=False)
    by_whom = models.CharField("批示领导", max_length=60)
    said_on = models.DateField("批示日期")
    words = models.TextField("批示内容")
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, related_name="+", verbose_name="落实单位"
    )
    due_on = models.DateField("反馈期限")
    answer = models.TextField("落实情况", blank=True)
    answered_on = models.DateField("反馈日期", null=True)
    closed_on = models.DateField("办结日期", null=True)

    class Meta(OfKey.Meta):
        ordering = ["said_on", "pk"]
        indexes = [models.Index(fields=["unit", "status"], name="instructions_of_unit")]

    def __str__(self) -> str:
        return f"{self.by_whom}批示"

    @property
    def handler(self) -> str:
        return str(self.unit) if self.unit else "提案委办公室"


class MediaReport(OfKey):
    """What was broadcast, printed or put on the web about it."""

    class Status(models.TextChoices):
        RECORDED = "recorded", "已登记"
        VOID = "void", "已作废"

    class Medium(models.TextChoices):
        BROADCAST = "broadcast", "广播电视"
        PRESS = "press", "报刊"
        WEB = "web", "网络"

    class Form(models.TextChoices):
        FACE = "face", "面对面"
        TRACK = "track", "追踪报道"
        NEWS = "news", "新闻报道"

    status = models.CharField("状态", max_length=20, choices=Status, editable=False)
    medium = models.CharField("媒体类型", max_length=10, choices=Medium)
    form = models.CharField("报道形式", max_length=8, choices=Form)
    outlet = models.CharField("媒体名称", max_length=60)
    title = models.CharField("标题", max_length=120)
    on = models.DateField("报道日期")
    link = models.URLField("网址", blank=True)

    class Meta(OfKey.Meta):
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return self.title
