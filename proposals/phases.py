"""The four headline phases (立案 → 交办 → 督办 → 办结) of a proposal, with a note on each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from common.templatetags.ui import day
from deadlines.lights import light_of
from deadlines.models import Obligation
from proposals.models import Assignment, Proposal

Status = Proposal.Status
NAMES = ("立案", "交办", "督办", "办结")
REACHED = {
    Status.SENT_BACK: 0,
    Status.SUBMITTED: 0,
    Status.SCREENING: 0,
    Status.DECLINED: 0,
    Status.FILED: 1,
    Status.TRANSFERRED: 1,
    Status.HANDED_OVER: 2,
    Status.HANDLING: 2,
    Status.REPLIED: 3,
    Status.CLOSED: 4,
}


class Phase(NamedTuple):
    """A phase as cases are looked up by it: the statuses in which they wait to leave it."""

    label: str
    statuses: tuple[str, ...]


def waiting_in(place: int) -> tuple[str, ...]:
    return tuple(one.value for one, at in REACHED.items() if at == place and one not in LEFT)


LEFT = (Status.DECLINED, Status.MERGED, Status.WITHDRAWN)  # went no further as a case of its own
PHASES = {
    "filing": Phase("待立案", waiting_in(0)),
    "handing": Phase("待交办", waiting_in(1)),
    "handling": Phase("办理和督办", waiting_in(2)),
    "closing": Phase("待办结", waiting_in(3)),
    "closed": Phase("已办结", waiting_in(4)),
    "left": Phase("未立案、并案、撤案", tuple(one.value for one in LEFT)),
}


def phases_of(
    proposal: Proposal, shares: Sequence[Assignment], owed: Sequence[Obligation]
) -> list[dict[str, Any]]:
    """Each phase: done, now or next, with what is to be known of it."""
    reached = REACHED.get(Status(proposal.status), 0)
    shares = [share for share in shares if share.status not in Assignment.GONE]
    notes = (
        on(proposal.filed_on, proposal.label if proposal.number else ""),
        on(proposal.notice_on, signed_for(shares)),
        on(proposal.replied_on, "已办复") if proposal.replied_on else handled(shares),
        on(proposal.closed_on, ""),
    )
    steps = []
    for place, (name, note) in enumerate(zip(NAMES, notes, strict=True)):
        state = "done" if place < reached else "now" if place == reached else "next"
        if state == "now":
            note = current(proposal, owed)
        steps.append({"name": name, "state": state, "note": note if state != "next" else ""})
    return steps


def on(when: date | None, more: str) -> str:
    return "　".join(part for part in (day(when) if when else "", more) if part)


def current(proposal: Proposal, owed: Sequence[Obligation]) -> str:
    """What the case is waiting for, and for how long."""
    status = proposal.get_status_display()
    return f"{status}　{light_of(owed[0]).text}" if owed else status


def signed_for(shares: Sequence[Assignment]) -> str:
    waiting = sum(share.status == Assignment.Status.WAITING for share in shares)
    if not shares:
        return ""
    return f"{waiting}个单位待签收" if waiting else f"{len(shares)}个单位全部签收"


def handled(shares: Sequence[Assignment]) -> str:
    return "、".join(sorted({share.get_status_display() for share in shares}))
