"""What the frame of every page needs: where one can go, who one is, what is unread."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from members.models import Role, Seat
from members.workflow import APART
from notices.models import Notice

EVERYBODY = frozenset(Role.values)
COMMITTEE = frozenset({Role.OFFICE, Role.DIRECTOR, Role.LEAD})
PLACES = (
    ("工作台", "home", EVERYBODY),
    (
        "提案",
        "proposals:list",
        COMMITTEE
        | {Role.DISPATCHER, Role.LIAISON, Role.UNIT_HEAD}
        | {Role.MEMBER, Role.CONTACT, Role.ORG_HEAD},
    ),
    (
        "草稿",
        "proposals:drafts",
        frozenset({Role.MEMBER, Role.OFFICE, Role.CONTACT, Role.ORG_HEAD}),
    ),
    ("大会收件", "proposals:plenary", frozenset({Role.OFFICE})),
    ("审查会议", "proposals:meetings", COMMITTEE),
    ("交办会", "proposals:handing", frozenset({Role.DISPATCHER})),
    ("待办结", "proposals:closing", COMMITTEE),
    ("编号", "proposals:numbering", frozenset({Role.OFFICE})),
    ("线下登记", "proposals:offline", frozenset({Role.OFFICE})),
    ("名册", "registers:units", frozenset({Role.OFFICE, Role.SYSADMIN, Role.SECADMIN})),
    ("账号与身份", "people:list", frozenset({Role.OFFICE, Role.SYSADMIN, Role.SECADMIN})),
    ("词典", "dictionary", frozenset({Role.OFFICE, Role.SECADMIN})),
    ("导入", "import_proposals", frozenset({Role.OFFICE})),
    ("消息", "notices:list", EVERYBODY),
)


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor; evaluated only by pages of people with a seat."""
    seat = getattr(request, "seat", None)
    if seat is None:
        return {"nav": [], "seat": None, "seats": [], "unread": 0, "searches": False}
    return {
        "nav": places(request, seat),
        "searches": seat.role not in APART,
        "seat": seat,
        "seats": request.seats,  # type: ignore[attr-defined]
        "unread": Notice.objects.visible_to(seat).unread().count(),
    }


def places(request: HttpRequest, seat: Seat) -> list[dict[str, Any]]:
    """Where this seat may go; current is the nearest place above the page."""
    open_to = [(label, reverse(name)) for label, name, roles in PLACES if seat.role in roles]
    above = [url for _, url in open_to if request.path.startswith(url) and url != "/"]
    here = max(above, key=len, default=request.path)
    return [{"label": label, "url": url, "current": url == here} for label, url in open_to]
