"""本页说明: for every page what it is for, what to do first, what its words mean, whom to ask."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.views import View

from config.help_texts import AREAS, texts
from members.http import came_from


def help_url(request: HttpRequest) -> str:
    """Where the page that is asked for is explained; the list where it has no text."""
    match = request.resolver_match
    if match is None or match.view_name not in texts():
        return reverse("help_index")
    return reverse("help", args=[match.view_name])


def opened(page: str) -> str:
    """The address of a page that needs to be told nothing, so that one can go there."""
    try:
        return reverse(page)
    except NoReverseMatch:
        return ""


class Explaining(View):
    """Open to everybody: who cannot sign in has to read it too."""

    def show(self, template: str, context: dict[str, Any]) -> HttpResponse:
        seated = getattr(self.request, "seat", None) is not None
        frame = "base.html" if seated else "base_bare.html"
        return render(self.request, template, context | {"frame": frame})


class HelpPage(Explaining):
    def get(self, request: HttpRequest, page: str) -> HttpResponse:
        found = texts().get(page)
        if found is None:
            raise Http404
        back = came_from(request) or opened(page)
        return self.show("help.html", {"help": found, "back": back})


class HelpIndex(Explaining):
    def get(self, request: HttpRequest) -> HttpResponse:
        groups = [
            (label, [one for one in texts().values() if one.area == area])
            for area, label in AREAS.items()
        ]
        return self.show("help_index.html", {"groups": groups})
