"""Signing in and out, one's password, and which seat one acts from."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import authenticate, logout, update_session_auth_hash
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.mixins import LoginRequiredMixin
from django.contrib.auth.views import LoginView
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme
from django.views import View

from common.whole import whole
from members.doors import add_errors
from members.http import CHOSEN
from members.models import Seat, User
from members.services import change_password


class SignInForm(AuthenticationForm):
    error_messages = {
        "invalid_login": "账号或密码不正确，请重新输入；账号和密码区分大小写。",
        "inactive": "此账号已停用，请联系本级政协提案委办公室。",
    }


class SignIn(LoginView):
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """A step pressed after the session's end was lost: it is said, not shown as an error."""
        response = super().form_valid(form)
        if not opens(self.get_redirect_url()):
            messages.warning(self.request, "登录已过期，刚才的操作没有办成，请再办一次。")
        return response

    def get_success_url(self) -> str:
        """Where the person wanted to go, unless that address only takes what a form sends."""
        wanted = super().get_success_url()
        return wanted if opens(wanted) else resolve_url("home")


def opens(address: str) -> bool:
    """Whether a page of ours can be opened there (an unknown address has its own page)."""
    try:
        view = resolve(address.partition("?")[0] or "/").func
    except Resolver404:
        return True
    kind = getattr(view, "view_class", None)
    return kind is None or (hasattr(kind, "get") and "get" in kind.http_method_names)


class PasswordForm(forms.Form):
    old = forms.CharField(
        label="原密码",
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label="新密码",
        help_text="至少12位，不能全是数字，不能与账号或姓名相近",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="再次输入新密码",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("new") and typed.get("again") and typed["new"] != typed["again"]:
            self.add_error("again", "两次输入的新密码不一致")
        return typed


class ChangePassword(LoginRequiredMixin, View):
    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(PasswordForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = PasswordForm(request.POST)
        if not form.is_valid():
            return self.show(form, status=422)
        user = request.user
        assert isinstance(user, User)
        if not self.known(user, form.cleaned_data["old"]):
            form.add_error("old", "原密码不正确")
            return self.show(form, status=422)
        try:
            change_password(user, old=form.cleaned_data["old"], new=form.cleaned_data["new"])
        except ValidationError as refusal:
            add_errors(form, refusal)
            return self.show(form, status=422)
        update_session_auth_hash(request, user)
        messages.success(request, "密码已修改")
        return redirect("home")

    def known(self, user: User, old: str) -> bool:
        """Guesses count as those at the door do; the fifth wrong one closes it and signs out."""
        found = authenticate(self.request, username=user.username, password=old)
        if getattr(self.request, "axes_locked_out", False):
            logout(self.request)
        return found is not None

    def show(self, form: PasswordForm, status: int = 200) -> HttpResponse:
        return render(self.request, "members/password.html", {"form": form}, status=status)


class SwitchSeat(LoginRequiredMixin, View):
    """Act from another of one's own seats; what is not one's own does not exist."""

    def post(self, request: HttpRequest) -> HttpResponse:
        wanted = request.POST.get("seat", "")
        own = Seat.objects.held().filter(user=request.user.pk)
        seat = get_object_or_404(own, pk=whole(wanted) or 0)
        request.session[CHOSEN] = seat.pk
        messages.success(request, f"当前身份：{seat}")
        after = request.POST.get("next", "")
        safe = url_has_allowed_host_and_scheme(after, {request.get_host()})
        return redirect(after if after and safe else "home")
