"""What the commands about accounts and seats have in common."""

from __future__ import annotations

from typing import NamedTuple

from django.core.management.base import CommandError

from members.models import Committee, Role, Seat, User
from members.workflow import PEOPLE, givers
from workflow.hand import SYSTEM, Hand

ROLES_TOLD = "、".join(f"{role.value}（{role.label}）" for role in Role if role in PEOPLE)


class Named(NamedTuple):
    """Somebody as the command line names them."""

    role: Role
    username: str
    name: str


def named(text: str) -> Named:
    """office:bgs02:白露, with ASCII or Chinese colons."""
    parts = [part.strip() for part in text.replace("：", ":").split(":")]
    if len(parts) != 3 or not all(parts):
        raise CommandError(f"“{text}”应写成 角色:账号:姓名，例如 liaison:jtj01:张三")
    if parts[0] not in PEOPLE:
        raise CommandError(f"没有角色“{parts[0]}”，可选：{ROLES_TOLD}")
    return Named(Role(parts[0]), parts[1].lower(), parts[2])


def giving_hand(role: Role, committee: Committee, username: str) -> Hand:
    """The seat of that account, else the first that may give the role, else the set-up itself."""
    seats = givers(role, committee.pk).order_by("pk")
    if not username:
        first = seats.first()
        return Hand(first) if first else SYSTEM
    if seat := seats.filter(user__username__iexact=username).first():
        return Hand(seat)
    able = "、".join(seats.values_list("user__username", flat=True)) or "（没有）"
    raise CommandError(f"账号“{username}”不能登记{role.label}，可用 --by 指定：{able}")


def account_named(username: str) -> User:
    user = User.objects.filter(username__iexact=username.strip()).first()
    if user is None:
        raise CommandError(f"没有账号“{username}”，请核对")
    return user


def seats_told(user: User) -> str:
    held = Seat.objects.held().with_scope().filter(user=user.pk)
    return "；".join(map(str, held)) or "没有在任身份"
