"""Each call of the API leaves one line in the record and is counted, by a single statement.

It is written when the answer is there and before it leaves the house: no caller has an answer of
which the record does not know, and of a stream the line stands before its first row. What a call
changed was committed before, with events in the same transaction that name the client's account,
its seat and the same request. So who is killed between the two has the event and lacks the line;
its caller has no answer, sends the press again under its key, and that leaves a line as replayed.
"""

from __future__ import annotations

import json
import re
from base64 import b64decode
from datetime import timedelta
from ipaddress import ip_address
from typing import Any, NamedTuple
from urllib.parse import unquote_plus

import structlog
from django.db import connection
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from common import clock
from common.middleware import client_address, secret
from common.problems import KIND
from common.windows import Window
from members.api import checksum
from members.models import Client, Committee
from members.place import CALLS_KEPT, rule

log = structlog.get_logger(__name__)
TOKEN, EXPLAINED, EXPORT = "api:token", "api:problem", "api:export"
WRITE = """
WITH line AS (
    INSERT INTO members_apicall (
        committee_id, client_id, seat_id, named, at, ms, method, path, query, route, answer,
        problem, replayed, case_uid, request_id, address
    ) VALUES (
        coalesce(
            %(committee)s,
            (SELECT min(id) FROM members_committee WHERE parent_id IS NULL)
        ),
        %(client)s, %(seat)s, %(named)s, %(at)s, %(ms)s, %(method)s, %(path)s, %(query)s,
        %(route)s, %(answer)s, %(problem)s, %(replayed)s, %(case)s, %(request_id)s, %(address)s
    ) RETURNING client_id
)
INSERT INTO members_clientuse (client_id, day, address, method, answer, calls, last_at)
SELECT client_id, %(day)s, %(route)s, %(method)s, %(answer)s, 1, %(at)s
FROM line WHERE client_id IS NOT NULL
ON CONFLICT (client_id, day, address, method, answer)
DO UPDATE SET calls = members_clientuse.calls + 1, last_at = excluded.last_at
"""
METHODS = ("GET", "HEAD", "POST")
STRANGERS = 600  # lines a minute and address of callers who did not come in
AT_ONCE = 5_000  # lines that one statement forgets
NAMED = re.compile(r"[\w.-]{1,100}", re.ASCII)
PARAMETER = re.compile(r"[A-Za-z_][\w.]{0,39}", re.ASCII)
TAG = re.compile(r'"([0-9a-f-]{36})\.\d+"')  # as members.api_rows.etag makes it


class Caller(NamedTuple):
    """Keys, as far as it is known who called; named: the client_id that is no client's."""

    client: int | None = None
    seat: int | None = None
    committee: int | None = None
    named: str = ""


def record(request: HttpRequest, response: HttpResponseBase, ms: int) -> None:
    """Write down the call. That it fails spoils no answer; then the log has the line, as error."""
    line: dict[str, Any] = {}
    try:
        if route_of(request) == EXPLAINED or crowded(request):
            return
        line = line_of(request, response) | {"ms": ms} | caller_of(request)._asdict()
        with connection.cursor() as cursor:
            cursor.execute(WRITE, line)
    except Exception:  # whatever it was: the answer is good, and its effect is committed
        log.exception("call not recorded", path=secret.sub("…", request.path), line=line)


def came_in(request: HttpRequest) -> bool:
    return bool(getattr(request, "client", None) or getattr(request, "seat", None))


def crowded(request: HttpRequest) -> bool:
    """Whoever is not known may not fill the record: beyond this each has its line in the log."""
    return (
        not came_in(request) and not Window(f"calls:{client_address(request)}", STRANGERS).admits()
    )


def line_of(request: HttpRequest, response: HttpResponseBase) -> dict[str, Any]:
    """What is told of call and answer; nothing that a caller made up makes a count of its own."""
    route = route_of(request)
    verb = request.resolver_match.kwargs.get("action", "") if request.resolver_match else ""
    named = f"{route}:{verb}" if verb and response.status_code < 400 else route
    return {
        "at": clock.now(),
        "day": clock.today(),
        "method": request.method if request.method in METHODS else "?",
        "path": secret.sub("…", request.path).replace("\x00", "")[:300],
        "query": query_of(request),
        "route": named[:100],
        "answer": response.status_code,
        "problem": problem_of(response)[:40],
        "replayed": response.get("Idempotency-Replayed") == "true",
        "case": case_of(request, response),
        "request_id": getattr(request, "request_id", ""),
        "address": address_of(request),
    }


def route_of(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""


def query_of(request: HttpRequest) -> str:
    """The names that were asked by; what is no name of a parameter is left out, as values are."""
    return " ".join(sorted(filter(PARAMETER.fullmatch, request.GET)))[:200]


def problem_of(response: HttpResponseBase) -> str:
    if response.get("Content-Type") != KIND:
        return ""
    told: Any = response
    return str(json.loads(told.content)["type"]).rstrip("/").rpartition("/")[2]


def case_of(request: HttpRequest, response: HttpResponseBase) -> Any:
    """The case that was read or acted on, or the one that the address names."""
    tag = TAG.fullmatch(response.get("ETag") or "")
    if tag:
        return tag[1]
    known = request.resolver_match if not route_of(request).startswith(EXPORT) else None
    return str(known.kwargs["uid"]) if known and "uid" in known.kwargs else None


def address_of(request: HttpRequest) -> str | None:
    """Behind a proxy it is what that wrote, which need be no address."""
    try:
        return str(ip_address(client_address(request)))
    except ValueError:
        return None


def caller_of(request: HttpRequest) -> Caller:
    client: Client | None = getattr(request, "client", None)
    seat = client.seat if client else getattr(request, "seat", None)
    if seat is None:
        return named_in(request)
    return Caller(client.pk if client else None, seat.pk, seat.committee_id)


def named_in(request: HttpRequest) -> Caller:
    """Who was refused before it came in: whose the token was, or who asked for one."""
    kind, _, text = request.headers.get("Authorization", "").partition(" ")
    clients = Client.objects.order_by()
    if kind.lower() == "bearer":
        clients, named = clients.filter(application__accesstoken__token_checksum=checksum(text)), ""
    elif route_of(request) == TOKEN:
        told = client_id_in(request, kind, text)
        named = told if NAMED.fullmatch(told) else ""
        clients = clients.filter(application__client_id=named)
    else:
        return Caller()
    found = clients.values_list("pk", "seat", "seat__committee")[:1]
    return next((Caller(*one) for one in found), Caller(named=named))


def client_id_in(request: HttpRequest, kind: str, text: str) -> str:
    """As RFC 6749 lets it be told: before the secret in the header, or as a field."""
    if kind.lower() != "basic":
        return request.POST.get("client_id", "")
    try:
        return unquote_plus(b64decode(text).decode().partition(":")[0])
    except ValueError:
        return ""


def forget_old() -> int:
    """Drop the lines that are older than their place keeps them, in short batches; how many."""
    places: list[int | None] = [*Committee.objects.values_list("pk", flat=True), None]
    return sum(forget_of(place) for place in places)


def forget_of(place: int | None) -> int:
    """Those of one committee, or of none. The database itself never lets go half a year."""
    days = rule(CALLS_KEPT, place) if place else CALLS_KEPT.usual
    told = (place, clock.now() - timedelta(days=days), AT_ONCE)
    gone, batch = 0, AT_ONCE
    while batch == AT_ONCE:
        with connection.cursor() as cursor:
            cursor.execute("SELECT members_forget_calls(%s, %s, %s)", told)
            [batch] = cursor.fetchone()
        gone += batch
    return gone
