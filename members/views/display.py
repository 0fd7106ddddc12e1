"""显示设置: how the pages are drawn for this account, or in this browser before signing in."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from members.display import COOKIE, YEAR, display_of
from members.http import came_from
from members.models import Display, User
from members.services import choose_display


class DisplayForm(forms.Form):
    display = forms.ChoiceField(label="显示方式", choices=Display.choices, widget=forms.RadioSelect)


class DisplaySettings(View):
    """Open to everybody, with an account or without."""

    def get(self, request: HttpRequest) -> HttpResponse:
        now = display_of(request) or Display.USUAL
        return self.show(DisplayForm(initial={"display": now}))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = DisplayForm(request.POST)
        if not form.is_valid():
            return self.show(form, status=422)
        answer = redirect(came_from(request) or "display")
        self.keep(answer, form.cleaned_data["display"])
        if getattr(request, "seat", None) is not None:  # the frame without it shows no messages
            messages.success(request, "显示方式已保存")
        return answer

    def keep(self, answer: HttpResponse, display: str) -> None:
        """For the account on every computer; without one, in this browser for a year."""
        if isinstance(self.request.user, User):
            choose_display(self.request.user, display)
            return
        secure = settings.SESSION_COOKIE_SECURE
        answer.set_cookie(
            COOKIE, display, max_age=YEAR, secure=secure, httponly=True, samesite="Lax"
        )

    def show(self, form: DisplayForm, status: int = 200) -> HttpResponse:
        seated = getattr(self.request, "seat", None) is not None
        context = {
            "form": form,
            "frame": "base.html" if seated else "base_bare.html",
            "back": came_from(self.request),
        }
        return render(self.request, "members/display.html", context, status=status)
