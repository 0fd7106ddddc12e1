"""Committees, their terms and sessions, and what hangs on them for years."""

from __future__ import annotations

from datetime import date, datetime

from django.db import models
from django.db.models import F, Q

from common import clock


class Level(models.TextChoices):
    PROVINCE = "province", "省"
    PREFECTURE = "prefecture", "市（州）"
    COUNTY = "county", "县（市、区）"


class Committee(models.Model):
    """A CPPCC committee; a node of the tree of divisions."""

    code = models.CharField("行政区划代码", max_length=6, unique=True)
    name = models.CharField("名称", max_length=60)  # 政协彩云州委员会
    short_name = models.CharField("简称", max_length=20)  # 彩云州
    level = models.CharField("层级", max_length=10, choices=Level)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Township(models.Model):
    """A township (乡镇、街道) of a county."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="townships")
    code = models.CharField("代码", max_length=9, unique=True)
    name = models.CharField("名称", max_length=40)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    def named_for(self, committee_id: int) -> str:
        """鱼塘乡 for its own county, 青山县·鱼塘乡 for whoever sees several."""
        other = self.committee_id != committee_id
        return f"{self.committee.short_name}·{self}" if other else self.name


class System(models.Model):
    """A system of units that one dispatcher looks after (党群系统, 政府系统 …)."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="systems")
    name = models.CharField("名称", max_length=40)
    office = models.CharField("交办机构", max_length=60)  # 州政府办公室督查室

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["committee", "name"], name="one_system_of_a_name")
        ]

    def __str__(self) -> str:
        return self.name


class Term(models.Model):
    """A term (届) of a committee."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="terms")
    ordinal = models.PositiveSmallIntegerField("届")
    starts_on = models.DateField("开始")
    ends_on = models.DateField("结束", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["committee", "ordinal"], name="one_term_of_a_number")
        ]

    def __str__(self) -> str:
        return f"第{chinese(self.ordinal)}届"


class SessionQuerySet(models.QuerySet["Session"]):
    def opened(self, committee: Committee) -> SessionQuerySet:
        """Those that were opened by today, the last one first."""
        opened = self.filter(term__committee=committee, opens_on__lte=clock.today())
        return opened.order_by("-opens_on")

    def current(self, committee: Committee) -> Session | None:
        """The session that takes proposals today: the last one that was opened."""
        return self.opened(committee).select_related("term").first()


class Session(models.Model):
    """A plenary session (次会议) and the time after it, up to the next one."""

    term = models.ForeignKey(Term, models.PROTECT, related_name="sessions")
    ordinal = models.PositiveSmallIntegerField("次")
    name = models.CharField("名称", max_length=30)  # 十一届二次会议
    opens_on = models.DateField("开始征集")
    plenary_from = models.DateField("全会开始")
    plenary_to = models.DateField("全会结束")
    cutoff = models.DateTimeField("大会提案截止")  # later ones are 平时提案
    published_on = models.DateField("统计公布日期", null=True)  # from then on grades are frozen

    objects = SessionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["term", "ordinal"], name="one_session_of_a_number"),
            models.CheckConstraint(
                condition=Q(plenary_to__gte=F("plenary_from")), name="plenary_ends_after_start"
            ),
        ]
        ordering = ["-opens_on"]

    def __str__(self) -> str:
        return self.name

    def in_plenary(self, at: datetime) -> bool:
        """Whether a proposal submitted at that instant belongs to the plenary (大会提案)."""
        return at <= self.cutoff


class Sector(models.Model):
    """A sector (界别) of a term."""

    term = models.ForeignKey(Term, models.PROTECT, related_name="sectors")
    name = models.CharField("名称", max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["term", "name"], name="one_sector_of_a_name")
        ]

    def __str__(self) -> str:
        return self.name


class Organisation(models.Model):
    """Whoever may submit as a body (2018 national rules, art. 2)."""

    class Kind(models.TextChoices):
        PARTY = "party", "党派"
        PEOPLE = "people", "人民团体"
        SECTOR = "sector", "界别"
        GROUP = "group", "委员小组"
        SPECIAL = "special", "专门委员会"
        OTHER = "other", "其他"

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="organisations")
    name = models.CharField("名称", max_length=60)
    kind = models.CharField("类型", max_length=8, choices=Kind)
    sector = models.ForeignKey(Sector, models.PROTECT, null=True, blank=True)
    placeholder = models.BooleanField("待补登", default=False)  # made by an import

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["committee", "name"], name="one_organisation_of_a_name")
        ]

    def __str__(self) -> str:
        return self.name


class Counter(models.Model):
    """The last number that was given out; locked while numbers are taken."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="+")
    session = models.ForeignKey(Session, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=20)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "session", "name"], nulls_distinct=False, name="one_counter"
            )
        ]


class Entry(models.Model):
    """One line of a committee's dictionary: what differs from place to place is data."""

    class Book(models.TextChoices):
        CATEGORY = "category", "提案类别"
        GROUND = "ground", "不予立案理由"
        DISPOSITION = "disposition", "不予立案后的去向"
        GRADE = "grade", "办理结果类别"
        WORD = "word", "用语"
        RULE = "rule", "办理规则"
        FOCUS = "focus", "协商重点"
        DISCUSSED = "discussed", "列入协商的依据"
        UNDISCUSSED = "undiscussed", "不列入协商的理由"
        ATTENDEE = "attendee", "参会身份"
        GATHERING = "gathering", "活动类型"
        KEY = "key", "重点提案遴选标准"
        VISIT = "visit", "督办活动类型"

    class Field(models.TextChoices):  # the five (五大建设) that every place reports by
        ECONOMY = "economy", "经济建设"
        POLITICS = "politics", "政治建设"
        CULTURE = "culture", "文化建设"
        SOCIETY = "society", "社会建设"
        ECOLOGY = "ecology", "生态文明建设"

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="entries")
    term = models.ForeignKey(Term, models.PROTECT, null=True, blank=True, related_name="+")
    book = models.CharField("词典", max_length=12, choices=Book)
    code = models.CharField("代码", max_length=20)
    label = models.CharField("名称", max_length=60)
    meaning = models.TextField("说明", blank=True)
    field = models.CharField("五大建设", max_length=8, choices=Field, blank=True)
    points = models.PositiveSmallIntegerField("分值", default=0)  # of a criterion; 0: no points
    position = models.PositiveSmallIntegerField("顺序", default=0)
    retired_on = models.DateField("停用日期", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "term", "book", "code"],
                nulls_distinct=False,
                name="one_entry_of_a_code",
            )
        ]
        ordering = ["book", "position", "id"]

    def __str__(self) -> str:
        return self.label


DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """A number below 100 in Chinese numerals: 12 → 十二."""
    tens, ones = divmod(number, 10)
    high = ("" if tens == 1 else DIGITS[tens]) + "十" if tens else ""
    return high + (DIGITS[ones] if ones or not tens else "")


def day(value: date) -> str:
    return f"{value.year}年{value.month}月{value.day}日"
