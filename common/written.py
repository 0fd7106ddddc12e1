"""Rows that the database writes as JSON, letter for letter as their serializer would.

What a serializer takes from a column is found by itself. What it puts together in Python
(get_url) has an expression beside it (spell_url); what hangs on a row, a question for its rows.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.conf import settings
from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.models import Case, Expression, F, Func, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce
from django.db.models.lookups import Exact
from django.db.models.sql import Query
from django.urls import reverse
from psycopg2.extensions import BYTES, register_type  # type: ignore[import-untyped]
from rest_framework import serializers

from common.planned import ask

Pieces = list[Any]  # text as it stands, and expressions of text
TEXT = models.TextField()
ASKED = """
WITH asked (key) AS MATERIALIZED ({}) {}
SELECT written.key, written.told FROM ({}) AS written (key, told) JOIN asked USING (key)
"""
NO_JIT = "SET LOCAL jit = off"  # for long questions without hard sums: for this transaction
BARE = (models.IntegerField, models.AutoField, models.BooleanField)
QUOTED = (models.UUIDField, models.DateField, models.DecimalField)
LOCAL = "replace(to_char(%(expressions)s AT TIME ZONE {0}, '{1}.US'), '.000000', '')"
ZONE = "to_char(%(expressions)s AT TIME ZONE {0} - %(expressions)s AT TIME ZONE 'UTC', 'HH24:MI')"
LINES = "array_to_string(ARRAY(%(subquery)s), ',')"
PLACEHOLDER = "019b0000-0000-7000-8000-000000000000"


class Line(NamedTuple):
    key: int
    told: bytes


class Statement(NamedTuple):
    """What asks for key and JSON of every row of a model; nobody may be given it as it is."""

    sql: str
    parameters: tuple[Any, ...]
    told: Expression  # the JSON alone


class Given(Exact):
    """That a key is among those which come with the question, whatever they are."""

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        key, parameters = self.process_lhs(compiler, connection)
        return f"{key} = ANY ($1)", parameters


class Lines:
    """Rows as lines of JSON: as much of a queryset as a paginator needs.

    Which rows and what of them are one question, so both are of one moment. with_keys: what else
    is done in it with the keys (`asked`), in SQL, by whoever has to remember what was told.
    """

    def __init__(self, rows: QuerySet[Any], statement: Statement, with_keys: str = "") -> None:
        self.rows, self.statement, self.with_keys = rows, statement, with_keys

    def order_by(self, *names: str) -> Lines:
        return Lines(self.rows.order_by(*names), self.statement, self.with_keys)

    def filter(self, **conditions: Any) -> Lines:
        return Lines(self.rows.filter(**conditions), self.statement, self.with_keys)

    def __getitem__(self, part: slice) -> list[Line]:
        asked = self.rows.prefetch_related(None).values_list("pk")[part].query
        down = " DESC" if asked.order_by and str(asked.order_by[0]).startswith("-") else ""
        with connection.cursor() as cursor:
            if question := self.question(cursor, asked):
                register_type(BYTES, cursor.cursor)
                cursor.execute(f"{question} ORDER BY key{down}")
                return [Line(*found) for found in cursor.fetchall()]
        return []

    def of(self, keys: list[int]) -> dict[int, bytes]:
        """Those of these keys that are among the rows. It is always the same question."""
        known = Given(F("pk"), Value(0))
        asked = self.rows.prefetch_related(None).order_by().filter(known).values_list("pk").query
        with connection.cursor() as cursor:
            if question := self.question(cursor, asked):
                register_type(BYTES, cursor.cursor)
                ask(cursor, question, [keys])
                return dict(sorted(cursor.fetchall()))
        return {}

    def question(self, cursor: Any, asked: Query) -> str:
        """What to ask; nothing where there cannot be such rows."""
        keys = whole(cursor, asked)
        told = cursor.mogrify(self.statement.sql, self.statement.parameters).decode()
        return keys and ASKED.format(keys, self.with_keys, told)


def whole(cursor: Any, query: Query) -> str:
    """With its parameters; nothing where there cannot be such rows."""
    try:
        sql, parameters = query.sql_with_params()
    except EmptyResultSet:
        return ""
    return str(cursor.mogrify(sql, parameters).decode())


def statement(model: type[models.Model], pieces: Pieces) -> Statement:
    told = joined(pieces)
    rows = model._base_manager.order_by().values_list("pk", told)
    return Statement(*rows.query.sql_with_params(), told)


def row(serializer: Any, model: type[models.Model], prefix: str = "") -> Pieces:
    pieces: Pieces = []
    for name, field in serializer.fields.items():
        mark = "," if pieces else "{"
        pieces += [f'{mark}"{name}":', *value(serializer, name, field, model, prefix)]
    return [*pieces, "}"] if pieces else ["{}"]


def value(serializer: Any, name: str, field: Any, model: type[models.Model], prefix: str) -> Pieces:
    spelled: Any = getattr(serializer, f"spell_{name}", None)
    if isinstance(field, serializers.ListSerializer):
        return many(field.child, spelled())
    if spelled is not None:
        return [*spelled()]
    source = field.source.replace(".", "__")
    if isinstance(field, serializers.Serializer):
        within = row(field, column(model, source)[0].related_model, f"{prefix}{source}__")
        return or_null(f"{prefix}{source}", within) if field.allow_null else within
    if source.startswith("get_") and source.endswith("_display"):
        chosen = source.removeprefix("get_").removesuffix("_display")
        return label(model, chosen, prefix)
    return plain(F(prefix + source), *column(model, source))


def column(model: Any, path: str) -> tuple[Any, bool]:
    """The column at the end of a path, and whether it may be empty for a row of the model."""
    nullable, field = False, None
    for name in path.split("__"):
        options = (field.related_model if field else model)._meta
        field = options.pk if name == "pk" else options.get_field(name)
        nullable = nullable or field.null
        if field.name != name and field.attname == name:
            field = field.target_field
    return field, nullable


def plain(path: Any, field: Any, nullable: bool) -> Pieces:
    """A column, by its kind."""
    if isinstance(field, models.DateTimeField):
        return moment(path, nullable)
    if isinstance(field, BARE):
        told = Cast(path, TEXT)
        return [Coalesce(told, Value("null"))] if nullable else [told]
    if isinstance(field, QUOTED):
        return quoted(path) if nullable else ['"', path, '"']
    return said(path, nullable)


def said(text: Any, nullable: bool = True) -> Pieces:
    told = Func(text, template="to_json((%(expressions)s)::text)", output_field=TEXT)
    return [Coalesce(Cast(told, TEXT), Value("null"))] if nullable else [told]


def quoted(path: Any) -> Pieces:
    """What needs no escaping, or null."""
    marked = Func(path, template="'\"' || %(expressions)s || '\"'", output_field=TEXT)
    return [Coalesce(marked, Value("null"))]


def moment(path: Any, nullable: bool) -> Pieces:
    """An instant on the clocks of the place, in the form of ISO 8601."""
    zone = "'" + settings.TIME_ZONE + "'"
    shown = Func(path, template=LOCAL.format(zone, 'YYYY-MM-DD"T"HH24:MI:SS'), output_field=TEXT)
    offset = Func(path, template=ZONE.format(zone), output_field=TEXT)
    told: Pieces = ['"', shown, "+", offset, '"']
    return [or_null_of(path, told)] if nullable else told


def label(model: type[models.Model], name: str, prefix: str = "") -> Pieces:
    """What a choice is called."""
    field: Any = model._meta.get_field(name)
    path = prefix + name
    known = (When(**{path: code}, then=word(str(text))) for code, text in field.flatchoices)
    return [Case(*known, default=said(F(path))[0], output_field=TEXT)]


def word(text: str) -> Value:
    """What is known beforehand."""
    return Value(json.dumps(text, ensure_ascii=False))


def address(name: str) -> Pieces:
    """The page of a case, under the name of its address."""
    before, after = reverse(name, args=[PLACEHOLDER]).split(PLACEHOLDER)
    return [f'"{settings.SITE_URL}{before}', F("case__uid"), f'{after}"']


def or_null(path: str, pieces: Pieces) -> Pieces:
    return [or_null_of(F(path), pieces)]


def or_null_of(path: Any, pieces: Pieces) -> Expression:
    empty = When(**{f"{path.name}__isnull": True}, then=Value("null"))
    return Case(empty, default=joined(pieces), output_field=TEXT)


def many(serializer: Any, rows: QuerySet[Any]) -> Pieces:
    """What hangs on a row, in the order of the question for it."""
    bare = rows.prefetch_related(None).select_related(None)
    lines = bare.values_list(joined(row(serializer, rows.model)), flat=True)
    return ["[", Subquery(lines, TEXT, template=LINES), "]"]


def joined(pieces: Sequence[Any]) -> Expression:
    """One text. Neighbours that stand as they are become one."""
    parts: list[Any] = []
    for piece in pieces:
        if isinstance(piece, str) and parts and isinstance(parts[-1], str):
            parts[-1] += piece
        else:
            parts.append(piece)
    told = [Value(part) if isinstance(part, str) else part for part in parts]
    return Func(*told, function="concat", output_field=TEXT)
