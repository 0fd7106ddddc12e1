"""Questions that the ORM puts into words once and the server plans once; then they are only asked.

Both take longer than to answer, with seven tables, and some are asked at every request. They are
written as ever; what differs from time to time stands in them as Told(0) …
"""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import Expression, Model, QuerySet
from django.db.models.query import get_related_populators
from django.db.models.sql.compiler import SQLCompiler

from common.planned import ask

M = TypeVar("M", bound=Model)


class Told(Expression):
    """The argument of that place."""

    def __init__(self, place: int) -> None:
        super().__init__()
        self.place = place

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return "%s", [self]


class Kept(Generic[M]):
    """A queryset of plain rows, with what is joined to them, but for its arguments."""

    def __init__(self, written: Callable[[], QuerySet[M]]) -> None:
        self.written = written

    @cached_property
    def compiled(self) -> tuple[SQLCompiler, str, tuple[Any, ...]]:
        compiler = self.written().query.get_compiler(connection.alias)
        sql, parameters = compiler.as_sql()
        places = tuple(f"${number}" for number, _ in enumerate(parameters, 1))
        return compiler, sql % places, tuple(parameters)

    def rows(self, *told: Any) -> list[M]:
        """As the queryset would give them with these arguments."""
        kept, sql, parameters = self.compiled
        given = [told[one.place] if isinstance(one, Told) else one for one in parameters]
        with connection.cursor() as cursor:
            ask(cursor, sql, given)
            found = cursor.fetchall()
        compiler = copy(kept)
        compiler.connection = connection  # that of this thread
        return made(compiler, found)


def made(compiler: Any, found: list[tuple[Any, ...]]) -> list[Any]:
    """The rows as the ORM makes them, the joined ones within."""
    places = compiler.klass_info["select_fields"]
    first, last = places[0], places[-1] + 1
    names = [one.target.attname for one, *_ in compiler.select[first:last]]
    model, alias = compiler.klass_info["model"], compiler.using
    populators: Any = get_related_populators
    joined = populators(compiler.klass_info, compiler.select, alias)
    rows = []
    for values in compiler.results_iter([found]):
        row = model.from_db(alias, names, values[first:last])
        for one in joined:
            one.populate(values, row)
        rows.append(row)
    return rows
