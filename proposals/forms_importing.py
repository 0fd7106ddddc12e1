"""The form with which an office sends a table of old proposals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from common.tables import Table
from members import forms_named
from members.forms_importing import UploadForm
from members.models import Session
from proposals.column_map import NO_TEXT, Mapped
from proposals.reading import COLUMNS, REQUIRED

EXAMPLE = 16  # characters


class ProposalsUpload(UploadForm):
    session = forms_named.Session(
        label="归入会议",
        queryset=Session.objects.none(),
        required=False,
        empty_label="按文件中的年度",
        help_text="按年度归入的，往年没有登记过的会议以“2019年度”的样式建立。",
    )

    archive = forms.BooleanField(
        label="历史存档：登记为已办结，不再办理",
        required=False,
        help_text="不选的，登记为已立案，由办公室接着移交。",
    )

    def fit(self) -> None:
        sessions = Session.objects.filter(term__committee=self.committee)
        self.fields["session"].queryset = sessions  # type: ignore[attr-defined]

    def options(self) -> dict[str, str]:
        session = self.cleaned_data["session"]
        archive = "yes" if self.cleaned_data["archive"] else ""
        return {"session": session.name if session else "", "archive": archive}


class ColumnsForm(forms.Form):
    """What each column says; what the ledger does not say may be stood in for."""

    form_told = forms.BooleanField(
        label="提案形式按提案人推定",
        required=False,
        help_text="填有集体提案单位的为集体，有联名人的为联名，其余为个人；已填写的不变",
    )
    day = forms.DateField(
        label="没有提交时间的，一律登记为",
        required=False,
        widget=forms.DateInput,
        help_text="只写年度的旧台账，可填该次会议的日期",
    )
    no_text = forms.BooleanField(
        label="没有正文的也导入",
        required=False,
        help_text=f"正文登记为“{NO_TEXT}”",
    )

    def __init__(self, *args: Any, table: Table, places: Mapping[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = {key: self.column(key, table, places.get(key)) for key in COLUMNS}
        self.fields = own | self.fields
        for key in REQUIRED:
            self.fields[key].needed = True  # type: ignore[attr-defined]

    def column(self, key: str, table: Table, place: int | None) -> forms.ChoiceField:
        columns = [(str(at), named(table, at)) for at in range(len(table.header))]
        return forms.ChoiceField(
            label=COLUMNS[key][0],
            required=False,
            choices=[("", "台账中没有"), *columns],
            initial="" if place is None else str(place),
        )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        taken: dict[str, str] = {}
        for key in COLUMNS:
            if place := told.get(key):
                if place in taken:
                    self.add_error(key, f"这一列已对应“{COLUMNS[taken[place]][0]}”，请另选")
                taken.setdefault(place, key)
        self.need(told, "title", True, "请选择哪一列是案由")
        self.need(told, "form", not told.get("form_told"), "请选择，或勾选下面的“按提案人推定”")
        self.need(told, "body", not told.get("no_text"), "请选择，或勾选下面的“没有正文的也导入”")
        return told

    def need(self, told: dict[str, Any], key: str, needed: bool, why: str) -> None:
        if needed and not told.get(key):
            self.add_error(key, why)

    def mapped(self) -> Mapped:
        told = self.cleaned_data
        places = {key: int(told[key]) for key in COLUMNS if told[key]}
        day = told["day"].isoformat() if told["day"] else ""
        return Mapped(places, told["form_told"], day, told["no_text"])


def named(table: Table, at: int) -> str:
    """A column by its name and the first thing that stands in it."""
    cells = (row.cells[at] for row in table.rows if at < len(row.cells) and row.cells[at])
    example = next(cells, "")
    short = example[:EXAMPLE] + ("…" if len(example) > EXAMPLE else "")
    label = table.header[at] or f"第{at + 1}列（无列名）"
    return f"{label}（如：{short}）" if short else label
