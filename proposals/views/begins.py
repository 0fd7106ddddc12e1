"""Pages on which something about supervision begins: a year's list, a letter."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from members.doors import add_errors
from members.http import OfRoles, hand_of
from workflow.hand import Hand
from workflow.models import Root
from workflow.procedure import AlreadyDone


class Beginning(OfRoles):
    """A form that bears an affair: shown, refused with what was typed, or carried out."""

    form: ClassVar[type[Any]]
    model: ClassVar[type[Root]]
    action: ClassVar[TextChoices]  # the first verb of what begins
    template: ClassVar[str]

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.show(self.form(**self.about()))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST, request.FILES, **self.about())
        if not form.is_valid():
            return self.show(form, status=422)
        told = dict(form.cleaned_data)
        by = hand_of(request, press=told.pop("press"))
        try:
            row = self.bear(told, by)
        except AlreadyDone as done:
            return self.onward(self.model(case=done.case))
        except ValidationError as refusal:
            add_errors(form, refusal)
            return self.show(form, status=422)
        messages.success(request, self.said(row))
        return self.onward(row)

    def about(self) -> dict[str, Any]:
        """What the form is made for."""
        return {"seat": self.request.seat}

    def bear(self, told: dict[str, Any], by: Hand) -> Any:
        """By the service."""
        raise NotImplementedError

    def said(self, row: Any) -> str:
        raise NotImplementedError

    def onward(self, row: Any) -> HttpResponse:
        return redirect(row)

    def show(self, form: forms.BaseForm, status: int = 200) -> HttpResponse:
        return render(self.request, self.template, self.about() | {"form": form}, status=status)
