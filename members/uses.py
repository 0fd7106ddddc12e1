"""How often clients call: one count a day for each address, method and answer."""

from __future__ import annotations

from django.db import connection
from django.http import HttpRequest

from common import clock
from members.models import Client

COUNT = """
INSERT INTO members_clientuse (client_id, day, address, method, answer, calls, last_at)
VALUES (%s, %s, %s, %s, %s, 1, %s)
ON CONFLICT (client_id, day, address, method, answer)
DO UPDATE SET calls = members_clientuse.calls + 1, last_at = excluded.last_at
"""
METHODS = ("GET", "HEAD", "POST")


def count(client: Client, request: HttpRequest, answer: int) -> None:
    """One call more. What is made up by the caller (verbs, methods) makes no line of its own."""
    found = request.resolver_match
    address = found.view_name if found else ""
    if found and answer < 400 and "action" in found.kwargs:
        address = f"{address}:{found.kwargs['action']}"
    method = request.method if request.method in METHODS else "?"
    line = (client.pk, clock.today(), address[:100], method, answer, clock.now())
    with connection.cursor() as cursor:
        cursor.execute(COUNT, line)
