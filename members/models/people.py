"""People, the units that answer, and who holds which seat. All of it is kept in a registry."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from members.models.committees import Committee, Sector, System, Term
from workflow.models import Part, Root


class Display(models.TextChoices):
    USUAL = "usual", "标准"
    LARGE = "large", "大字"
    CONTRAST = "contrast", "高对比"
    BOTH = "both", "大字、高对比"


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, seat: Any) -> UserQuerySet:
        """Those of the seat's committee."""
        return self.of(seat.committee_id)

    def of(self, committee: int) -> UserQuerySet:
        """Accounts opened in the committee, and of whoever holds or held a seat there."""
        seated = self.model._default_manager.filter(seats__committee=committee)
        people = self.filter(is_machine=False)
        return people.filter(Q(committee=committee) | Q(pk__in=seated.values("pk")))


class UserManager(BaseUserManager["User"]):
    def get_queryset(self) -> UserQuerySet:
        return UserQuerySet(self.model, using=self._db)

    def visible_to(self, seat: Any) -> UserQuerySet:
        return self.get_queryset().visible_to(seat)

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """A person who can sign in. What they may do is a matter of their seats."""

    username = models.CharField("账号", max_length=60, unique=True)
    name = models.CharField("姓名", max_length=40)
    pinyin = models.CharField(  # of the name, in whose order people are listed
        "姓名拼音", max_length=300, blank=True, editable=False, db_collation="C"
    )
    committee = models.ForeignKey(  # at home there: who looks after it while it has no seat
        Committee,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="所属委员会",
    )
    email = models.EmailField("邮箱", blank=True)
    phone = models.CharField("手机", max_length=20, blank=True)
    is_active = models.BooleanField("启用", default=True)
    must_change_password = models.BooleanField("须修改密码", default=False)
    is_machine = models.BooleanField(  # the account of a client of the API: never signs in
        "系统接入账号", default=False, editable=False
    )

    display = models.CharField(  # "" while the person has not chosen
        "显示方式", max_length=8, choices=Display, blank=True, default=""
    )

    objects = UserManager()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    @property
    def holds_seats(self) -> bool:
        """Whether a seat of this account is held: by a person who may sign in, no machine."""
        return self.is_active and not self.is_machine


class Registry(Root):
    """A committee's register of members, units and seats: one case, so each change is proved."""

    class Status(models.TextChoices):
        KEPT = "kept", "登记中"

    status = models.CharField("状态", max_length=20, choices=Status, editable=False)

    def __str__(self) -> str:
        return self.caption()

    def caption(self) -> str:
        return f"{self.case.committee}名册"


class Entered(Part):
    """A line of a register."""

    ROOT = "registry"
    registry = models.ForeignKey(
        Registry, models.PROTECT, db_column="case_id", related_name="%(class)ss"
    )

    class Meta(Part.Meta):
        abstract = True


class Member(Entered):
    """A member (委员) as a person; which terms they serve is a matter of memberships."""

    DIGESTED = frozenset({"name", "phone", "email", "employer"})

    class Status(models.TextChoices):
        SERVING = "serving", "在任"
        LEFT = "left", "已离任"

    status = models.CharField("状态", max_length=20, choices=Status, editable=False)
    name = models.CharField("姓名", max_length=40)
    initials = models.CharField("拼音首字母", max_length=40, blank=True)
    gender = models.CharField("性别", max_length=1, blank=True)
    party = models.CharField("党派", max_length=20, blank=True)
    employer = models.CharField("单位职务", max_length=120, blank=True)
    phone = models.CharField("手机", max_length=20, blank=True)
    email = models.EmailField("邮箱", blank=True)
    placeholder = models.BooleanField("待补登", default=False)  # made by an import

    def __str__(self) -> str:
        return self.name


class Membership(Entered):
    """One member's service in one term."""

    class Status(models.TextChoices):
        SERVING = "serving", "在任"
        ENDED = "ended", "已终止"

    status = models.CharField("状态", max_length=20, choices=Status, editable=False)
    member = models.ForeignKey(Member, models.PROTECT, related_name="memberships")
    term = models.ForeignKey(Term, models.PROTECT, related_name="memberships")
    sector = models.ForeignKey(Sector, models.PROTECT, null=True, related_name="memberships")
    card = models.CharField("委员证号", max_length=20, blank=True)
    standing = models.BooleanField("常务委员", default=False)

    class Meta(Entered.Meta):
        constraints = [
            models.UniqueConstraint(fields=["member", "term"], name="one_membership_a_term")
        ]


class Unit(Entered):
    """A unit that answers (承办单位), or a sub-office (科室) of one."""

    class Status(models.TextChoices):
        ACTIVE = "active", "在用"
        ENDED = "ended", "已撤并"

    status = models.CharField("状态", max_length=20, choices=Status, editable=False)
    committee = models.ForeignKey(Committee, models.PROTECT, related_name="units")
    name = models.CharField("名称", max_length=60)
    short_name = models.CharField("简称", max_length=30)
    initials = models.CharField("拼音首字母", max_length=40, blank=True)
    system = models.ForeignKey(System, models.PROTECT, related_name="units")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="offices"
    )
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors"
    )
    inner_system = models.ForeignKey(  # of a county government: whose dispatcher passes on inside
        System,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="governments",
        verbose_name="二次交办机构",
    )

    class Meta(Entered.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "name"],
                condition=Q(status="active"),
                name="one_unit_of_a_name",
            )
        ]
        ordering = ["initials", "id"]

    def __str__(self) -> str:
        return self.short_name or self.name

    @property
    def current(self) -> Unit:
        """Who carries on its work today: itself, or the unit it went into."""
        return self.successor or self
