"""/api/v1/exports/: a whole list at once, made by a worker and fetched when it is ready."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.core.files.storage import default_storage
from django.db import transaction
from django.http import Http404, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from common.api import Acts, ReadOnly
from common.bodies import fault, is_whole
from common.refusals import Refusal
from members.api import seat_of
from members.api_actions import KEY, pressed
from members.exports import AT_A_TIME, KIND, List
from members.http import hand_of
from members.models import Job
from members.receipts import press_of, refuse_other
from members.scopes import KINDS
from members.services.exporting import exported, narrowed_to, typed_in
from members.services.jobs import ask_job, has_room
from members.services.registry import registry_of

LINES = "application/x-ndjson"
NAME = re.compile(r"[A-Za-z]+(-[A-Za-z]+)*")  # of a list, as in its address
ASKED = inline_serializer(
    "Export",
    {"kind": serializers.CharField(), "query": serializers.DictField(required=False)},
)
STAND = inline_serializer(
    "ExportJob",
    {
        "id": serializers.UUIDField(),
        "url": serializers.CharField(),
        "kind": serializers.CharField(),
        "state": serializers.ChoiceField(
            [
                ("waiting", "等待"),
                ("running", "正在导出"),
                ("done", "已完成"),
                ("failed", "未办成"),
            ]
        ),
        "done": serializers.IntegerField(),
        "total": serializers.IntegerField(),
        "asked_at": serializers.DateTimeField(),
        "kept_until": serializers.DateTimeField(allow_null=True),
        "detail": serializers.CharField(),
        "file": serializers.CharField(allow_null=True),
    },
)


class Exports(Acts):
    def scopes_for(self, request: Request) -> tuple[str, ...]:
        """Those of the list that is asked for."""
        return ()

    @extend_schema(request=ASKED, responses={202: STAND}, parameters=[KEY])
    def post(self, request: Request) -> HttpResponseBase:
        answer = pressed(request, {}, asked_for, status=202)
        answer["Location"] = answer.data["url"] if isinstance(answer, Response) else ""
        return answer


def asked_for(request: Request, place: dict[str, Any], key: str) -> tuple[dict[str, Any], str]:
    """Put down what is wanted; who takes it away is on record."""
    kind, query = read(request.data)
    seat, press = seat_of(request), press_of(seat_of(request), key)
    wanted = List(request, kind, query)
    wanted.check_scopes()
    refuse_unknown(wanted, query)
    total, name = wanted.rows().count(), f"接口导出：{KINDS.get(kind, kind)}"
    if not has_room(seat, press):
        raise Refusal("too-many-requests", headers={"Retry-After": "60"})
    scope = " ".join(wanted.view.scopes_for(wanted.request))
    told = {"list": kind, "query": query, "scope": scope}
    with transaction.atomic():
        by = hand_of(request._request, press=press)
        asked = narrowed_to(query, typed_in(wanted.view.filterset_class))
        exported(registry_of(seat.committee), name, by=by, query=asked)
        job = ask_job(seat, KIND, name, press=press, total=total, told=told)
        refuse_other(job, KIND, {"list": kind, "query": query})
    return stand_of(job), f'"{job.uid}"'


def read(told: Any) -> tuple[str, dict[str, str]]:
    """Raises Refusal (422) with what is wrong."""
    if not isinstance(told, dict) or set(told) - {"kind", "query"}:
        raise Refusal("invalid-content", errors=[fault("", "只能有 kind 和 query")])
    kind, query = told.get("kind"), told.get("query") or {}
    if not isinstance(kind, str) or not NAME.fullmatch(kind):
        raise Refusal("invalid-content", errors=[fault("kind", "请填写列表的名称，如 proposals")])
    if not isinstance(query, dict) or not all(map(is_plain, query.values())):
        raise Refusal("invalid-content", errors=[fault("query", "请填写各查找项的名称和值")])
    return kind, {name: str(value) for name, value in query.items()}


def is_plain(value: Any) -> bool:
    return isinstance(value, str | int) and is_whole(str(value)) and "\x00" not in str(value)


def refuse_unknown(wanted: List, query: dict[str, str]) -> None:
    """A name that was mistyped, or is not theirs to look by, would export everything. Raises
    Refusal (422)."""
    known = {*wanted.filters().filters, *("expand", "fields", "limit", "cursor")}
    unknown = [fault(name, "没有这一项，请删去") for name in query if name not in known]
    if unknown:
        within = [one | {"pointer": f"/query{one['pointer']}"} for one in unknown]
        raise Refusal("invalid-content", errors=within)


class OneExport(ReadOnly):
    """How far it is; to nobody but who asked."""

    def scopes_for(self, request: Request) -> tuple[str, ...]:
        return ()

    def job(self, request: Request, uid: UUID) -> Job:
        job = Job.objects.visible_to(seat_of(request)).filter(uid=uid, kind=KIND).first()
        if job is None:
            raise Http404
        return job

    @extend_schema(responses=STAND)
    def get(self, request: Request, uid: UUID) -> HttpResponseBase:
        return Response(stand_of(self.job(request, uid)))


class ExportFile(OneExport):
    """A line for each row that may still be seen at this moment."""

    @extend_schema(responses={(200, LINES): OpenApiTypes.STR})
    def get(self, request: Request, uid: UUID) -> HttpResponseBase:
        job = self.job(request, uid)
        if not job.file:
            raise Http404
        wanted = List(request, job.told["list"], job.told["query"])
        wanted.check_scopes()
        try:
            file = default_storage.open(job.place)
        except FileNotFoundError:
            raise Http404 from None
        answer = StreamingHttpResponse(seen_lines(wanted, file), content_type=LINES)
        answer["Cache-Control"] = "private, no-store"
        return answer


def seen_lines(wanted: List, file: Any) -> Iterator[bytes]:
    with file:
        while lines := [line for _ in range(AT_A_TIME) if (line := file.readline())]:
            pairs = [line.partition(b"\t") for line in lines]
            seen = wanted.still_seen([int(key) for key, _, _ in pairs])
            yield b"".join(text for key, _, text in pairs if int(key) in seen)


def stand_of(job: Job) -> dict[str, Any]:
    state = "running" if job.beat_at else "waiting"
    if job.ended_at:
        state = "done" if job.file else "failed"
    url = reverse("api:export", args=[job.uid])
    return {
        "id": str(job.uid),
        "url": url,
        "kind": job.told["list"],
        "state": state,
        "done": job.done,
        "total": job.total,
        "asked_at": job.asked_at.isoformat(),
        "kept_until": job.kept_until.isoformat() if job.kept_until else None,
        "detail": job.fault or "；".join(job.reasons()),
        "file": f"{url}file/" if job.file else None,
    }
