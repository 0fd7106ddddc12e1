"""The same rows twice: as the database writes them, and as their serializers tell them."""

from __future__ import annotations

from functools import reduce
from types import SimpleNamespace
from typing import Any

from rest_framework.renderers import JSONRenderer

from members.exports import List, Standing

KINDS = (
    *("proposals", "assignments", "replies", "commitments", "consultations", "tasks"),
    *("follow-ups", "follow-up-visits", "meetings", "offline", "campaigns"),
    *("opinions", "gatherings", "villages"),
    *("warnings", "keys", "key-lists"),
)


def reads(seat, kind, **query) -> List:
    """A list as that seat reads it, with all that may hang on it."""
    standing: Any = Standing(seat, "")
    standing.client = None  # a person: nothing is kept back but by the seat
    wanted = List(standing, kind, query)
    wanted.request._request.GET._mutable = True
    wanted.request._request.GET["expand"] = ",".join(wanted.view.serializer_class.EXPANDS)
    return wanted


def written(wanted, most=None):
    return [line for _, line in wanted.lines()[:most]]


def serialized(wanted, most=None):
    view, render = wanted.view, JSONRenderer().render
    rows = view.rows()
    for name in view.serializer_class.EXPANDS:
        rows = view.expanded(rows, name)
    told = [
        render(line) for line in view.get_serializer(rows.order_by("pk")[:most], many=True).data
    ]
    return [plain(line) for line in told]


def plain(line):
    """Two ends of line that this one escapes needlessly (RFC 8259), and the database does not."""
    marks = {b"\\u2028": "\u2028", b"\\u2029": "\u2029"}
    return reduce(lambda told, mark: told.replace(mark, marks[mark].encode()), marks, line)


def compare(seats, most=None, kinds=KINDS):
    """How many rows of each kind were compared; fails where one differs."""
    compared = dict.fromkeys(kinds, 0)
    for seat in seats:
        for kind in kinds:
            wanted = reads(seat, kind)
            lines = written(wanted, most)
            assert lines == serialized(wanted, most), (str(seat), kind)
            compared[kind] += len(lines)
    return SimpleNamespace(**compared)
