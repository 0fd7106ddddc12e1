"""POST /api/v1/bulk/: up to 200 presses in one call, all of them or each by itself."""

from __future__ import annotations

import json
from collections.abc import Iterable
from copy import copy
from math import ceil
from typing import Any, NamedTuple, cast
from uuid import UUID

from django.db import OperationalError, transaction
from django.http import Http404, QueryDict
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from structlog.contextvars import unbind_contextvars

from common.api import Acts, handle
from common.bodies import fault, is_whole
from common.problems import BY_NAME, answer
from common.refusals import Refusal
from members.api import PerClient, granted, seat_of
from members.api_actions import DONE, KEY
from members.receipts import key_of, once, press_of
from workflow.models import Case

MOST = 200
PARTS = {"path", "if_match", "content"}
ASKED = inline_serializer(
    "Bulk",
    {
        "atomic": serializers.BooleanField(required=False, help_text="真：全部办成或一项不办"),
        "items": inline_serializer(
            "BulkItem",
            {
                "path": serializers.CharField(),
                "if_match": serializers.CharField(required=False),
                "content": serializers.DictField(required=False),
            },
            many=True,
        ),
    },
)
TOLD = inline_serializer(
    "BulkDone",
    {
        "done": serializers.IntegerField(),
        "refused": serializers.IntegerField(),
        "results": inline_serializer(
            "BulkResult",
            {
                "status": serializers.IntegerField(),
                "etag": serializers.CharField(required=False),
                "answer": type(DONE)(required=False),
                "problem": serializers.DictField(required=False),
            },
            many=True,
        ),
    },
)


class Item:
    """One of many, as if it had come alone: with an address, a version and a key of its own."""

    def __init__(self, request: Request, number: int, told: dict[str, Any], key: str) -> None:
        self.request, self.number = request, number
        self.path, self.data = str(told["path"]), told.get("content") or {}
        seen = str(told.get("if_match") or "").strip('"')  # a tag with its marks, or without
        self.headers = {"Idempotency-Key": key, "If-Match": f'"{seen}"' if seen else ""}

        self._request = copy(request._request)  # what the call's own address asks for is not its
        self._request.GET = QueryDict()
        self.query_params = self._request.GET

    def __getattr__(self, name: str) -> Any:
        return getattr(self.request, name)

    def get_full_path(self) -> str:
        return self.path

    def carried_out(self) -> dict[str, Any]:
        """Raises whatever refuses it."""
        view, place = self.view()
        request = cast("Request", self)
        if not all(granted(request, scope) for scope in view.scopes_for(request)):
            raise Refusal("insufficient-scope")

        def work(key: str) -> tuple[dict[str, Any], str]:
            try:
                return view.act(request, place, key)  # type: ignore[no-any-return]
            finally:
                unbind_contextvars("case")  # the call is about all of them

        told, tag, _ = once(request, seat_of(request), work)
        return {"status": 200, "etag": tag, "answer": told}

    def view(self) -> tuple[Any, dict[str, Any]]:
        """The view of its address, and the place there. Raises Http404 for what does nothing."""
        try:
            found = resolve(self.path)
        except Resolver404:
            raise Http404 from None
        kind = getattr(found.func, "cls", None)
        if not hasattr(kind, "act") or "post" not in getattr(found.func, "actions", {"post": ""}):
            raise Http404
        view = cast("Any", kind)()
        view.kwargs, view.request = found.kwargs, self
        return view, found.kwargs


class Result(NamedTuple):
    item: Item
    told: dict[str, Any]

    @property
    def faults(self) -> Iterable[dict[str, str]]:
        """What is wrong with it, by its place in the whole."""
        problem = self.told.get("problem")
        for one in problem.get("errors") or [problem] if problem else ():
            pointer = f"/items/{self.item.number}"
            pointer += f"/content{one['pointer']}" if "pointer" in one else ""
            yield {"pointer": pointer, "detail": one["detail"]}


class Bulk(Acts):
    """Each item is the very act of its address; what it needs there it needs here."""

    def scopes_for(self, request: Request) -> tuple[str, ...]:
        """None by itself: each item has its own."""
        return ()

    @extend_schema(request=ASKED, responses=TOLD, parameters=[KEY])
    def post(self, request: Request) -> HttpResponseBase:
        whole, items = read(request)
        charge(request, len(items))
        if not whole:
            return told_apart(request, [attempted(item) for item in items])
        try:
            results = together(items)
        except OperationalError as conflict:  # two whole calls that hold each other up
            raise Refusal("unavailable", headers={"Retry-After": "1"}) from conflict
        if any("problem" in one.told for one in results):
            faults = [fault for one in results for fault in one.faults]
            return answer(request, BY_NAME["bulk-refused"], errors=faults)
        return Response(summary(results))


def read(request: Request) -> tuple[bool, list[Item]]:
    """Raises Refusal (422) with each thing that is wrong, by its place."""
    key = press_of(seat_of(request), key_of(request))
    told: Any = request.data
    faults = list(strange(told))
    if faults:
        raise Refusal("invalid-content", errors=faults)
    items = [Item(request, at, one, f"{key}.{at}") for at, one in enumerate(told["items"])]
    return bool(told.get("atomic", False)), items


def charge(request: Request, items: int) -> None:
    """Each item counts as a call. The first was counted when the call came in."""
    client = getattr(request, "client", None)
    if client is None or items == 1:
        return
    if items > client.rate:
        told = f"每分钟最多办理{client.rate}项，请减少每批的项数，分几次发送"
        raise Refusal("invalid-content", errors=[fault("items", told)])
    window = PerClient.window_of(client)
    if not window.admits(items - 1):
        raise Refusal("too-many-requests", headers={"Retry-After": str(ceil(window.left()))})


def strange(told: Any) -> Iterable[dict[str, str]]:
    if not isinstance(told, dict):
        yield fault("", "请发送一个对象")
        return
    yield from (fault(name, "没有这一项，请删去") for name in set(told) - {"atomic", "items"})
    if not isinstance(told.get("atomic", False), bool):
        yield fault("atomic", "请填写 true 或 false")
    items = told.get("items")
    if not isinstance(items, list) or not 1 <= len(items) <= MOST:
        yield fault("items", f"请给出1至{MOST}项")
        return
    for at, one in enumerate(items):
        yield from strange_item(f"/items/{at}", one)


def strange_item(pointer: str, told: Any) -> Iterable[dict[str, str]]:
    if not isinstance(told, dict):
        yield {"pointer": pointer, "detail": "每项是一个对象"}
    elif not isinstance(told.get("path"), str) or not is_whole(told["path"]):
        yield {"pointer": f"{pointer}/path", "detail": "请填写办理地址"}
    elif not isinstance(told.get("if_match", ""), str | None):
        yield {"pointer": f"{pointer}/if_match", "detail": "请填写所依据版本的 ETag"}
    elif not isinstance(told.get("content"), dict | None):
        yield {"pointer": f"{pointer}/content", "detail": "请填写各项的名称和值"}
    elif set(told) - PARTS:
        yield {"pointer": pointer, "detail": "只能有 path、if_match、content"}


def attempted(item: Item) -> Result:
    """What became of one; a refusal is told as it would have been told alone."""
    try:
        return Result(item, item.carried_out())
    except Exception as refusal:
        said = handle(refusal, {"request": item, "view": None})
        if said is None:
            raise
        return Result(item, {"status": said.status_code, "problem": json.loads(said.content)})


@transaction.atomic
def together(items: list[Item]) -> list[Result]:
    """All or none. The cases are locked first, in the order of their numbers."""
    named = [one for item in items for one in uids_in(item)]
    list(Case.objects.select_for_update(no_key=True).filter(uid__in=named).order_by("pk"))
    results = [attempted(item) for item in items]
    if any("problem" in one.told for one in results):
        transaction.set_rollback(True)
    return results


def uids_in(item: Item) -> list[UUID]:
    try:
        return [one for one in resolve(item.path).kwargs.values() if isinstance(one, UUID)]
    except Resolver404:
        return []


def told_apart(request: Request, results: list[Result]) -> Response:
    """Each by itself; how many were refused is told to the record of calls as well."""
    told = summary(results)
    request._request.refused = told["refused"]  # type: ignore[attr-defined]
    return Response(told)


def summary(results: list[Result]) -> dict[str, Any]:
    refused = sum("problem" in one.told for one in results)
    told = [one.told for one in results]
    return {"done": len(results) - refused, "refused": refused, "results": told}
