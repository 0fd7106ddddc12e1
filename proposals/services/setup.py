"""The first day: a committee that can begin, its calendar, and the first people who may sign in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction

from deadlines.keeping import seed_calendar
from members.models import Committee, Role, Seat, User
from members.services import appoint, open_account
from members.services.setup import Founded, Plan, Tally, found
from members.workflow import APART, REGISTRARS, givers
from workflow.hand import SYSTEM, Hand

FIRST_ROLES = (
    Role.OFFICE,
    Role.DIRECTOR,
    Role.LEAD,
    Role.SYSADMIN,
    Role.SECADMIN,
    Role.AUDITOR,
)
ROLES_TOLD = "、".join(f"{role.value}（{role.label}）" for role in FIRST_ROLES)


class Admin(NamedTuple):
    """Somebody who is to have a seat from the first day."""

    role: str
    username: str
    name: str


class Account(NamedTuple):
    """What is told once: an account and its first password."""

    username: str
    name: str
    role: str
    password: str


@dataclass(frozen=True)
class Report:
    """What was made, what had been there, and the first passwords, which nobody can read again."""

    founded: Founded
    accounts: list[Account] = field(default_factory=list)

    @property
    def tally(self) -> Tally:
        return self.founded.tally


@transaction.atomic
def set_up_office(plan: Plan, admins: Sequence[Admin] = ()) -> Report:
    """Make whatever is missing for a committee's first day; what is there stays as it is.

    Raises ValidationError by field; nothing is made then.
    """
    check_admins(admins)
    report = Report(found(plan))
    committee = report.founded.committee
    if not committee.parent_id:
        report.tally.tell("工作日历（历年放假安排）", bool(seed_calendar(committee)))
    in_office = first_registrar(committee)
    for admin in sorted(admins, key=lambda admin: admin.role not in REGISTRARS):
        seat_admin(report, admin, in_office)
    return report


def check_admins(admins: Sequence[Admin]) -> None:
    """Roles that exist on the first day, and no person in two of the three separated offices."""
    for admin in admins:
        if admin.role not in FIRST_ROLES:
            raise ValidationError(
                {
                    "admin": f"首次设置不能指定“{admin.role}”，可选角色：{ROLES_TOLD}；"
                    "督查室、承办单位等其他身份，设置完成后在“账号与身份”页面登记，"
                    "或运行 manage.py give_seat"
                }
            )
        if not admin.username.strip() or not admin.name.strip():
            raise ValidationError({"admin": "请写明账号和姓名，例如 office:bgs01:段立秋"})
    apart = [admin.username.strip().lower() for admin in admins if admin.role in APART]
    if len(apart) != len(set(apart)):
        raise ValidationError(
            {"admin": "系统管理员、安全管理员、审计管理员不得由同一人担任，请分别指定"}
        )


def seat_admin(report: Report, admin: Admin, in_office: Seat | None) -> None:
    """Give the person an account, unless they have one, and the seat, unless they hold it."""
    committee, role = report.founded.committee, Role(admin.role)
    user = User.objects.filter(username__iexact=admin.username.strip()).first()
    held = user and Seat.objects.held().filter(user=user, role=role, committee=committee).exists()
    report.tally.tell(f"{role.label}：{admin.name}（{admin.username}）", not held)
    if held:
        return
    if in_office:
        told = (
            f"本会已有{in_office.get_role_display()}，请由其登录后在“账号与身份”页面登记"
            f"{admin.name}，或运行 manage.py give_seat {role}:{admin.username}:{admin.name}"
        )
        raise ValidationError({"admin": told})
    if user is None:
        user, password = open_account(username=admin.username, name=admin.name.strip())
        report.accounts.append(Account(user.username, user.name, role.label, password))
    first = givers(role, committee.pk).order_by("pk").first()  # enters whom they may
    by = Hand(first) if first else SYSTEM
    appoint(report.founded.registry, by=by, user=user, role=role)


def first_registrar(committee: Committee) -> Seat | None:
    """Whoever keeps the register, longest in office."""
    held = Seat.objects.held().filter(committee=committee, role__in=REGISTRARS)
    return held.order_by("pk").first()


__all__ = ["Account", "Admin", "Report", "check_admins", "set_up_office"]
