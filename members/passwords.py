"""How long a password must be, told in Chinese (Django's catalogue lacks that sentence)."""

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
