"""{% papers_of_case %}, _of_list and _of_year: the papers of a page, for who looks at it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import uuid4

from django import template
from django.urls import reverse

from documents.papers import PAPERS, About, Paper, of
from documents.subjects import Subject, own_of
from members.words import said_of
from proposals.models import Assignment, Opinion, Reply, WarningLetter
from proposals.side_roads import concerned

register = template.Library()
Line = dict[str, Any]


@dataclass
class OnPage(Subject):
    """The same by what the page of the case has read already: no question to the database."""

    page: Any = None
    unit: Line | None = None

    @cached_property
    def shares(self) -> list[Assignment]:
        return [one["share"] for one in self.page["units"]]

    @cached_property
    def letter(self) -> Reply | None:
        found: Reply | None = self.unit["reply"] if self.unit else None
        return found

    @cached_property
    def opinion(self) -> Opinion | None:
        return own_of(self.page["opinions"], self.part)

    @property
    def was_urged(self) -> bool:
        told = {one.share for one in self.page["urged"]}
        return self.part.pk in told and concerned(self.seat, self.part)


@register.inclusion_tag("documents/papers.html", takes_context=True)
def papers_of_case(context: Any) -> dict[str, list[Line]]:
    """Those that are there for who looks at it."""
    seat, proposal = context["seat"], context["proposal"]
    whole, uid = OnPage(seat, proposal, page=context), proposal.case.uid
    lines = [line(paper, "", [uid]) for paper in there(About.CASE, whole)]
    for unit in context["units"]:
        share = unit["share"]
        part = OnPage(seat, proposal, share, page=context, unit=unit)
        for paper in there(About.SHARE, part):
            label = said_of(paper.label, proposal)
            lines.append(line(paper, str(share.unit), [uid, share.pk], label))
    return {"lines": lines}


def there(kind: About, about: Subject) -> list[Paper]:
    return [one for one in of(kind) if about.seat.role in one.roles and one.there(about)]


def line(paper: Paper, unit: str, where: list[Any], label: str = "") -> Line:
    door = "documents:share" if unit else "documents:case"
    return {
        "label": label or paper.label,
        "unit": unit,
        "links": list(forms_at(door, [*where, paper.code])),
    }


def forms_at(door: str, where: list[Any]) -> Iterator[tuple[str, str]]:
    for name, form in (("Word", "docx"), ("PDF", "pdf")):
        yield name, reverse(door, args=[*where, form])


@register.inclusion_tag("documents/year_buttons.html", takes_context=True)
def papers_of_year(context: Any, session: Any) -> dict[str, Any]:
    """Buttons that take 通报 and 工作情况报告 away; nothing for whom they are not."""
    role = context["seat"].role
    links = [
        (f"{paper.label}（{name}）", url)
        for paper in of(About.YEAR)
        if role in paper.roles
        for name, url in forms_at("documents:year", [paper.code])
    ]
    return {
        "press": uuid4(),
        "session": session,
        "csrf_token": context.get("csrf_token"),
        "links": links,
    }


@register.inclusion_tag("documents/year_buttons.html", takes_context=True)
def papers_of_follow_up(context: Any, follow_up: Any) -> dict[str, Any]:
    """Buttons that take the report away; nothing for whom it is not."""
    paper = PAPERS["follow_up"]
    links = []
    if context["seat"].role in paper.roles:
        for name, form in (("Word", "docx"), ("PDF", "pdf")):
            url = reverse("documents:follow_up", args=[follow_up.case.uid, form])
            links.append((f"{paper.label}（{name}）", url))
    return {"press": uuid4(), "csrf_token": context.get("csrf_token"), "links": links}


@register.inclusion_tag("documents/list_buttons.html", takes_context=True)
def papers_of_meeting(context: Any) -> dict[str, Any]:
    """Buttons that take 审查结果清单 away."""
    return {
        "shown": True,
        "press": uuid4(),
        "what": PAPERS["results"].label,
        "csrf_token": context.get("csrf_token"),
        "links": list(forms_at("documents:results", [context["meeting"].case.uid])),
    }


@register.inclusion_tag("documents/list_buttons.html", takes_context=True)
def papers_of_list(context: Any, notice_on: Any = None) -> dict[str, Any]:
    """Buttons that take 交办清单 away; nothing for whom it is not."""
    shown = context["seat"].role in PAPERS["list"].roles
    return {
        "shown": shown,
        "press": uuid4(),
        "what": PAPERS["list"].label,
        "notice_on": notice_on,
        "csrf_token": context.get("csrf_token"),
        "links": list(forms_at("documents:list", [])),
    }


@register.inclusion_tag("documents/list_buttons.html", takes_context=True)
def papers_of_key_list(context: Any) -> dict[str, Any]:
    """Buttons that take the report on a year's key proposals away."""
    paper = PAPERS["keys"]
    return {
        "shown": context["seat"].role in paper.roles,
        "press": uuid4(),
        "what": paper.label,
        "csrf_token": context.get("csrf_token"),
        "links": list(forms_at("documents:keys", [context["row"].case.uid])),
    }


@register.inclusion_tag("documents/papers.html", takes_context=True)
def papers_of_warning(context: Any) -> dict[str, list[Line]]:
    """The letter itself, unless it is void."""
    paper, uid = PAPERS["warning"], context["row"].case.uid
    if context["row"].status == WarningLetter.Status.VOID:
        return {"lines": []}
    links = list(forms_at("documents:warning", [uid]))
    return {"lines": [{"label": paper.label, "unit": "", "links": links}]}
