"""接口调用记录: which system asked what and when, and what it was answered; only to be read."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.urls import Resolver404, ResolverMatch, resolve, reverse_lazy
from django.utils import timezone

from common.columns import fields_of
from common.listing import Listing, Order, declare
from common.problems import BY_NAME
from common.templatetags.ui import Column
from members.forms_calls import CallFilter
from members.listed import ListPage
from members.models import ApiCall, Committee, Seat
from members.place import CALLS_KEPT, rule
from members.scopes import labels
from members.views.clients import READERS, Clients

BESIDE = ("system", "unit", "committee", "member", "organisation", "township", "user")
WORDS = {  # what is asked for at addresses that neither read rows nor do one verb
    "api:token": "取得令牌",
    "api:changes": "读取变更流",
    "api:bulk": "批量办理",
    "api:exports": "申请导出",
    "api:export": "查看导出",
    "api:export-file": "取走导出的文件",
    "api:import": "查看导入",
    "api:schema": "接口描述",
    "api:docs": "接口说明",
}
NOT_FOUND = 404
USUAL = {"GET": "读取", "HEAD": "读取", "POST": "办理"}


def cells(call: ApiCall) -> dict[str, Any]:
    return {
        "at": f"{timezone.localtime(call.at):%Y-%m-%d %H:%M:%S}",
        "who": {"text": who(call), "note": seated(call)},
        "what": {"text": f"{call.method} {call.path}", "note": what(call)},
        "answer": {"text": str(call.answer), "note": why(call)},
        "address": call.address or "",
    }


def who(call: ApiCall) -> str:
    """The client, or the person signed in on the site; of nobody known, what was claimed."""
    if call.client:
        return str(call.client)
    if call.user:
        return f"{call.user}（网站登录）"
    return f"自称：{call.named}（未核实）" if call.named else "来源不明"


def seated(call: ApiCall) -> str:
    return str(call.seat) if call.seat else "没有身份" if call.user else ""


def what(call: ApiCall) -> str:
    """In the words of the permission that such a call needs; nothing is done by other methods."""
    if call.method not in USUAL:
        return "其他方法"
    if call.route in WORDS:
        return WORDS[call.route]
    found = place_of(call.path)
    if found is None:
        return "没有这个地址" if call.answer == NOT_FOUND else USUAL[call.method]
    return permissions().get(permission(call, found), USUAL[call.method])


@cache
def permissions() -> Mapping[str, str]:
    """As they stand once all apps are ready."""
    return labels()


class Asked(NamedTuple):
    """What a view must know of a call to name its permission."""

    method: str
    query_params: Mapping[str, str] = MappingProxyType({})


def place_of(path: str) -> ResolverMatch | None:
    try:
        return resolve(path)
    except Resolver404:
        return None


def permission(call: ApiCall, found: ResolverMatch) -> str:
    """As the view there asks for it; none where it takes no such method."""
    view: Any = getattr(found.func, "cls", object)()
    if call.method.lower() not in getattr(view, "http_method_names", ()):
        return ""
    view.kwargs = found.kwargs
    return next(iter(view.scopes_for(Asked(call.method))), "")


def why(call: ApiCall) -> str:
    if call.refused:
        return f"其中{call.refused}项被拒绝"
    if call.problem:
        return BY_NAME[call.problem].title if call.problem in BY_NAME else call.problem
    return "重发，未再办理" if call.replayed else ""


def calls_for(seat: Seat) -> QuerySet[ApiCall]:
    beside = ("client", "user", *(f"seat__{name}" for name in BESIDE))
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
        Column("系统", "who", "", "noted", note="身份", tells=("client", "seat", "user", "named")),
        Column("请求", "what", "wide", "noted", note="事项", tells=("method", "path")),
        Column(
            "应答", "answer", "fit", "noted", note="说明", tells=("answer", "problem", "refused")
        ),
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
        here = self.request.seat.committee_id
        top = Committee.objects.filter(parent=None).order_by("pk").values_list("pk", flat=True)
        return context | {"days": rule(CALLS_KEPT, here), "is_top": here == top.first()}
