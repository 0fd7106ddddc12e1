"""How a session stands, in a few numbers that lead to their lists."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse

from members.models import Role, Seat, Session
from members.place import FILING_TARGET
from members.words import word
from proposals.boards import total
from proposals.ledger_rates import OF_SHARES, desk_numbers, outcome_tile
from proposals.models import Proposal
from proposals.querysets import FILED
from proposals.share_facts import READERS
from proposals.timeliness import TILE, late_tile

Status = Proposal.Status
GOVERNMENT = (Role.DISPATCHER, Role.LIAISON, Role.UNIT_HEAD)  # they get only what was filed
CAME = {
    Role.DISPATCHER: "本系统提案",
    Role.LIAISON: "本单位承办",
    Role.UNIT_HEAD: "本单位承办",
    Role.MEMBER: "我的提案",
    Role.CONTACT: "本单位提案",
}
COMMITTEE = (Role.OFFICE, Role.DIRECTOR, Role.LEAD)
UNDERWAY = (Status.HANDED_OVER, Status.HANDLING)


def figures_for(seat: Seat, session: Session) -> list[dict[str, Any]]:
    """Numbers of the session as far as this seat sees it."""
    seen = Proposal.objects.visible_to(seat).filter(session=session)
    numbers = {"n": Count("pk"), "filed": Count("pk", filter=FILED)}
    lines = list(seen.values_list("status").annotate(**numbers))
    counted = {status: n for status, n, _ in lines}
    received, filed = sum(counted.values()), sum(n for *_, n in lines)

    def some(*statuses: str) -> int:
        return sum(counted.get(status, 0) for status in statuses)

    rate = f"立案率 {filed / received:.1%}" if received else ""
    told = word(seat.committee_id, FILING_TARGET.code, "", session.pk)
    if target := FILING_TARGET.reads(told):
        rate = f"{rate}　控制数 {target}".strip()
    came = [tile(received, CAME.get(Role(seat.role), "收到"), session)]
    if seat.role not in GOVERNMENT:
        came.append(tile(filed, "立案", session, note=rate))
    late = handling_tiles(seat, session) if seat.role in READERS else []
    return [
        *came,
        tile(some(Status.TRANSFERRED), "待交办", session, Status.TRANSFERRED),
        tile(some(*UNDERWAY), "办理中", session, Status.HANDLING),
        tile(some(Status.REPLIED), "已办复待反馈", session, Status.REPLIED),
        tile(some(Status.CLOSED), "已办结", session, Status.CLOSED),
        *late,
    ]


def handling_tiles(seat: Seat, session: Session) -> list[dict[str, Any]]:
    """How prompt units are, and for the committee what came of it: one look at the shares."""
    if seat.role not in COMMITTEE:
        return [late_tile(total(seat, session, TILE), session)]
    told = desk_numbers(seat, session, (*TILE, *OF_SHARES))
    return [late_tile(told, session), outcome_tile(session, told)]


def tile(
    value: int, label: str, session: Session, status: str = "", note: str = ""
) -> dict[str, Any]:
    query = {"session": session.pk} | ({"status": status} if status else {})
    return {
        "value": value,
        "label": label,
        "note": note,
        "url": f"{reverse('proposals:list')}?{urlencode(query)}",
    }
