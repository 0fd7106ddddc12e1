"""What a person sees after five wrong passwords."""

from __future__ import annotations

import unicodedata
from typing import Any

from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class LockedForm(AuthenticationForm):
    """The sign-in form that only says when to come back; it tries no password."""

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
