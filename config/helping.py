"""本页说明: for every page what it is for, what to do first, what its words mean, whom to ask.

The texts stand in config/help/*.toml, by the name of the page's address; a test fails for a page
without. They also make the manuals in docs/manuals.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.views import View

from members.http import came_from

TEXTS = Path(__file__).resolve().parent / "help"
AREAS = {  # by file, in the order of the list
    "site": "登录、工作台和消息",
    "proposals": "提案",
    "papers": "文书和社情民意",
    "consultations": "院坝协商",
    "keeping": "名册、设置和管理",
}
ASKED = {
    "office": "本级政协提案委办公室",
    "director": "本级政协提案委主任",
    "dispatcher": "党委或政府办公室督查室；不能解决的，再问本级政协提案委办公室",
    "sysadmin": "本会系统管理员",
    "secadmin": "本会安全管理员",
    "auditor": "本会审计管理员",
    "county": "县（市、区）政协提案委办公室",
    "township": "张贴二维码的乡镇委员工作室",
}


class Help(NamedTuple):
    """What is said of one page; `lights`: whether the traffic lights are explained too."""

    page: str
    area: str
    name: str
    what: str
    first: list[str]
    words: list[str]
    lights: bool
    ask: str


@cache
def texts() -> dict[str, Help]:
    """By the name of the address, in the order of the files."""
    return {
        page: told(page, area, words)
        for area in AREAS
        for page, words in tomllib.loads((TEXTS / f"{area}.toml").read_text("utf-8")).items()
    }


def told(page: str, area: str, words: dict[str, Any]) -> Help:
    usual = {"words": [], "lights": False, "ask": "office"}
    given = usual | words
    return Help(page=page, area=area, **given | {"ask": ASKED[given["ask"]]})


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
