"""账号与身份: what can be done to an account or a seat, one page each."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from members import services
from members.doors import add_errors
from members.forms_people import (
    BareAccount,
    Details,
    NewAccount,
    Reason,
    RoleForm,
    SeatForm,
)
from members.http import hand_of
from members.models import Registry, Role, User
from members.services.people import OPENERS, why_not_manage
from members.services.registry import registry_of
from members.views.people import PeoplePage
from members.workflow import GIVES


@method_decorator(never_cache, name="dispatch")
class ActPage(PeoplePage):
    """Show a form, hand it to a service, go back to the person; refusals stay on the page."""

    title: ClassVar[str]
    lead: ClassVar[str] = ""
    danger: ClassVar[bool] = False
    form_class: type[forms.Form] = Reason

    def refuse(self) -> None:
        """Raise Http404 or PermissionDenied for whoever this is not for."""
        raise NotImplementedError

    def carry_out(self, form: Any) -> HttpResponse:
        raise NotImplementedError

    def form(self, data: Any = None) -> forms.Form:
        return self.form_class(data)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.refuse()
        return self.show(self.form())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.refuse()
        form = self.form(request.POST)
        if not form.is_valid():
            return self.show(form, status=422)
        try:
            return self.carry_out(form)
        except ValidationError as refusal:
            add_errors(form, refusal)
            return self.show(form, status=422)

    def show(self, form: forms.Form, status: int = 200) -> HttpResponse:
        context = {"form": form, "title": self.title, "lead": self.lead, "danger": self.danger}
        context |= self.about()
        return render(self.request, "members/people_form.html", context, status=status)

    def about(self) -> dict[str, Any]:
        user = self.person()
        return {"subject": f"{user.name}（{user.username}）", "back": page_of(user)}

    def registry(self) -> Registry:
        return registry_of(self.request.seat.committee)

    def back(self, user: User, told: str) -> HttpResponse:
        messages.success(self.request, told)
        return redirect(page_of(user))

    def tell_once(self, user: User, password: str, told: str) -> HttpResponse:
        """The only page that ever shows the password."""
        context = {"person": user, "password": password, "told": told, "back": page_of(user)}
        return render(self.request, "members/people_password.html", context)


UNSEATED_YET = "开通后由安全管理员或提案委办公室登记身份；没有身份的，登录后看不到任何内容。"


def page_of(user: User) -> str:
    return reverse("people:person", args=[user.pk])


class GivingPage(ActPage):
    """Only for who gives seats; without a role in the address, that is asked first."""

    def refuse(self) -> None:
        if self.request.seat.role not in GIVES:
            raise PermissionDenied("身份由提案委办公室或安全管理员登记")

    def form(self, data: Any = None) -> forms.Form:
        seat, asked = self.request.seat, RoleForm(self.request.GET, seat=self.request.seat)
        if not asked.is_valid():
            return RoleForm(seat=seat)
        role = Role(asked.cleaned_data["role"])
        return self.form_class(data, role=role, seat=seat)  # type: ignore[call-arg]

    def about(self) -> dict[str, Any]:
        asked = RoleForm(self.request.GET, seat=self.request.seat)
        role = Role(asked.cleaned_data["role"]).label if asked.is_valid() else ""
        return {"role": role, "asking": not role, "again": self.request.path}


class Open(GivingPage):
    """The office and the 安全管理员 open it with a seat, the 系统管理员 without one."""

    title, form_class = "新建账号", NewAccount

    @property
    def bare(self) -> bool:
        role = self.request.seat.role
        return role in OPENERS and role not in GIVES

    def refuse(self) -> None:
        if not self.bare:
            super().refuse()

    def form(self, data: Any = None) -> forms.Form:
        return BareAccount(data) if self.bare else super().form(data)

    def about(self) -> dict[str, Any]:
        lead = {"lead": UNSEATED_YET} if self.bare else super().about()
        return lead | {"subject": "", "back": reverse("people:list")}

    def carry_out(self, form: Any) -> HttpResponse:
        hand = hand_of(self.request)
        if self.bare:
            user, password = services.open_bare(self.registry(), by=hand, **form.cleaned_data)
            return self.tell_once(user, password, "已开通账号，尚无身份")
        seat, password = services.open_with_seat(self.registry(), by=hand, **form.told())
        return self.tell_once(seat.user, password, f"已开通账号，身份：{seat}")


class Give(GivingPage):
    title, form_class = "新增身份", SeatForm

    def refuse(self) -> None:
        self.person()
        super().refuse()

    def about(self) -> dict[str, Any]:
        return ActPage.about(self) | super().about()

    def carry_out(self, form: SeatForm) -> HttpResponse:
        user, hand = self.person(), hand_of(self.request)
        seat = services.appoint(self.registry(), by=hand, user=user, **form.told())
        return self.back(user, f"已新增身份：{seat}")


class ManagingPage(ActPage):
    """Only for who looks after that account."""

    def refuse(self) -> None:
        if why := why_not_manage(self.request.seat, self.person()):
            raise PermissionDenied(why)


class Edit(ManagingPage):
    title = "修改资料"

    def form(self, data: Any = None) -> forms.Form:
        user = self.person()
        return Details(data, initial={n: getattr(user, n) for n in ("name", "phone", "email")})

    def carry_out(self, form: Details) -> HttpResponse:
        told = form.cleaned_data
        user = services.change_account(
            self.registry(), self.person(), by=hand_of(self.request), **told
        )
        return self.back(user, "已修改资料")


class Reset(ManagingPage):
    title, danger, form_class = "重置密码", True, forms.Form
    lead = "原密码随即失效，新的初始密码只显示一次；本人首次登录须修改。"

    def carry_out(self, form: forms.Form) -> HttpResponse:
        user = self.person()
        password = services.renew_password(self.registry(), user, by=hand_of(self.request))
        return self.tell_once(user, password, "已重置密码")


class Close(ManagingPage):
    title, danger = "停用账号", True
    lead = "停用后不能登录，所任身份视为空缺；可以再启用。"

    def carry_out(self, form: Reason) -> HttpResponse:
        user, hand = self.person(), hand_of(self.request)
        services.close_account(self.registry(), user, by=hand, **form.cleaned_data)
        return self.back(user, "已停用账号")


class Reopen(ManagingPage):
    title, form_class = "启用账号", forms.Form
    lead = "启用后可以用原密码登录，未结束的身份随之恢复。"

    def carry_out(self, form: forms.Form) -> HttpResponse:
        user = services.reopen_account(self.registry(), self.person(), by=hand_of(self.request))
        return self.back(user, "已启用账号")
