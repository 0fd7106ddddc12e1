"""{% papers_of_case %} and {% papers_of_list %}: the papers of a page, for who looks at it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from django import template
from django.urls import reverse

from documents.papers import PAPERS, About, Paper, of
from members.words import said_of
from proposals.models import Assignment
from proposals.side_roads import concerned

register = template.Library()
Line = dict[str, Any]


@register.inclusion_tag("documents/papers.html", takes_context=True)
def papers_of_case(context: Any) -> dict[str, list[Line]]:
    """By what the page of the case has read already: no question to the database."""
    proposal, role = context["proposal"], context["seat"].role
    cases = [one for one in of(About.CASE) if role in one.roles and case_has(one, context)]
    lines = [line(paper, "", [proposal.case.uid]) for paper in cases]
    for unit in context["units"]:
        for paper in of(About.SHARE):
            if role in paper.roles and share_has(paper, unit, context):
                share = unit["share"]
                where = [proposal.case.uid, share.pk]
                lines.append(line(paper, str(share.unit), where, said_of(paper.label, proposal)))
    return {"lines": lines}


def case_has(paper: Paper, context: Any) -> bool:
    proposal = context["proposal"]
    live = any(one["share"].status not in Assignment.GONE for one in context["units"])
    there = {
        "filing": proposal.filed_on is not None,
        "declined": proposal.status == "declined",
        "handing": proposal.notice_on is not None and live,
    }
    return bool(there.get(paper.code, True))


def share_has(paper: Paper, unit: Line, context: Any) -> bool:
    share, reply = unit["share"], unit["reply"]
    given = (one.assignment_id for one in context["opinions"])
    there = {
        "opinion": not share.answers and share.pk in given,
        "reply": share.answers and reply is not None,
        "feedback": share.answers and reply is not None and reply.delivered_on is not None,
        "urging": was_urged(share, context),
    }
    return bool(there[paper.code])


def was_urged(share: Assignment, context: Any) -> bool:
    told = {one.unit for one in context["urged"]}
    return str(share.unit) in told and concerned(context["seat"], share)


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


@register.inclusion_tag("documents/list_buttons.html", takes_context=True)
def papers_of_list(context: Any, notice_on: Any = None) -> dict[str, Any]:
    """Buttons that take 交办清单 away; nothing for whom it is not."""
    shown = context["seat"].role in PAPERS["list"].roles
    return {
        "shown": shown,
        "press": uuid4(),
        "notice_on": notice_on,
        "csrf_token": context.get("csrf_token"),
        "links": list(forms_at("documents:list", [])),
    }
