"""The lines of an answer: what becomes of each suggestion. Five to begin with, more on request."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.template.loader import render_to_string

from common.whole import whole
from proposals.models import ReplyItem

COLUMNS = ("kind", "matter", "quantity", "measure", "due_on", "reason")
ROWS = 5
MOST = 60  # rows that one form may have


class ItemsWidget(forms.Widget):
    """Rows of a table that works without scripts; the number of rows travels with the form."""

    use_fieldset = True
    rows = ROWS

    def subwidgets(self, name: str, value: Any, attrs: Any = None) -> Any:
        return []  # rows are not choices

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[dict[str, str]]:
        count = data.get(f"{name}-rows", "0")
        rows = range(min(whole(count) or 0, MOST))
        return [
            {column: data.get(f"{name}-{row}-{column}", "").strip() for column in COLUMNS}
            for row in rows
        ]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return f"{name}-rows" not in data

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> Any:
        given = [{column: shown(row.get(column)) for column in COLUMNS} for row in value or []]
        given += [dict.fromkeys(COLUMNS, "") for _ in range(self.rows - len(given))]
        context = {"name": name, "rows": given, "kinds": ReplyItem.Kind.choices}
        return render_to_string("proposals/items_widget.html", context)


class Items(forms.Field):
    """A list of lines as the service wants them; blank rows are left out."""

    widget = ItemsWidget

    def clean(self, value: Any) -> list[dict[str, Any]]:
        typed = [row for row in value or [] if any(row[name] for name in COLUMNS)]
        lines, faults = [], []
        for place, row in enumerate(typed, 1):
            try:
                lines.append(line(row))
            except ValueError as fault:
                faults.append(f"第{place}项：{fault}")
        if faults:
            raise forms.ValidationError(faults)
        return lines


def line(row: dict[str, str]) -> dict[str, Any]:
    """One row with its number and day read; ValueError says what is wrong with it."""
    if row["kind"] not in ReplyItem.Kind.values:
        raise ValueError("请选择办理情况")
    for name, most in (("matter", 200), ("measure", 10), ("reason", 300)):
        if len(row[name]) > most:
            raise ValueError(f"文字过长，不超过{most}字")
    return row | {"quantity": amount(row["quantity"]), "due_on": day(row["due_on"])}


def amount(text: str) -> Decimal | None:
    try:
        number = Decimal(text) if text else None
    except InvalidOperation:
        raise ValueError("数量请填写数字") from None
    if number is not None and not 0 <= number < 10**10:
        raise ValueError("数量请填写不小于0的数字")
    return number


def day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise ValueError("落实时限请按“2027-06-30”填写") from None


def shown(value: Any) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}".rstrip("0").rstrip(".")
    return "" if value is None else str(value)


def in_words(rows: Any) -> str:
    """What was typed, to be kept for the person when somebody else was first."""
    return "\n".join(
        "　".join(filter(None, map(shown, (row.get(name) for name in COLUMNS))))
        for row in rows or []
        if any(row.values())
    )
