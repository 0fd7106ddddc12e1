"""What must be true first; each answers with the sentence a person is told, or with nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from opinions.models import Forwarding, Noted, Opinion

Status, Given = Opinion.Status, Forwarding.Status


def single(row: Opinion) -> str:
    """What the office combined is taken apart, not edited back."""
    return "" if row.form == Opinion.Form.SINGLE else "综合稿请直接修改，或撤销综合"


def combined(row: Opinion) -> str:
    return "" if row.form == Opinion.Form.COMBINED else "单篇采用的请退回编辑"


def ready_to_issue(row: Opinion) -> str:
    return "" if row.text.strip() else "请先修改编发稿，写明正文"


def nothing_in_hand(row: Opinion) -> str:
    """Nobody is asked for an outcome while it is closed."""
    waiting = [one.unit for one in forwarded(row) if one.status == Given.HANDLING]
    names = "、".join(str(unit) for unit in waiting)
    return f"{names}尚未反馈，请等待反馈或由其退回" if names else ""


def root_in(*states: str, told: str) -> Callable[[Any], str]:
    """The opinion itself stands in one of these."""

    def gate(row: Any) -> str:
        root: Opinion = row.opinion
        return "" if root.status in states else told.format(state=root.get_status_display())

    gate.__name__ = "_or_".join(states)
    return gate


issued = root_in(
    *(Status.ISSUED, Status.INSTRUCTED, Status.FORWARDED, Status.ANSWERED, Status.DONE),
    told="现为“{state}”，编发以后才登记批示",
)
not_over = root_in(
    *(Status.ISSUED, Status.INSTRUCTED, Status.FORWARDED, Status.ANSWERED),
    told="现为“{state}”，不再更改",
)


def forwarded(row: Opinion) -> list[Forwarding]:
    """What was given to units; a page has read it already."""
    known: list[Forwarding] | None = row.__dict__.get("given")
    if known is None:
        known = list(row.forwardings.select_related("unit__successor"))
    return known


def some_instruction(row: Opinion) -> bool:
    """Somebody wrote something on it."""
    return row.instructions.filter(status=Noted.RECORDED).exists()


def no_instruction(row: Opinion) -> bool:
    """What was recorded is void."""
    return not some_instruction(row)


def every_unit_answered(row: Opinion) -> bool:
    """Of those that were given it and kept it, at least one."""
    states = set(row.forwardings.values_list("status", flat=True))
    return Given.ANSWERED in states and Given.HANDLING not in states


def some_unit_asked_again(row: Opinion) -> bool:
    """An outcome was sent back to be completed."""
    return bool(row.forwardings.filter(status=Given.HANDLING).exists())
