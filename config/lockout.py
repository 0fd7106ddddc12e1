"""When the door is locked to guesses, and what a person then sees."""

from __future__ import annotations

import unicodedata
from typing import Any

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

MOST_FROM_ADDRESS = 100  # failures, whatever the accounts: a whole office may share an address


class Doorkeeper(AxesDatabaseHandler):  # type: ignore[misc]
    """Besides an account at an address: an address that tries one account after another."""

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """Those of the account at the address; as many as lock it, when the address must wait."""
        own = int(super().get_failures(request, credentials))
        busy = self.failures_from(request) >= MOST_FROM_ADDRESS
        return max(own, settings.AXES_FAILURE_LIMIT) if busy else own

    def failures_from(self, request: Any) -> int:
        """Wrong passwords from the address within the time of the lock."""
        since = get_cool_off_threshold(request)
        tried = AccessAttempt.objects.filter(
            ip_address=request.axes_ip_address, attempt_time__gte=since
        )
        return tried.aggregate(total=Sum("failures_since_start"))["total"] or 0


class LockedForm(AuthenticationForm):
    """The sign-in form that only says when to come back; it tries no password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():  # an empty one is not what is wrong
            field.required = False

    def clean(self) -> dict[str, Any]:
        """Never valid; the sentence is the same whether the account exists or not."""
        raise ValidationError("登录失败次数过多，请 15 分钟后再试，或联系提案委办公室。")


def refuse(request: HttpRequest, *_: Any) -> HttpResponse:
    """Answer a sign-in of a locked account and address with 429 and the sign-in page."""
    form = LockedForm(request, data=request.POST)
    return render(request, "registration/login.html", {"form": form}, status=429)


def username(request: HttpRequest | None, credentials: dict[str, Any] | None = None) -> str:
    """The account that is tried, spelt as the sign-in compares it: no spelling gives new tries."""
    typed = (credentials or {}).get("username")
    if typed is None and request is not None:
        typed = request.POST.get("username")
    return unicodedata.normalize("NFKC", str(typed or "")).strip().lower()
