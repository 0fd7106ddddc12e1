"""Rows of one kind as other systems read them: a list in pages, and one with what may be done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.http import parse_etags
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ReadOnlyModelViewSet

from common.api import Pages, ReadOnly
from common.fields import Chosen, asked, check_names
from common.logs import bind_case
from common.renderers import Ready
from common.written import Lines
from members.api import granted, seat_of
from members.copies import changes_with_others
from members.doors import ActionView, Door
from members.scopes import READ, scope
from members.spelling_out import spelt
from workflow.models import Case

M = TypeVar("M", bound=Model)
CHOICE = [
    OpenApiParameter("fields", str, description="只要这些字段，用逗号分隔"),
    OpenApiParameter("expand", str, description="一并给出这些关联内容，用逗号分隔"),
]
READING = extend_schema_view(
    list=extend_schema(parameters=CHOICE), retrieve=extend_schema(parameters=CHOICE)
)


class CasePages(Pages):
    """Of roots, whose key is the number of their case."""

    ordering = "case_id"


class Rows(ReadOnly, ReadOnlyModelViewSet[M]):
    """kind: its name in scopes; page: where people act on one, if they do."""

    of_case = True
    serializer_class: type[Chosen[M]]
    page: ClassVar[type[ActionView] | None] = None

    def rows(self) -> QuerySet[M]:
        """Those that exist for the seat, with what a line needs."""
        raise NotImplementedError

    def expanded(self, rows: QuerySet[M], name: str) -> QuerySet[M]:
        """With what is asked for besides, in a fixed number of questions."""
        return rows

    def case_of(self, row: Any) -> Case:
        case: Case = row.case
        return case

    def place_of(self, row: Any) -> dict[str, Any]:
        """The arguments of the addresses of its page and of its verbs."""
        return {"uid": row.case.uid}

    def tell_verbs(self, told: dict[str, Any], row: M) -> None:
        """What may be done to it now, and to the parts that came with it."""
        if self.page:
            place = self.place_of(row)
            told["available_actions"] = available(self.page, self.request, self.kind, place)
        self.tell_parts(told, row)

    def tell_parts(self, told: dict[str, Any], row: M) -> None:
        """What may be done to the parts that came with it, where they have verbs of their own."""

    def tell_part(self, lines: Any, rows: Any, doors: Mapping[str, Door], kind: str) -> None:
        """Of the very rows that were told as these lines: they are not read twice."""
        for line, one in zip(lines, rows, strict=True):
            line["available_actions"] = possible(doors, one, self.request, kind)

    def scopes_for(self, request: Request) -> tuple[str, ...]:
        """Also of what hangs on it."""
        hanging = set(self.serializer_class.EXPANDS).intersection(asked(request, "expand"))
        besides = filter(None, map(self.serializer_class.kind_of, sorted(hanging)))
        return tuple(scope(kind, READ) for kind in (self.kind, *besides))

    def get_queryset(self) -> QuerySet[M]:
        check_names(self.request, self.serializer_class)
        rows = self.rows()
        if self.action != "list":
            for name in asked(self.request, "expand"):
                rows = self.expanded(rows, name)
        return rows

    def lines(self, rows: QuerySet[M]) -> Lines:
        return Lines(rows, spelt(self.get_serializer(), rows.model, self.request))

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        rows = self.filter_queryset(self.get_queryset())
        page: Any = self.paginate_queryset(self.lines(rows))  # type: ignore[arg-type]
        return self.get_paginated_response(Ready(line.told for line in page))

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        row = self.get_object()
        case = self.case_of(row)
        bind_case(case.uid)
        tag = etag(case)
        known = tag in parse_etags(request.headers.get("If-None-Match", ""))
        if known and not changes_with_others(self.kind):
            unchanged = HttpResponseNotModified()
            unchanged["ETag"] = tag
            return unchanged
        told = dict(self.get_serializer(row).data)
        if not asked(request, "fields"):
            self.tell_verbs(told, row)
        return Response(told, headers={"ETag": tag})


def etag(case: Case) -> str:
    """Strong: the version of the case that a row is or belongs to."""
    return f'"{case.uid}.{case.version}"'


def opened(page: type[ActionView], request: Request, place: dict[str, Any]) -> ActionView:
    """The page of a verb, as if it had been opened there by whoever asks here."""
    view = page()
    view.setup(request._request, **place)
    return view


def available(
    page: type[ActionView], request: Request, kind: str, place: dict[str, Any]
) -> list[dict[str, str]]:
    """What whoever asks may do to it now, by the tables; hindrance: what must come first."""
    view = opened(page, request, place)
    return possible(view.doors, view.get_row(), request, kind)


def possible(
    doors: Mapping[str, Door], row: Any, request: Request, kind: str
) -> list[dict[str, str]]:
    """Of these verbs those that may be used on the row now."""
    seat = seat_of(request)
    return [
        {
            "action": verb,
            "label": door.label(row),
            "hindrance": door.hindrance(row, seat),
        }
        for verb, door in doors.items()
        if granted(request, scope(kind, verb)) and door.offered(seat, row)
    ]
