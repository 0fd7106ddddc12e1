"""What a list is narrowed by, said in words, each with the way to leave it out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.forms import BoundField, ModelChoiceField
from django.http import QueryDict
from django_filters import FilterSet

from common.paging import KEYS
from common.whole import whole, wholes

HOW = frozenset({*KEYS, "view", "sort", "more", "all"})  # say how a list is shown, not what


class Chip(NamedTuple):
    """One condition; stale: it was not used, being gone, senseless or not this reader's."""

    label: str
    text: str
    url: str
    stale: bool = False


def chips_of(filters: FilterSet, query: QueryDict) -> list[Chip]:
    """Every condition that was set, in the order of the filters."""
    return list(told(filters, query))


class Known(ModelChoiceField):  # type: ignore[type-arg]
    """A choice among rows that were read beforehand."""

    def __init__(self, like: ModelChoiceField[Any], rows: Mapping[int, Any]) -> None:
        super().__init__(like.queryset, required=False)
        self.rows = rows

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        key = whole(str(value))
        if key is None or key not in self.rows:
            raise ValidationError(self.error_messages["invalid_choice"], "invalid_choice")
        return self.rows[key]


def read_together(several: Iterable[FilterSet]) -> None:
    """What many sets of the same conditions name is read once a field, not once a set."""
    named: dict[str, list[Any]] = defaultdict(list)
    for form in (one.form for one in several):
        for name, field in form.fields.items():
            if isinstance(field, ModelChoiceField) and form.data.get(name):
                named[name].append(form)
    for name, forms in named.items():
        field = forms[0].fields[name]
        rows = field.queryset.in_bulk(wholes(form.data[name] for form in forms))
        for form in forms:
            form.fields[name] = Known(field, rows)


def unusable(filters: FilterSet) -> bool:
    """Whether a condition was set that makes no sense, or is not this reader's to set."""
    return bool(filters.errors or kept_from(filters, filters.data or {}))


def kept_from(filters: FilterSet, query: Mapping[str, Any]) -> list[str]:
    """Conditions that were set, of those that others may set and this reader may not."""
    rest = (name for name in type(filters).base_filters if name not in filters.filters)
    return [name for name in rest if query.get(name)]


def told(filters: FilterSet, query: QueryDict) -> Iterator[Chip]:
    form = filters.form
    for name in kept_from(filters, query):
        label = str(type(filters).base_filters[name].label)
        yield Chip(label, "您的身份不能按此筛选", without(query, name), stale=True)
    for name in filters.filters:
        if not any(query.getlist(name)):
            continue
        stale = name in form.errors
        text = "已不存在或写得不对" if stale else in_words(form[name], form.cleaned_data[name])
        label, text, *gone = spoken(filters, name) or (str(filters.filters[name].label), text)
        if text:
            yield Chip(label, text, without(query, name, *gone), stale)


def spoken(filters: FilterSet, name: str) -> tuple[str, ...]:
    """Label and words of a condition that has no field, as its filters say it; and what ends with
    it. Nothing of all others."""
    say = getattr(filters, "spoken", None)
    told: tuple[str, ...] = say(name) if say else ()
    return told


def in_words(bound: BoundField, value: Any) -> str:
    """The value as a person chose it."""
    several = value if isinstance(value, list | tuple) else [value]
    choices = getattr(bound.field, "choices", None)
    if isinstance(value, bool) or value is None or value == "":
        return "是" if value else ""
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    if choices is None or hasattr(value, "pk"):
        return str(value)
    wanted = {str(one) for one in several}
    return "、".join(str(label) for key, label in flat(choices) if str(key) in wanted)


def flat(choices: Any) -> Iterator[tuple[Any, Any]]:
    """Choices without their groups."""
    for key, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield key, label


def without(query: QueryDict, *names: str) -> str:
    """The address of the same list without these."""
    rest = query.copy()
    for name in (*names, *KEYS):
        rest.pop(name, None)
    return f"?{rest.urlencode()}"


def conditions(query: QueryDict) -> QueryDict:
    """What narrows and sorts: all that a view remembers of an address."""
    rest = query.copy()
    for name in list(rest):
        if name in HOW - {"sort"} or not any(rest.getlist(name)):
            rest.pop(name)
    return rest


def narrowed(query: QueryDict) -> bool:
    return any(any(query.getlist(name)) for name in query if name not in HOW)


def hidden(query: QueryDict, shown: Collection[str]) -> list[tuple[str, str]]:
    """What a form with only some of the fields has to carry on unseen."""
    left = {"more", *KEYS, *shown}
    return [
        (name, value)
        for name in query
        if name not in left
        for value in query.getlist(name)
        if value
    ]
