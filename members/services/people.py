"""Accounts of a committee's people: opened, changed, closed, given a new password.

An account itself is no case; the register notes what was done to it, never the password.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from members.models import Registry, Role, Seat, User
from members.services.accounts import open_account, reset_password
from members.services.following import follow
from members.services.seats import (
    appoint,
    lasting,
    left_behind,
    refuse_the_last_giver,
    shortened,
    transfer_seat,
)
from members.spelling import pinyin
from members.workflow import BUSINESS, PEOPLE, REGISTRY, RegistryAction
from workflow.hand import SYSTEM, Hand
from workflow.holding import holding, lend

MANAGES: dict[str, frozenset[Role]] = {  # whose accounts each role looks after
    Role.OFFICE: BUSINESS,
    Role.SYSADMIN: BUSINESS | {Role.SYSADMIN},
    Role.SECADMIN: PEOPLE,
}
OPENERS = (Role.SYSADMIN, Role.SECADMIN)  # open and look after accounts that have no seat
TITLES = {"name": "姓名", "phone": "手机", "email": "邮箱"}
ABROAD = "此账号在其他委员会也有身份，请由服务器管理员办理（manage.py reset_password）"


def why_not_manage(seat: Any, user: User) -> str:
    """Why this seat may not change that account; empty when it may.

    Who holds seats that the hand doesn't look after, or in another committee, is out of reach:
    a new password would open those too.
    """
    held = list(lasting(user).values_list("role", "committee"))
    if not held:
        return why_not_unseated(seat, user)
    if any(committee != seat.committee_id for _, committee in held):
        return ABROAD
    if any(role not in MANAGES.get(seat.role, ()) for role, _ in held):
        return f"{seat.get_role_display()}不能更改此账号，请由安全管理员办理"
    return ""


def why_not_unseated(seat: Any, user: User) -> str:
    """Whoever knew its password would know that of what it may become: not for the office."""
    if user.committee_id not in (None, seat.committee_id):
        return ABROAD
    if seat.role in OPENERS:
        return ""
    return "此账号还没有身份，请由系统管理员或安全管理员管理；需要身份的，可以先登记身份"


def tell(registry: Registry, what: str, user: User, *, by: Hand) -> None:
    """The register's note of what was done to an account; of the server's hand, as such."""
    action = RegistryAction.NOTE if by.seat else RegistryAction.CONSOLE
    with REGISTRY.moving(registry, action, by=by, note=f"{what}：账号{user.username}"):
        pass


@contextmanager
def managing(registry: Registry, user: User, *, by: Hand, told: str) -> Iterator[User]:
    """The account, fresh, under the register's lock; the register notes what is done to it."""
    with holding(registry.case) as case:
        user = User.objects.select_for_update().get(pk=user.pk)
        if by.seat is not None and (why := why_not_manage(by.seat, user)):
            raise PermissionDenied(why)
        tell(lend(registry, case), told, user, by=by)
        yield user


def open_bare(
    registry: Registry, *, by: Hand, username: str, name: str, phone: str = "", email: str = ""
) -> tuple[User, str]:
    """开通账号 without a seat: the person sees nothing until somebody gives them one (三员分立).

    Raises PermissionDenied for all but the administrators, ValidationError by field.
    """
    with holding(registry.case) as case:
        registry = lend(registry, case)
        if not isinstance(by.seat, Seat) or by.seat.role not in OPENERS:
            raise PermissionDenied("账号由系统管理员开通")
        told = {"username": username, "name": name, "phone": phone, "email": email}
        user, password = open_account(committee=registry.case.committee, **told)
        tell(registry, "开通账号（尚无身份）", user, by=by)
    return user, password


def open_with_seat(
    registry: Registry,
    *,
    by: Hand,
    username: str,
    name: str,
    role: str,
    phone: str = "",
    email: str = "",
    **scope: Any,
) -> tuple[Seat, str]:
    """A new account with its first seat, and its first password, which is told once."""
    with holding(registry.case) as case:
        registry = lend(registry, case)
        user, password = open_account(username=username, name=name, phone=phone, email=email)
        seat = appoint(registry, by=by, user=user, role=role, **scope)
        tell(registry, "开通账号", user, by=by)
    return seat, password


def hand_seat_on(
    seat: Seat, *, by: Hand, username: str, name: str = "", reason: str = ""
) -> tuple[Seat, str]:
    """移交: somebody else takes the seat over; a new account is opened for who has none.

    The password is empty unless one was opened. Raises ValidationError by field.
    """
    with holding(seat.case) as case:
        seat = lend(seat, case)
        user = User.objects.filter(username__iexact=username.strip()).first()
        password = ""
        if user is None:
            if not name.strip():
                raise ValidationError({"name": f"没有账号“{username}”，要新开通的请填写姓名"})
            user, password = open_account(username=username, name=name.strip())
            tell(seat.registry, "开通账号", user, by=by)
        elif not User.objects.visible_to(seat).filter(pk=user.pk).exists():
            raise ValidationError({"username": f"账号“{username}”不是本会的账号，请核对"})
        taken = transfer_seat(seat, by=by, user=user, reason=reason)
    follow()
    return taken, password


def change_account(
    registry: Registry, user: User, *, by: Hand, name: str, phone: str = "", email: str = ""
) -> User:
    """Another name or other ways to reach the person; the note says what, not the numbers."""
    told = {"name": name, "phone": phone, "email": email}
    changed = [key for key, value in told.items() if getattr(user, key) != value]
    if not changed:
        return user
    what = "、".join(TITLES[key] for key in changed)
    with managing(registry, user, by=by, told=f"更改{what}") as user:
        for key in changed:
            setattr(user, key, told[key])
        user.pinyin = pinyin(user.name)
        user.save(update_fields=[*changed, "pinyin"])
    return user


def renew_password(registry: Registry, user: User, *, by: Hand) -> str:
    """A new first password, told once; whoever is signed in with the old one is signed out."""
    refuse_oneself(user, by, "请用“修改密码”更改自己的密码")
    with managing(registry, user, by=by, told="重置密码") as user:
        return reset_password(user)


@transaction.atomic
def reset_from_console(user: User) -> str:
    """The same on the server, for whom no seat may do it; each committee's register notes it."""
    committees = set(lasting(user).values_list("committee", flat=True))
    for registry in Registry.objects.filter(case__committee__in=committees).order_by("pk"):
        tell(registry, "重置密码", user, by=SYSTEM)
    return reset_password(user)


def close_account(registry: Registry, user: User, *, by: Hand, reason: str) -> User:
    """停用: nobody signs in with it any more; its seats stay, and count as empty.

    Raises ValidationError (code owing) when something would be owed by nobody.
    """
    refuse_oneself(user, by, "不能停用自己的账号，请由其他管理人员办理")
    with managing(registry, user, by=by, told=f"停用账号（{reason}）") as user:
        seats = list(Seat.objects.held().with_scope().filter(user=user.pk))
        refuse_the_last_giver(seats)
        if still := [debt for seat in seats for debt in left_behind(seat)]:
            raise ValidationError(
                f"还有未办事项：{shortened(still)}。请先把所任身份移交他人", code="owing"
            )
        user.is_active = False
        user.save(update_fields=["is_active"])
    follow()
    return user


def reopen_account(registry: Registry, user: User, *, by: Hand) -> User:
    """启用: the person signs in again, with the seats that have not ended."""
    with managing(registry, user, by=by, told="启用账号") as user:
        user.is_active = True
        user.save(update_fields=["is_active"])
    return user


def refuse_oneself(user: User, by: Hand, advice: str) -> None:
    if by.seat is not None and by.seat.user_id == user.pk:
        raise ValidationError(advice, code="oneself")


__all__ = [
    "change_account",
    "close_account",
    "hand_seat_on",
    "open_bare",
    "open_with_seat",
    "renew_password",
    "reopen_account",
    "reset_from_console",
    "why_not_manage",
]
