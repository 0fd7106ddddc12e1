"""Verbs whose form a browser keeps until it has arrived, and the files it sends ahead."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect
from django.utils.datastructures import MultiValueDict

from consultations import services
from members.doors import ActionView
from members.http import SeatRequest, SeatRequired

HAND = "X-Kept-By"  # "user-seat" of whoever typed it; only scripts send it


def of_another(request: SeatRequest) -> bool:
    """Whether somebody else typed this, or the same person in another seat."""
    told = request.headers.get(HAND)
    return told is not None and told != f"{request.user.pk}-{request.seat.pk}"


def uuid_of(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None


class Kept(ActionView):
    """The same press of the same form is carried out once and answered alike ever after.

    A script is told in JSON where it led (200), which files are missing (410), or that another
    hand typed it (401); all refusals are the same pages that everybody gets.
    """

    template = "consultations/action.html"

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if of_another(self.request):
            return JsonResponse({"reason": "hand"}, status=401)
        try:
            with transaction.atomic():
                answer = self.answer(request, **kwargs)
        except services.NotHereError as lost:
            return JsonResponse({"missing": [str(key) for key in lost.keys]}, status=410)
        if isinstance(answer, HttpResponseRedirect) and HAND in request.headers:
            return JsonResponse({"url": answer.url})
        return answer

    def answer(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The first answer to this press, or what comes of it now."""
        user, press = self.request.user, uuid_of(request.POST.get("press", ""))
        if press is None:
            return super().post(request, **kwargs)
        if led := services.answer_to(user, request.path, press):
            messages.success(request, "此前已收到，没有重复记录")
            return redirect(led)
        answer = super().post(request, **kwargs)
        if isinstance(answer, HttpResponseRedirect):
            services.remember(user, request.path, press, answer.url)
            services.used_up(user, [key for _, key in self.ahead()])
        return answer

    def ahead(self) -> list[tuple[str, UUID]]:
        """(field, key) of the files that were sent ahead of this form."""
        told = (one.partition(":") for one in self.request.POST.getlist("ahead"))
        return [(name, key) for name, _, typed in told if (key := uuid_of(typed))]

    def files(self) -> MultiValueDict[str, Any]:
        """What came with the form, and what came ahead of it."""
        asked = self.ahead()
        files: MultiValueDict[str, Any] = self.request.FILES.copy()
        if asked:
            found = services.sent_ahead(self.request.user, [key for _, key in asked])
            for name, key in asked:
                files.appendlist(name, found[key])
        return files


class AheadForm(forms.Form):
    key = forms.UUIDField()
    file = forms.FileField()


class SendAhead(SeatRequired):
    """A file on its way before its form; answered in JSON, for scripts only."""

    def post(self, request: HttpRequest) -> HttpResponse:
        if of_another(self.request):
            return JsonResponse({"reason": "hand"}, status=401)
        form = AheadForm(request.POST, request.FILES)
        if not form.is_valid():
            return refused([str(one) for faults in form.errors.values() for one in faults])
        try:
            services.send_ahead(self.request.user, **form.cleaned_data)
        except ValidationError as refusal:
            return refused(refusal.messages)
        return JsonResponse({}, status=201)


def refused(why: list[str]) -> HttpResponse:
    return JsonResponse({"errors": why}, status=422)
