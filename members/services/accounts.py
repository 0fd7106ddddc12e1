"""Accounts: a name to sign in with, and a password that only its owner knows."""

from __future__ import annotations

import secrets

from axes.utils import reset as unlock
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from members.models import Committee, Display, User
from members.reading_checks import ACCOUNT, MISSPELT
from members.spelling import pinyin

ALPHABET = "abcdefghjkmnpqrstuvwxyzACDEFGHJKLMNPQRTUVWXYZ2346789"  # no 0/O, 1/l/I


def first_password() -> str:
    """A password to be told once and changed at the first sign-in."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(4))


def open_account(
    *,
    username: str,
    name: str,
    password: str = "",
    email: str = "",
    phone: str = "",
    committee: Committee | None = None,
) -> tuple[User, str]:
    """A new account and its first password.

    Without a committee it is at home where it gets its first seat. Raises ValidationError by
    field: a name that is taken, misspelt, or longer than there is room for.
    """
    password = password or first_password()
    user = User(
        username=free_name(username),
        name=name,
        pinyin=pinyin(name),
        email=email,
        phone=phone,
        committee=committee,
        must_change_password=True,
    )
    user.clean_fields(exclude=("password", "committee"))
    user.set_password(password)
    user.save()
    return user, password


def free_name(username: str) -> str:
    """As it is kept. Raises ValidationError for one that is misspelt or taken."""
    username = username.strip().lower()
    if not ACCOUNT.fullmatch(username):
        raise ValidationError({"username": MISSPELT}, code="misspelt")
    if User.objects.filter(username__iexact=username).exists():
        raise ValidationError({"username": f"账号“{username}”已有人使用"}, code="taken")
    return username


def change_password(user: User, *, old: str, new: str) -> None:
    """Change one's own password; the old one must be known."""
    if not user.check_password(old):
        raise ValidationError({"old": "原密码不正确"})
    if new == old:
        raise ValidationError({"new": "新密码不能与原密码相同"})
    try:
        validate_password(new, user)
    except ValidationError as refusal:
        raise ValidationError({"new": refusal.messages}) from None
    user.set_password(new)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])


def choose_display(user: User, display: str) -> User:
    """显示设置: how all pages are drawn for this account from now on."""
    user.display = Display(display)
    user.save(update_fields=["display"])
    return user


def reset_password(user: User) -> str:
    """A new first password, told once to whoever asked; wrong tries of before are forgiven."""
    password = first_password()
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    unlock(username=user.username)
    return password
