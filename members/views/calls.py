"""接口调用记录: which system asked what and when, and what it was answered; only to be read."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse_lazy
from django.utils import timezone

from common.columns import fields_of
from common.listing import Listing, Order, declare
from common.problems import BY_NAME
from common.templatetags.ui import Column
from members.forms_calls import CallFilter
from members.listed import ListPage
from members.models import ApiCall, Seat
from members.place import CALLS_KEPT, rule
from members.scopes import BEAR, READ, labels, scope
from members.views.clients import READERS, Clients

ACTS = "-act"  # in the names of addresses where verbs are carried out
BESIDE = ("system", "unit", "committee", "member", "organisation", "township", "user")
WORDS = {  # what is asked for at addresses that neither read rows nor do one verb
    "api:token": "取得令牌",
    "api:changes": "读取变更流",
    "api:bulk": "批量办理",
    "api:exports": "申请导出",
    "api:export": "查看导出",
    "api:export-file": "取走导出的文件",
    "api:schema": "接口描述",
    "api:docs": "接口说明",
    "": "没有这个地址",
}


def cells(call: ApiCall) -> dict[str, Any]:
    return {
        "at": f"{timezone.localtime(call.at):%Y-%m-%d %H:%M:%S}",
        "who": {"text": who(call), "note": str(call.seat) if call.seat else call.named},
        "what": {"text": f"{call.method} {call.path}", "note": what(call)},
        "answer": {"text": str(call.answer), "note": why(call)},
        "address": call.address or "",
    }


def who(call: ApiCall) -> str:
    """The client, or the person signed in on the site; nobody known otherwise."""
    if call.client:
        return str(call.client)
    return f"{call.seat.user}（网站登录）" if call.seat else "来源不明"


def what(call: ApiCall) -> str:
    """In the words of the permission that such a call needs."""
    usual = "办理" if call.method == "POST" else "读取"
    return WORDS.get(call.route) or permissions().get(permission(call), usual)


@cache
def permissions() -> Mapping[str, str]:
    """As they stand once all apps are ready."""
    return labels()


def permission(call: ApiCall) -> str:
    """By its address: …/<kind>/<key>/actions/<verb>/, or /api/v1/<kind>/…"""
    parts = call.path.split("/")
    if ACTS in call.route:
        return scope(parts[-5], parts[-2])
    return scope(parts[3], BEAR if call.method == "POST" else READ)


def why(call: ApiCall) -> str:
    if call.problem:
        return BY_NAME[call.problem].title if call.problem in BY_NAME else call.problem
    return "重发，未再办理" if call.replayed else ""


def calls_for(seat: Seat) -> QuerySet[ApiCall]:
    beside = ("client", *(f"seat__{name}" for name in BESIDE))
    return ApiCall.objects.visible_to(seat).select_related(*beside)


def reader(seat: Seat) -> bool:
    return seat.role in READERS


CALLS = Listing(
    name="calls",
    title="接口调用记录",
    url=reverse_lazy("clients:calls"),
    rows=calls_for,
    readers=reader,
    columns=(
        Column("时间", "at", "fit first", tells=("at",)),
        Column("系统", "who", "", "noted", note="身份", tells=("client", "seat", "named")),
        Column("请求", "what", "wide", "noted", note="事项", tells=("method", "path")),
        Column("应答", "answer", "fit", "noted", note="说明", tells=("answer", "problem")),
        Column("来自", "address", "fit hide", tells=("address",)),
    ),
    cells=cells,
    filterset=CallFilter,
    first=("client", "since", "until", "answered", "method"),
    order=Order("at", down=True, full=True),
    more=fields_of(ApiCall, "case_uid", "route", "query", "replayed", "ms", "request_id"),
)
declare(CALLS)


class Calls(ListPage, Clients):
    listing = CALLS
    template_name = "members/calls.html"

    def told(self, context: dict[str, Any]) -> dict[str, Any]:
        return context | {"days": rule(CALLS_KEPT, self.request.seat.committee_id)}
