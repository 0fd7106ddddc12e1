"""The same rows twice: as the database writes them, and as their serializers tell them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from rest_framework.renderers import JSONRenderer

from common.renderers import harmless
from members.exports import List, Standing

KINDS = (
    *("proposals", "assignments", "replies", "commitments", "consultations", "tasks"),
    *("opinions", "gatherings", "villages"),
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
    return [harmless(line) for _, line in wanted.lines()[:most]]


def serialized(wanted, most=None):
    view, render = wanted.view, JSONRenderer().render
    rows = view.rows()
    for name in view.serializer_class.EXPANDS:
        rows = view.expanded(rows, name)
    return [render(line) for line in view.get_serializer(rows.order_by("pk")[:most], many=True).data]


def compare(seats, most=None):
    """How many rows of each kind were compared; fails where one differs."""
    compared = dict.fromkeys(KINDS, 0)
    for seat in seats:
        for kind in KINDS:
            wanted = reads(seat, kind)
            lines = written(wanted, most)
            assert lines == serialized(wanted, most), (str(seat), kind)
            compared[kind] += len(lines)
    return SimpleNamespace(**compared)
