"""What became of a press for many, in sentences for the person who pressed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest

from members.words import said_of
from proposals import services
from proposals.models import Proposal

NAMED = 10  # cases by name under one reason


def tell(request: HttpRequest, verb: str, outcome: services.Outcome) -> None:
    """ "已初审37件，3件未初审" and why."""
    if not outcome.done and not outcome.refused:
        messages.warning(request, f"没有可以{verb}的提案，可能已经办过")
        return
    left = f"，{len(outcome.refused)}件未{verb}，原因见下" if outcome.refused else ""
    if outcome.done:
        messages.success(request, f"已{verb}{outcome.done}件{left}")
    for sentence in sentences(outcome, verb):
        messages.warning(request, sentence)


def sentences(outcome: services.Outcome, verb: str) -> list[str]:
    """Each reason once, with the cases that it holds up."""
    return [
        f"{len(rows)}件未{verb}：{said_of(why, rows[0])}（{named(rows)}）"
        for why, rows in outcome.reasons().items()
    ]


def named(rows: list[Proposal]) -> str:
    more = f"等{len(rows)}件" if len(rows) > NAMED else ""
    return "、".join(f"{row.label}《{row}》" for row in rows[:NAMED]) + more
