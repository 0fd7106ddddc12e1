"""What every address of the API has in common: its errors, its pages, the methods it takes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.exceptions import MethodNotAllowed, NotFound, ValidationError
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.request import Request
from rest_framework.views import APIView, exception_handler

from common.problems import BY_NAME, answer, of_status
from common.refusals import Refusal
from common.written import Line

TOLD_BESIDE = ("WWW-Authenticate", "Retry-After")
BAD_CURSOR = "游标无效；请从第一页重新读取"
LONGEST = 18  # digits of a key
OWN = {"limit", "cursor", "fields", "expand"}  # parameters that look for nothing


def handle(exception: Exception, context: dict[str, Any]) -> HttpResponse | None:
    """A refusal as a problem; whatever is none goes on, to the logs and to a 500."""
    if isinstance(exception, Refusal):
        told = answer(context["request"], exception.problem, exception.told, exception.errors)
        for header, value in exception.headers.items():
            told[header] = value
        return told
    plain = exception_handler(exception, context)
    if plain is None:
        return None
    detail = getattr(exception, "detail", None)
    faults = list(faults_in(detail)) if isinstance(exception, ValidationError) else []
    name = "invalid-parameters" if faults else getattr(detail, "code", "")
    problem = BY_NAME.get(name) or of_status(plain.status_code)
    said = str(exception) if isinstance(exception, PermissionDenied) else ""
    response = answer(context["request"], problem, said, faults)
    for header in filter(plain.has_header, TOLD_BESIDE):
        response[header] = plain[header]
    return response


def faults_in(detail: Any) -> Iterator[dict[str, str]]:
    """Parameter by parameter, what is wrong with it; without a name: with all of it."""
    named = detail if isinstance(detail, dict) else {"": detail}
    for name, sentences in named.items():
        for sentence in sentences:
            yield {"parameter": str(name), "detail": str(sentence)}


class MethodFirst(APIView):
    """An address that takes no such method says so before it asks who is there."""

    kind = ""  # of which rows a client must have been allowed to read
    of_case = False  # whether the uid in its address is that of a case

    def scopes_for(self, request: Request) -> tuple[str, ...]:
        """What a client must have been allowed; a person's seat decides alone."""
        return (f"{self.kind}:read",)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        if request.method not in self.allowed_methods:
            raise MethodNotAllowed(str(request.method))
        super().initial(request, *args, **kwargs)


class ReadOnly(MethodFirst):
    http_method_names = ["get", "head"]


class Acts(MethodFirst):
    http_method_names = ["post"]


class Narrowed(DjangoFilterBackend):
    """By the filters that people have. Where nothing is looked for they are not even set up."""

    def filter_queryset(self, request: Any, queryset: Any, view: Any) -> Any:
        filters = self.get_filterset_class(view, queryset)
        named = tuple(filters.base_filters) if filters else ()
        if not any(word.startswith(named) for word in set(request.query_params) - OWN):
            return queryset
        return super().filter_queryset(request, queryset, view)


class Pages(CursorPagination):
    """By the key, which is unique and never changes: no row twice, and none is left out.

    Rows that were committed later under a lower key are for the change feed to tell.
    """

    ordering = "id"
    page_size = 50
    page_size_query_param = "limit"
    max_page_size = 500

    def get_page_size(self, request: Request) -> int | None:
        asked = request.query_params.get("limit", str(self.page_size))
        if not is_key(asked) or not 1 <= int(asked) <= self.max_page_size:
            raise ValidationError({"limit": [f"请填写1至{self.max_page_size}的整数"]})
        return int(asked)

    def _get_position_from_instance(self, instance: Any, ordering: Any) -> str:
        """Of lines that the database has written, too."""
        if isinstance(instance, Line):
            return str(instance.key)
        return super()._get_position_from_instance(instance, ordering)

    def decode_cursor(self, request: Request) -> Cursor | None:
        """One that we gave out; offsets are never needed where no two rows are alike."""
        try:
            cursor = super().decode_cursor(request)
        except NotFound:
            raise ValidationError({"cursor": [BAD_CURSOR]}) from None
        if cursor and (cursor.offset or not is_key(str(cursor.position or ""))):
            raise ValidationError({"cursor": [BAD_CURSOR]})
        return cursor


def is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= LONGEST
