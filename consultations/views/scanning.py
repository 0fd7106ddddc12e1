"""Pages for whoever scanned the code of a meeting, or of what came of it: no account, no script."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from common.middleware import client_address
from consultations import forms, services
from consultations.forms.scanning import masked
from consultations.sheets import SHEETS, found
from consultations.views.public import STATUS, Public, stranger
from members.doors import add_errors

BROWSER = "rates"  # cookie: a number of its own for each browser, which names nobody
KEPT = 180 * 24 * 3600  # seconds


class Scanned(Public):
    """A form behind a code; closed for good once the consultation has gone on."""

    word: ClassVar[str]
    form: ClassVar[type[Any]]
    template: ClassVar[str]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        row = found(kwargs["token"], self.word)
        if row is None:
            raise Http404
        self.row = row
        if not SHEETS[self.word].is_open(row):
            return render(request, "consultations/public/closed.html", status=410)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        return self.show(self.form(row=self.row))

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        form = self.form(request.POST, row=self.row)
        if not form.is_valid():
            return self.show(form, status=422)
        try:
            return self.carry_out(form.cleaned_data)
        except ValidationError as refusal:
            add_errors(form, refusal)
            code = getattr(refusal, "code", "") or ""
            return self.show(form, status=STATUS.get(code, 422))

    def carry_out(self, told: dict[str, Any]) -> HttpResponse:
        raise NotImplementedError

    def show(self, form: Any, status: int = 200, **more: Any) -> HttpResponse:
        context = {"form": form, "row": self.row, "at": self.request.path} | more
        return render(self.request, self.template, context, status=status)


class SignIn(Scanned):
    word, form, template = "sign-in", forms.ScanIn, "consultations/public/sign_in.html"

    def carry_out(self, told: dict[str, Any]) -> HttpResponse:
        by, address = stranger(self.request, None), client_address(self.request)
        guest = services.scan_in(self.row, by=by, address=address, **told)
        return self.show(None, here=masked(guest.name), role=guest.role)


class Rate(Scanned):
    word, form, template = "rating", forms.ScanRating, "consultations/public/rating.html"

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        task = request.GET.get("done", "")
        rated = self.row.tasks.filter(pk=int(task)).first() if task.isdecimal() else None
        return self.show(self.form(row=self.row), rated=rated)

    def carry_out(self, told: dict[str, Any]) -> HttpResponse:
        browser = known_browser(self.request) or uuid4()
        by, address = stranger(self.request, None), client_address(self.request)
        rating = services.scan_rating(self.row, by=by, address=address, browser=browser, **told)
        answer = redirect(f"{self.request.path}?done={rating.task_id}")
        remember(answer, browser)
        return answer

    def show(self, form: Any, status: int = 200, **more: Any) -> HttpResponse:
        answer = super().show(form, status, **more)
        if known_browser(self.request) is None:
            remember(answer, uuid4())
        return answer


def known_browser(request: HttpRequest) -> UUID | None:
    told = request.get_signed_cookie(BROWSER, default="", salt=BROWSER)
    return UUID(told) if told else None


def remember(answer: HttpResponse, browser: UUID) -> None:
    answer.set_signed_cookie(
        BROWSER, str(browser), salt=BROWSER, max_age=KEPT, httponly=True, samesite="Lax"
    )
