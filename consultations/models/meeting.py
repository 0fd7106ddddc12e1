"""Before and in the meeting: visits, who was there, what was said."""

from __future__ import annotations

from django.db import models

from consultations.models.consultation import Consultation, Inside
from consultations.querysets import MaterialQuerySet
from members.models import Entry, Member, Township, Unit


class Noted(models.TextChoices):
    RECORDED = "recorded", "已记录"
    VOID = "void", "已作废"


class Brought(Inside):
    """What a township brings in: the one that leads, or one that takes part (共同协商)."""

    township = models.ForeignKey(  # null: the one that leads
        Township, models.PROTECT, null=True, related_name="+", editable=False
    )

    class Meta(Inside.Meta):
        abstract = True


class Visit(Brought):
    """A survey visit (走访调研); without one there is no meeting (不调研不协商)."""

    Status = Noted
    DIGESTED = frozenset({"notes", "by_whom"})

    status = models.CharField("状态", max_length=20, choices=Noted, editable=False)
    visited_on = models.DateField("走访日期")
    village = models.CharField("村（社区）", max_length=40, blank=True)
    by_whom = models.CharField("走访人员", max_length=200)
    households = models.PositiveIntegerField("走访户数", default=0)
    people = models.PositiveIntegerField("走访人数", default=0)
    notes = models.TextField("调研情况")

    class Meta(Inside.Meta):
        ordering = ["visited_on", "id"]

    def __str__(self) -> str:
        return f"{self.visited_on}走访调研"


class Attendee(Brought):
    """Somebody who is invited, or came, in one of the committee's own roles."""

    class Status(models.TextChoices):
        INVITED = "invited", "已邀请"
        PRESENT = "present", "已签到"
        ABSENT = "absent", "未到会"

    class Way(models.TextChoices):
        LIST = "list", "名单签到"
        SCAN = "scan", "扫码签到"

    DIGESTED = frozenset({"name", "phone"})

    status = models.CharField("状态", max_length=20, choices=Status, editable=False)
    role = models.ForeignKey(Entry, models.PROTECT, related_name="+", verbose_name="参会身份")
    name = models.CharField("姓名", max_length=40)
    phone = models.CharField("联系电话", max_length=20, blank=True)
    member = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    signed_in_by = models.CharField("签到方式", max_length=4, choices=Way, blank=True)

    class Meta(Inside.Meta):
        ordering = ["role__position", "id"]

    def __str__(self) -> str:
        return self.name


class Speech(Brought):
    """What somebody said to a point of the agenda."""

    Status = Noted
    DIGESTED = frozenset({"speaker", "text"})

    status = models.CharField("状态", max_length=20, choices=Noted, editable=False)
    consultation = models.ForeignKey(
        Consultation, models.PROTECT, db_column="case_id", related_name="speeches"
    )
    point = models.CharField("议程", max_length=60)
    speaker = models.CharField("发言人", max_length=60)
    text = models.TextField("发言要点")

    class Meta(Inside.Meta):
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.speaker}的发言"


class Material(Inside):
    """What was sent to invited people before the meeting (会前材料), with its files."""

    Status = Noted

    status = models.CharField("状态", max_length=20, choices=Noted, editable=False)
    what = models.CharField("材料", max_length=100)
    sent_on = models.DateField("送达日期")
    recipients = models.ManyToManyField(Attendee, related_name="materials", verbose_name="送达人员")

    objects = MaterialQuerySet.as_manager()

    class Meta(Inside.Meta):
        ordering = ["sent_on", "id"]

    def __str__(self) -> str:
        return self.what
