"""Fields in which a row is chosen: people pick it, other systems may name it as they read it."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema_field


def key_of(offered: QuerySet[Any], known_as: str, told: Any) -> Any:
    """The key of the only one on offer that is so named; anything else as it was told."""
    if not isinstance(told, str) or told.isdecimal() or "\x00" in told:
        return told
    keys = list(offered.filter(**{known_as: told}).values_list("pk", flat=True)[:2])
    return keys[0] if len(keys) == 1 else told


class Session(forms.ModelChoiceField):  # type: ignore[type-arg]
    """By its name, as 十一届五次会议."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(key_of(self.queryset, "name", value))  # type: ignore[arg-type]


class Entries(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Lines of a dictionary, by their codes."""

    def clean(self, value: Any) -> Any:
        return super().clean([key_of(self.queryset, "code", one) for one in value or ()])  # type: ignore[arg-type]


class SessionChoice(Session, django_filters.fields.ModelChoiceField):
    """The same where rows are looked up."""


@extend_schema_field(str)
class SessionFilter(django_filters.ModelChoiceFilter):
    field_class = SessionChoice


__all__ = ["Entries", "Session", "SessionFilter"]
