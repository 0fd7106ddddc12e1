"""Who may act for what: roles, the scopes they are held for, and the seats people hold."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Expression, Q, Value
from django.db.models.functions import Cast, Coalesce, Concat

from common import clock
from members.models.committees import Committee, Organisation, System, Township
from members.models.people import Entered, Member, Unit, User


class Role(models.TextChoices):
    OFFICE = "office", "提案委办公室"
    DIRECTOR = "director", "提案委主任"
    DISPATCHER = "dispatcher", "督查室"
    LIAISON = "liaison", "承办单位经办"
    UNIT_HEAD = "unit_head", "承办单位主要负责同志"
    LEAD = "lead", "领办督办领导"
    MEMBER = "member", "政协委员"
    CONTACT = "contact", "集体提案联系人"
    ORG_HEAD = "org_head", "集体提案负责人"
    TOWNSHIP = "township", "乡镇委员工作室"
    PARTY = "party", "乡镇党委"
    EXPERT = "expert", "参政议政专家"
    SYSADMIN = "sysadmin", "系统管理员"
    SECADMIN = "secadmin", "安全管理员"
    AUDITOR = "auditor", "审计管理员"
    CLIENT = "client", "政府系统"


SLASH = Value("/", output_field=models.TextField())
EMPTY = Value("", output_field=models.TextField())


class Scope(models.Model):
    """Which part of a committee somebody stands for."""

    role = models.CharField("角色", max_length=12, choices=Role)
    committee = models.ForeignKey(Committee, models.PROTECT, related_name="+")
    system = models.ForeignKey(System, models.PROTECT, null=True, blank=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    member = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    township = models.ForeignKey(Township, models.PROTECT, null=True, blank=True, related_name="+")

    scope_key = models.GeneratedField(  # equal for a debt and for the seats that owe it
        expression=Concat(
            "role",
            *(
                part
                for name in ("committee", "system", "unit", "organisation", "member", "township")
                for part in (SLASH, Coalesce(Cast(f"{name}_id", models.TextField()), EMPTY))
            ),
            output_field=models.TextField(),
        ),
        output_field=models.TextField(),
        db_persist=True,
    )

    NARROWING: ClassVar[tuple[str, ...]] = (
        "system",
        "unit",
        "organisation",
        "member",
        "township",
    )

    class Meta:
        abstract = True

    def place(self) -> str:
        """Whom this scope stands for, in words."""
        for name in ("unit", "member", "organisation", "township"):
            if getattr(self, f"{name}_id"):
                return str(getattr(self, name))
        if self.system_id and self.system:
            return self.system.office
        return self.committee.name


class SeatQuerySet(models.QuerySet["Seat"]):
    def held(self) -> SeatQuerySet:
        """Seats that somebody holds today: a person, for a machine owes nothing."""
        return self.in_force().filter(user__is_active=True, user__is_machine=False)

    def in_force(self, on: date | Expression | None = None) -> SeatQuerySet:
        """Seats that are valid today, whatever has become of the account."""
        today = on or clock.today()
        return self.filter(
            Q(valid_to=None) | Q(valid_to__gte=today),
            status=Seat.Status.HELD,
            valid_from__lte=today,
        )

    def with_scope(self) -> SeatQuerySet:
        return self.select_related("user", "committee", *Scope.NARROWING)


class Seat(Entered, Scope):
    """A person in a role, for a scope, for a time. Events keep the seat, not only the person."""

    class Status(models.TextChoices):
        HELD = "held", "在任"
        ENDED = "ended", "已结束"

    status = models.CharField("状态", max_length=20, choices=Status, editable=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="seats")
    valid_from = models.DateField("起")
    valid_to = models.DateField("止", null=True, blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta(Entered.Meta):
        indexes = [
            models.Index(fields=["user"], condition=Q(status="held"), name="seat_of_user"),
            models.Index(fields=["scope_key"], condition=Q(status="held"), name="seat_by_key"),
        ]

    def __str__(self) -> str:
        return f"{self.place()} {self.get_role_display()}"

    @property
    def is_staff_of_committee(self) -> bool:
        return self.role in (Role.OFFICE, Role.DIRECTOR, Role.LEAD)

    def scope(self) -> dict[str, Any]:
        """Role and columns, as they stand in obligations and in rules."""
        names = ("committee_id", *(f"{name}_id" for name in self.NARROWING))
        return {"role": self.role} | {name: getattr(self, name) for name in names}
