"""Pages for villagers who scanned a code: no account, no script needed."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode
from django.views import View

from common.middleware import client_address
from consultations import forms, services
from consultations.models import Venue
from consultations.receipts import told
from members.doors import add_errors
from workflow.hand import Hand

STATUS = {"too_many": 429}  # of the answer, by the code of a refusal


class Public(View):
    """Kept in no cache: "back" gives a form with a press of its own."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer = super().dispatch(request, *args, **kwargs)
        add_never_cache_headers(answer)
        return answer


class Wish(Public):
    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        open_ones = Venue.objects.filter(status=Venue.Status.OPEN)
        known = open_ones.select_related("township__committee")
        self.venue = get_object_or_404(known, token=kwargs["token"])

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        return self.show(forms.Wish())

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        form = forms.Wish(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(form, status=422)
        words = dict(form.cleaned_data)
        by = stranger(request, words.pop("press"))
        try:
            topic = services.wish(self.venue, by=by, address=client_address(request), **words)
        except ValidationError as refusal:
            return self.refuse(form, refusal)
        asked = urlencode({"no": topic.receipt})
        return redirect(f"{reverse('villagers:receipt')}?{asked}")

    def refuse(self, form: forms.Wish, refusal: ValidationError) -> HttpResponse:
        """With all that was typed; a press that has borne another wish makes way for a new one."""
        code = getattr(refusal, "code", "") or ""
        if code == "spent":
            form.data = {**self.request.POST.dict(), "press": str(uuid4())}
        add_errors(form, refusal)
        return self.show(form, status=STATUS.get(code, 422))

    def show(self, form: forms.Wish, status: int = 200) -> HttpResponse:
        if self.request.FILES and "pictures" not in form.errors:  # no browser keeps them
            form.add_error("pictures", "照片没有保留，请重新选择")
        context = {"form": form, "venue": self.venue}
        return render(self.request, "consultations/public/wish.html", context, status=status)


def stranger(request: HttpRequest, press: Any) -> Hand:
    """The system's hand, also where somebody is signed in; the record keeps no address."""
    return Hand(None, press=press, request_id=getattr(request, "request_id", ""))


class Receipt(Public):
    """The number stands behind the question mark, which the log of requests does not keep."""

    def get(self, request: HttpRequest) -> HttpResponse:
        form = forms.AskReceipt(request.GET if "no" in request.GET else None)
        if not form.is_valid():
            return self.show(form, status=404 if form.is_bound else 200)
        try:
            found = told(form.cleaned_data["no"], client_address(request))
        except ValidationError as refusal:
            form.add_error("no", refusal)
            return self.show(form, status=429)
        if found is None:
            form.add_error("no", "没有查到这个回执号，请核对后重新填写")
        return self.show(form, found, status=200 if found else 404)

    def show(
        self, form: forms.AskReceipt, found: dict[str, Any] | None = None, *, status: int
    ) -> HttpResponse:
        context = {"form": form, "found": found}
        return render(self.request, "consultations/public/receipt.html", context, status=status)
