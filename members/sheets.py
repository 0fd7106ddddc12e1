"""A sheet that is saved by itself while it is written: what every kind of draft answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone

from common.forms import written


def overtaken(request: HttpRequest, draft: Any, form: forms.BaseForm) -> HttpResponse:
    """Other words were kept elsewhere: this person's own stay on the page (409)."""
    kept = [{"label": b.label, "value": written(b)} for b in form.visible_fields()]
    context = {"subject": str(draft), "url": request.path, "kept": kept, "changes": []}
    return render(request, "errors/409.html", context, status=409)


def autosaved(form: forms.BaseForm, save: Callable[[], Any]) -> JsonResponse:
    """The new version and the time of day, 409 when the page is behind, 422 when it is bent."""
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=422)
    try:
        draft = save()
    except ValidationError as refusal:
        return JsonResponse({"errors": refusal.messages}, status=409)
    saved = timezone.localtime(draft.updated_at)
    return JsonResponse({"version": draft.revision, "saved_at": f"{saved:%H:%M}"})
