"""What a password must be besides Django's own checks, told in Chinese."""

from __future__ import annotations

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError

from members.models import User


class LongEnough(MinimumLengthValidator):
    def validate(self, password: str, user: User | None = None) -> None:
        if len(password) < self.min_length:
            raise ValidationError(f"密码太短，至少{self.min_length}位", code="password_too_short")

    def get_help_text(self) -> str:
        return f"密码至少{self.min_length}位"


class MoreThanTheAccount:
    """The account's name over and over is long, and the first thing that anybody tries."""

    REST = 6  # characters that must be left when the account's name is taken out

    def validate(self, password: str, user: User | None = None) -> None:
        account = user.username.lower() if user else ""
        if not account or account not in password.lower():
            return
        if len(password.lower().replace(account, "")) < self.REST:
            raise ValidationError("密码不能由账号重复拼成", code="password_is_account")

    def get_help_text(self) -> str:
        return "密码不能由账号重复拼成"
