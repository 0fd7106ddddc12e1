"""What pages show, the same everywhere: lights, badges, tables, bars, fields, dates and money."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol

from django import template
from django.forms import BoundField, DateInput, RadioSelect
from django.utils import timezone

from common import clock

register = template.Library()

TONES = frozenset({"seal", "ok", "soon", "late", "link", "none"})
LEVELS = frozenset({"ok", "soon", "late", "none"})
NOTHING = "—"
CARDS_AT_MOST = 5  # choices shown as cards side by side; more become a list
SEEN_AT_ONCE = 20  # boxes; more are looked through by name
SHORT = 16  # characters of a choice that stands in a narrow column
MIDDLING = 28  # characters of a choice that stands in one of two columns
TIMELINE_SHOWS = 12


class Due(Protocol):
    """A due day as a page needs it; `deadlines` makes one."""

    on: date | None
    level: str  # ok, soon, late or none
    text: str  # 逾期 3 天, 今天到期, 剩 2 个工作日
    provisional: bool  # computed on a calendar not yet published
    rule: str  # why it is this day, for people


class ColumnLike(Protocol):
    """A column of a table; `kind` (text, title, light, badge, date, number, money) is optional."""

    label: str
    key: str
    css: str


@dataclass(frozen=True)
class Column:
    """A column; css: `wide` leads the card on a phone, `hide` leaves it, `fit` never wraps.

    tells: the fields of the row's model that can be read there. note: what stands under the
    value, as the head of a sheet's column names it.
    """

    label: str
    key: str
    css: str = ""
    kind: str = "text"
    sort_url: str = ""
    sort: str = ""  # ascending or descending when the table is sorted by it
    tells: tuple[str, ...] = ()
    note: str = ""

    @property
    def leads(self) -> bool:
        """Whether it names the row, so that no list goes without it."""
        return self.kind == "title"


@dataclass(frozen=True)
class Cell:
    """One value under its column."""

    column: ColumnLike
    value: Any

    @property
    def kind(self) -> str:
        return str(getattr(self.column, "kind", "text"))

    @property
    def empty(self) -> bool:
        return self.value is None or self.value == ""


@register.inclusion_tag("components/light.html")
def light(due: Due | None, date: bool = False, explain: bool = False) -> dict[str, Any]:
    """A traffic light with its words; `date` adds the day, `explain` the reason as a fold-out."""
    level = due.level if due is not None and due.level in LEVELS else "none"
    return {"due": due, "level": level, "show_date": date, "explain": explain}


@register.inclusion_tag("components/tag.html")
def badge(code: object, label: object, tone: str = "none") -> dict[str, Any]:
    """The badge of a status: code for machines, label for people; unknown tones are grey."""
    return {"code": code, "label": label, "tone": tone if tone in TONES else "none"}


@register.inclusion_tag("components/tag.html")
def tag(label: object, tone: str = "none") -> dict[str, Any]:
    """A small mark that is not a status: 重点提案, 主办, 同意公开."""
    return badge("", label, tone)


@register.inclusion_tag("components/phases.html")
def phases(steps: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The strip 立案 交办 督办 办结: name, state (done, now, next) and note of each."""
    return {"steps": steps}


@register.inclusion_tag("components/timeline.html")
def timeline(entries: Sequence[Any]) -> dict[str, Any]:
    """What happened, newest first; the older part is folded when there are more than twelve."""
    recent, older = entries[:TIMELINE_SHOWS], entries[TIMELINE_SHOWS:]
    return {"recent": recent, "older": older}


@register.inclusion_tag("components/table.html")
def table(
    columns: Sequence[ColumnLike], rows: Iterable[Any], caption: str = "", pick: str = ""
) -> dict[str, Any]:
    """A table, cards on a phone; a row has `cells` by key; `pick` names its check box."""
    lines = [(row, [Cell(column, row.cells.get(column.key)) for column in columns]) for row in rows]
    return {"columns": columns, "lines": lines, "caption": caption, "pick": pick}


@register.inclusion_tag("components/bar.html")
def bar(label: str, parts: Sequence[tuple[str, int, str]], total: int = 0) -> dict[str, Any]:
    """A stacked bar from (label, count, tone); `total` is its full length, else the sum."""
    whole = max(total, sum(count for _, count, _ in parts), 1)
    pieces, start = [], 0.0
    for name, count, tone in parts:
        width = count / whole * 100
        pieces.append({"name": name, "count": count, "tone": tone, "x": start, "width": width})
        start += width
    return {"label": label, "pieces": pieces, "whole": whole if total or parts else 0}


@register.inclusion_tag("components/bar.html")
def bar_of(label: str, count: int, longest: int) -> dict[str, Any]:
    """One bar of several: its count, its length beside the longest; the number is the count."""
    return bar(label, [(label, count, "link")], longest) | {"whole": count}


@register.inclusion_tag("components/field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """A form field with label, help, error and widget, tied together for screen readers."""
    widget = bound.field.widget
    if isinstance(widget, DateInput):
        # The browser's own calendar reads and writes ISO dates only.
        widget.input_type, widget.format = "date", "%Y-%m-%d"
    choices = len(bound.subwidgets) if widget.use_fieldset else 0
    return {
        "field": bound,
        "choices": choices,
        "many": columns_for(bound) if choices > CARDS_AT_MOST else "",
        "sieve": choices > SEEN_AT_ONCE and getattr(widget, "allow_multiple_selected", False),
        "cards": isinstance(widget, RadioSelect) and few_and_short(bound, choices),
        "checkbox": getattr(widget, "input_type", "") == "checkbox" and not choices,
        "suffix": widget.attrs.get("data-suffix", ""),
        "count": widget.attrs.get("data-count", ""),
    }


def columns_for(bound: BoundField) -> str:
    """Narrow or wide columns, by the longest choice; nothing where each needs its own line."""
    longest = max(len(str(option.choice_label)) for option in bound.subwidgets)
    if longest <= SHORT:
        return "narrow"
    return "wide" if longest <= MIDDLING else ""


def few_and_short(bound: BoundField, choices: int) -> bool:
    if choices > CARDS_AT_MOST:
        return False
    return all(len(str(one.data.get("label", ""))) <= SHORT for one in bound.subwidgets)


@register.filter
def day(when: date | None) -> str:
    """A day, with its year unless it is this year: 11月26日, 2027年1月4日."""
    if when is None:
        return NOTHING
    year = "" if when.year == clock.today().year else f"{when.year}年"
    return f"{year}{when.month}月{when.day}日"


@register.filter
def stamp(moment: date | datetime | None) -> str:
    """A moment in Shanghai to the minute, or a plain date as it is: 2026年11月23日 16:20."""
    if moment is None:
        return NOTHING
    if not isinstance(moment, datetime):
        return f"{moment.year}年{moment.month}月{moment.day}日"
    local = timezone.localtime(moment)
    return f"{local.year}年{local.month}月{local.day}日 {local:%H:%M}"


@register.filter
def money(amount: Decimal | int | None) -> str:
    """Yuan in groups of three, with fen only when there are any: 1,240,000 元."""
    if amount is None:
        return NOTHING
    value = Decimal(amount)
    return f"{value:,.0f} 元" if value == value.to_integral_value() else f"{value:,.2f} 元"


@register.filter
def grouped(count: Decimal | int | float) -> str:
    """A quantity in groups of three: 1,240."""
    return f"{count:,}"
