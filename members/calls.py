"""Each call of the API leaves one line in the record and is counted, by a single statement.

It is written when the answer is there and before it leaves the house: no caller has an answer of
which the record does not know, and of a stream the line stands before its first row. What a call
changed was committed before, with events in the same transaction that name the client's account,
its seat and the same request. So who is killed between the two has the event and lacks the line;
its caller has no answer, sends the press again under its key, and that leaves a line as replayed.

Calls beyond what `callers.leaves_line` allows leave none: a client's are counted all the same, and
the log of requests has each.
"""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any

import structlog
from django.core.exceptions import SuspiciousOperation
from django.db import connection
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from common import clock
from common.middleware import secret
from common.problems import KIND
from members.callers import address_of, caller_of, leaves_line, route_of
from members.models import ApiCall, Committee
from members.place import CALLS_KEPT, rule

log = structlog.get_logger(__name__)
EXPLAINED = "api:problem"
WRITE = """
WITH line AS (
    INSERT INTO members_apicall (
        committee_id, client_id, seat_id, user_id, named, at, ms, method, path, query, route,
        answer, refused, problem, replayed, case_uid, request_id, address
    )
    SELECT
        coalesce(
            %(committee)s,
            (SELECT min(id) FROM members_committee WHERE parent_id IS NULL)
        ),
        %(client)s, %(seat)s, %(user)s, %(named)s, %(at)s, %(ms)s, %(method)s, %(path)s,
        %(query)s, %(route)s, %(answer)s, %(refused)s, %(problem)s, %(replayed)s, %(case)s,
        %(request_id)s, %(address)s
    WHERE %(kept)s
)
INSERT INTO members_clientuse (client_id, day, address, method, answer, calls, last_at)
SELECT %(client)s, %(day)s, %(route)s, %(method)s, %(answer)s, 1, %(at)s
WHERE %(client)s IS NOT NULL
ON CONFLICT (client_id, day, address, method, answer)
DO UPDATE SET calls = members_clientuse.calls + 1, last_at = excluded.last_at
"""
# Those of RFC 9110 and 5789; one that a caller made up makes no count of its own.
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT")
AT_ONCE = 5_000  # lines that one statement forgets
PARAMETER = re.compile(r"[A-Za-z_]\w{0,19}", re.ASCII)  # ours are no longer; tokens are
TAG = re.compile(r'"([0-9a-f-]{36})\.\d+"')  # as members.api_rows.etag makes it


def record(request: HttpRequest, response: HttpResponseBase, ms: int) -> None:
    """Write down the call. That it fails spoils no answer; then the log has the line, as error."""
    line: dict[str, Any] = {}
    try:
        if route_of(request) == EXPLAINED:
            return
        line = line_of(request, response) | {"ms": ms}
        caller = caller_of(request)
        line |= caller._asdict()
        line["kept"] = leaves_line(request, caller)
        if line["kept"] or caller.client:
            with connection.cursor() as cursor:
                cursor.execute(WRITE, line)
    except Exception:  # whatever it was: the answer is good, and its effect is committed
        log.exception("call not recorded", path=secret.sub("…", request.path), line=line)


def line_of(request: HttpRequest, response: HttpResponseBase) -> dict[str, Any]:
    """What is told of call and answer, whoever called."""
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
        "refused": getattr(request, "refused", 0),
        "problem": problem_of(response)[:40],
        "replayed": response.get("Idempotency-Replayed") == "true",
        "case": case_of(request, response),
        "request_id": getattr(request, "request_id", ""),
        "address": address_of(request),
    }


def query_of(request: HttpRequest) -> str:
    """The names that were asked by; what is no name of a parameter is left out, as values are.

    Of a query that cannot be read, none: the view refused it, too.
    """
    try:
        return " ".join(sorted(filter(PARAMETER.fullmatch, request.GET)))[:200]
    except SuspiciousOperation:
        return ""


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
    known = request.resolver_match
    if known is None or not getattr(getattr(known.func, "cls", None), "of_case", False):
        return None
    return str(known.kwargs["uid"]) if "uid" in known.kwargs else None


def forget_old() -> int:
    """Drop the lines that are older than their place keeps them, in short batches; how many."""
    places: list[int | None] = [*Committee.objects.values_list("pk", flat=True), None]
    return sum(forget_of(place) for place in places)


def forget_of(place: int | None) -> int:
    """Those of one committee, or of none; an hour later, for the database has a clock of its own
    and never lets go half a year."""
    days = rule(CALLS_KEPT, place) if place else CALLS_KEPT.usual
    old = ApiCall.objects.filter(
        committee=place, at__lt=clock.now() - timedelta(days=days, hours=1)
    )
    some = old.order_by("at", "pk").values("pk")[:AT_ONCE]
    gone, batch = 0, AT_ONCE
    while batch == AT_ONCE:
        batch, _ = ApiCall.objects.filter(pk__in=some).delete()
        gone += batch
    return gone
