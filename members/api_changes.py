"""GET /api/v1/changes/: page by page, or in one stream of lines for the first load."""

from __future__ import annotations

import json
from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import IO, Any

from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.encoders import JSONEncoder

from common.api import Pages, ReadOnly
from common.refusals import Refusal
from common.renderers import Json, Ready
from members.api import seat_of
from members.changes import Reader
from members.cursors import Stand, seal, unseal
from members.models import Client

LINES = "application/x-ndjson"
BATCH = 50_000  # cases that a stream reads at once
CHUNK = 2**16  # bytes that are held in memory, and sent at once
CHANGE = inline_serializer(
    "Change",
    {
        "type": serializers.CharField(),
        "id": serializers.UUIDField(),
        "op": serializers.ChoiceField([("upsert", "有"), ("delete", "不再可见")]),
        "version": serializers.IntegerField(),
        "data": serializers.JSONField(required=False),
    },
    many=True,
)
PAGE = inline_serializer(
    "Changes",
    {
        "changes": CHANGE,
        "next_cursor": serializers.CharField(),
        "has_more": serializers.BooleanField(),
    },
)
TOLD = {(200, "application/json"): PAGE, (200, LINES): OpenApiTypes.STR, 410: None}
ASKED = [
    OpenApiParameter("cursor", str, description="上一页的 next_cursor；不给出则从头完整读取"),
    OpenApiParameter("limit", int, description="每页最多多少项（1至500）"),
]


class Lines(BaseRenderer):
    """Only so that the format may be asked for: the stream is made by hand."""

    media_type, format, charset = LINES, "ndjson", None

    def render(self, data: Any, *args: Any, **kwargs: Any) -> bytes:
        return json.dumps(data, cls=JSONEncoder, ensure_ascii=False).encode() + b"\n"


class Changes(ReadOnly):
    """For clients only: what they were told is kept under their name."""

    renderer_classes = [Json, Lines]

    def scopes_for(self, request: Request) -> tuple[str, ...]:
        """None by itself: it tells what the client may read, and nothing where that is nothing."""
        return ()

    @extend_schema(parameters=ASKED, responses=TOLD)
    def get(self, request: Request) -> HttpResponseBase:
        client: Client | None = getattr(request, "client", None)
        if client is None:
            raise Refusal("forbidden", "变更流只供接入的系统读取")
        lines = request.accepted_renderer.media_type == LINES
        limit = BATCH if lines else Pages().get_page_size(request) or BATCH
        reader = Reader(request, client, seat_of(request), limit)
        given = request.query_params.get("cursor", "")
        stand = unseal(request, client.pk, given) if given else reader.begin()
        if lines:
            return StreamingHttpResponse(stream(reader, stand), content_type=LINES)
        changes, stand, more = reader.page(stand)
        cursor = seal(request, client.pk, stand)
        return Response({"changes": Ready(changes), "next_cursor": cursor, "has_more": more})


def stream(reader: Reader, stand: Stand) -> Iterator[bytes]:
    """A line for each change, and after each batch one with the cursor to go on with.

    A batch lies in a file before it is sent, and the next in the same room: no transaction waits
    for a slow line, and what is held in memory does not grow with it.
    """
    more = True
    with TemporaryFile(buffering=CHUNK) as file:
        while more:
            file.seek(0)
            stand, more = reader.pour(stand, file)
            cursor = seal(reader.request, reader.client.pk, stand)
            file.write(json.dumps({"next_cursor": cursor, "has_more": more}).encode() + b"\n")
            yield from begun(file, file.tell())


def begun(file: IO[bytes], size: int) -> Iterator[bytes]:
    """So many bytes from the first."""
    file.seek(0)
    for left in range(size, 0, -CHUNK):
        yield file.read(min(CHUNK, left))
