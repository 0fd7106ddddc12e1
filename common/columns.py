"""Columns made of a model's own fields, by the names that people know them by."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import (
    BooleanField,
    DateField,
    Field,
    ForeignKey,
    IntegerField,
    Model,
    QuerySet,
)

from common.listing import More, Needs, anybody
from common.templatetags.ui import Column


def fields_of(
    model: type[Model],
    *names: str,
    offered: Callable[[Any], bool] = anybody,
    **labels: str,
) -> tuple[More, ...]:
    """One for each name; labels: where the field's own name is not what people say."""
    wanted = dict.fromkeys(names, "") | labels
    return tuple(one(model._meta.get_field(name), label, offered) for name, label in wanted.items())


def one(field: Any, label: str, offered: Callable[[Any], bool]) -> More:
    kind = kind_of(field)
    css = "" if kind == "text" else "fit"
    named = label or str(field.verbose_name)
    column = Column(named, field.name, css, kind, tells=(field.name,))
    return More(column, reader(field), beside(field), offered)


def kind_of(field: Field[Any, Any]) -> str:
    if isinstance(field, DateField):
        return "date"
    return "number" if isinstance(field, IntegerField) and not field.choices else "text"


def reader(field: Field[Any, Any]) -> Callable[[Any], Any]:
    """The value in words where it is a code, the name where it is another row."""
    name = field.name
    if isinstance(field, ForeignKey):
        return lambda row: str(getattr(row, name) or "")
    if field.choices:
        return lambda row: str(getattr(row, f"get_{name}_display")())
    if isinstance(field, BooleanField):
        return lambda row: "是" if getattr(row, name) else ""
    return lambda row: getattr(row, name)


def beside(field: Field[Any, Any]) -> Needs | None:
    """What the name of another row needs to be read."""
    if not isinstance(field, ForeignKey):
        return None

    def needs(rows: QuerySet[Any], seat: Any) -> QuerySet[Any]:
        return rows.select_related(field.name)

    return needs
