"""What the frame of every page needs: where one can go, who one is, what is unread."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from config.helping import help_url
from members.display import display_of
from members.models import Role, Seat
from members.workflow import APART
from notices.models import Notice

Table = tuple[tuple[str, str, frozenset[Role]], ...]  # what it is called, where it is, for whom

EVERYBODY = frozenset(Role)
COMMITTEE = frozenset({Role.OFFICE, Role.DIRECTOR, Role.LEAD})
PLACES: Table = (
    ("工作台", "home", EVERYBODY),
    ("日历", "calendar", EVERYBODY - frozenset(APART)),
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
    (
        "社情民意",
        "opinions:list",
        COMMITTEE
        | {Role.LIAISON, Role.UNIT_HEAD, Role.TOWNSHIP}
        | {Role.MEMBER, Role.CONTACT, Role.ORG_HEAD},
    ),
    (
        "院坝协商",
        "consultations:list",
        COMMITTEE | {Role.TOWNSHIP, Role.PARTY, Role.LIAISON, Role.UNIT_HEAD, Role.MEMBER},
    ),
    (
        "协商看板",
        "consultations:board",
        COMMITTEE | {Role.TOWNSHIP, Role.PARTY},
    ),
    ("协商议题", "consultations:topics", frozenset({Role.TOWNSHIP, Role.PARTY, Role.MEMBER})),
    ("协商场所", "consultations:venues", frozenset({Role.TOWNSHIP, Role.PARTY})),
    ("大会收件", "proposals:plenary", frozenset({Role.OFFICE})),
    ("审查会议", "proposals:meetings", COMMITTEE),
    ("交办会", "proposals:handing", frozenset({Role.DISPATCHER})),
    (
        "督办台账",
        "proposals:board",
        COMMITTEE | {Role.DISPATCHER, Role.LIAISON, Role.UNIT_HEAD},
    ),
    (
        "承诺台账",
        "proposals:ledger",
        COMMITTEE
        | {Role.DISPATCHER, Role.LIAISON, Role.UNIT_HEAD}
        | {Role.MEMBER, Role.CONTACT, Role.ORG_HEAD},
    ),
    (
        "重点提案",
        "keys:list",
        (COMMITTEE - {Role.OFFICE})
        | {Role.DISPATCHER, Role.LIAISON, Role.UNIT_HEAD}
        | {Role.MEMBER, Role.CONTACT, Role.ORG_HEAD},
    ),
    ("待办结", "proposals:closing", COMMITTEE),
    ("编号", "proposals:numbering", frozenset({Role.OFFICE})),
)
# What is kept up now and then: behind one tab where the daily places leave no room.
KEEPING: Table = (
    (
        "提案统计",
        "proposals:yearly",
        COMMITTEE | {Role.DISPATCHER, Role.LIAISON, Role.UNIT_HEAD},
    ),
    ("跟踪检查", "proposals:follow_ups", COMMITTEE | {Role.MEMBER, Role.EXPERT}),
    ("名册", "registers:units", frozenset({Role.OFFICE, Role.SYSADMIN, Role.SECADMIN})),
    ("账号与身份", "people:list", frozenset({Role.OFFICE, Role.SYSADMIN, Role.SECADMIN})),
    (
        "工作日历",
        "workdays:this_year",
        frozenset({Role.OFFICE, Role.SYSADMIN, Role.SECADMIN}),
    ),
    ("重点提案", "keys:list", frozenset({Role.OFFICE})),
    ("线下登记", "proposals:offline", frozenset({Role.OFFICE})),
    ("协商场所", "consultations:venues", frozenset({Role.OFFICE})),
    ("专项行动", "consultations:campaigns", frozenset({Role.OFFICE, Role.SECADMIN})),
    ("期限设置", "limits:list", frozenset({Role.OFFICE, Role.DIRECTOR, Role.SECADMIN})),
    ("词典", "dictionary", frozenset({Role.OFFICE, Role.SECADMIN})),
    ("文书模板", "documents:templates", frozenset({Role.OFFICE, Role.SECADMIN})),
    ("导入", "import_proposals", frozenset({Role.OFFICE})),
    ("审计记录", "audit:list", frozenset({Role.AUDITOR})),
    ("系统接入", "clients:list", frozenset({Role.SECADMIN, Role.AUDITOR})),
    ("未送达", "notices:dead", frozenset({Role.OFFICE, Role.SYSADMIN})),
    ("消息接口", "notices:gateways", frozenset({Role.SYSADMIN})),
    ("提醒规则", "reminding", frozenset({Role.SECADMIN})),
)
# Pages that belong to a place without standing below its address.
BELOW = (
    ("consultations:yearly", "consultations:board"),
    ("consultations:campaigns", "consultations:board"),
    ("proposals:report", "proposals:meetings"),
    ("documents:compilations", "proposals:meetings"),
    ("registers:members", "registers:units"),
    ("registers:bodies", "registers:units"),
    ("import_units", "import_proposals"),
    ("import_members", "import_proposals"),
)
ROOM = 10  # tabs that stand side by side at a desk
NOBODY: dict[str, Any] = {"seat": None, "unread": 0, "searches": False}


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor; most of it only for pages of people with a seat."""
    seat = getattr(request, "seat", None)
    drawn = {"display": display_of(request), "help_url": help_url(request)}
    if seat is None:
        return dict.fromkeys(("nav", "nav_more", "seats"), []) | NOBODY | drawn
    return {
        **drawn,
        **places(request, seat),
        "searches": seat.role not in (*APART, Role.TOWNSHIP, Role.PARTY),
        "seat": seat,
        "seats": request.seats,  # type: ignore[attr-defined]
        "unread": Notice.objects.visible_to(seat).unread().count(),
    }


def places(request: HttpRequest, seat: Seat) -> dict[str, list[dict[str, Any]]]:
    """Where this seat may go: nav, and nav_more where all would be too many side by side."""
    daily, keeping = (open_to(seat.role, table) for table in (PLACES, KEEPING))
    here = nearest(request.path, [url for _, url in daily + keeping])
    if len(daily) + len(keeping) <= ROOM:
        daily, keeping = daily + keeping, []
    return {"nav": links(daily, here), "nav_more": links(keeping, here)}


@cache  # addresses stay, and each page has all of them
def open_to(role: str, table: Table) -> list[tuple[str, str]]:
    return [(label, reverse(name)) for label, name, roles in table if role in roles]


@cache
def below() -> list[tuple[str, str]]:
    return [(reverse(page), reverse(place)) for page, place in BELOW]


def nearest(path: str, urls: list[str]) -> str:
    """The place that the page belongs to: the longest address above it, or the one it is below."""
    known = {page: place for page, place in below() if place in urls}
    known |= {url: url for url in urls if url != "/"}
    found = [address for address in known if path.startswith(address)]
    return known[max(found, key=len)] if found else path


def links(places: list[tuple[str, str]], here: str) -> list[dict[str, Any]]:
    return [{"label": label, "url": url, "current": url == here} for label, url in places]
