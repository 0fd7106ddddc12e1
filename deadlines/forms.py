"""What is asked of whoever keeps calendars and limits; the rules stand in the changes."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms

from common import tables
from common.forms import STALE
from common.table_files import MAX_BYTES
from deadlines import limits
from deadlines.models import MEASURES
from deadlines.notice_table import HEADER, as_lines, pasted, read_notice
from members.models import Seat, Term

WORKING = [("rest", "休息"), ("work", "上班")]
NEW, ALL = "new", "all"
EXISTING = [(ALL, "未办结事项一并重新核定"), (NEW, "只适用于今后产生的事项")]


class ChangeForm(forms.Form):
    """One press; `confirm` comes with the second look only."""

    press = forms.UUIDField(widget=forms.HiddenInput, error_messages=STALE)

    def __init__(self, *args: Any, seat: Seat, **kwargs: Any) -> None:
        kwargs["initial"] = {"press": uuid.uuid4()} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.seat = seat
        self.fit()

    def fit(self) -> None:
        """Narrow the choices to this seat."""

    def told(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "press"}

    def repeated(self) -> list[Any]:
        """The same answers as hidden fields, for the page that asks for confirmation."""
        return [bound.as_hidden() for bound in self]


class DayForm(ChangeForm):
    day = forms.DateField(label="日期", widget=forms.DateInput)
    working = forms.ChoiceField(label="安排", choices=WORKING, widget=forms.RadioSelect)
    name = forms.CharField(label="名称", max_length=30, help_text="例如：州庆、调休")
    source = forms.CharField(label="依据", max_length=200, help_text="文件名称和文号")

    def told(self) -> dict[str, Any]:
        told = super().told()
        return told | {"working": told["working"] == "work"}


class DropDay(ChangeForm):
    day = forms.DateField(label="日期", widget=forms.HiddenInput)


class NoticeForm(ChangeForm):
    """The notice as a file or as pasted lines; what was read goes on as lines."""

    source = forms.CharField(
        label="依据",
        max_length=200,
        help_text="例如：国务院办公厅关于2027年部分节假日安排的通知（国办发明电〔2026〕9号）",
    )
    file = forms.FileField(
        label="文件",
        required=False,
        help_text=f"CSV 或 XLSX，列名：{'、'.join(HEADER)}；也可在下面粘贴",
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )
    lines = forms.CharField(
        label="放假安排",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="每行一项：日期 休/班 名称，例如“10月1日至7日 休 国庆节”“9月26日 班 调休”",
    )

    def __init__(self, *args: Any, year: int, **kwargs: Any) -> None:
        self.year = year
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        try:
            table = self.table(told)
            reading = read_notice(table, self.year) if table else None
        except tables.TableError as refusal:
            raise forms.ValidationError({"file": str(refusal)}) from refusal
        if reading is None:
            raise forms.ValidationError({"lines": "请选择文件，或粘贴放假安排"})
        if reading.bad:
            raise forms.ValidationError({"lines": [str(one) for one in reading.bad]})
        # so that the confirming page repeats what was read
        self.data = {**dict(self.data.items()), "lines": as_lines(list(reading.good))}
        return told | {"days": reading.good}

    def table(self, told: dict[str, Any]) -> tables.Table | None:
        file = told.get("file")
        if file and file.size > MAX_BYTES:
            raise tables.TableError("文件超过 20 MB，请只保留放假安排。")
        if file:
            return tables.read(file.read())
        return pasted(told["lines"]) if told.get("lines") else None

    def told(self) -> dict[str, Any]:
        return {"days": self.cleaned_data["days"], "source": self.cleaned_data["source"]}

    def repeated(self) -> list[Any]:
        return [bound.as_hidden() for bound in self if bound.name != "file"]


class PublishForm(ChangeForm):
    """Nothing to tell but yes; `seen` is what stood in the table when it was looked at."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)


class LimitForm(ChangeForm):
    count = forms.IntegerField(label="期限", min_value=0, max_value=1000, required=False)
    measure = forms.ChoiceField(label="单位", choices=MEASURES)
    fixed_on = forms.DateField(
        label="固定日期",
        required=False,
        widget=forms.DateInput,
        help_text="填写后不再按期限计算，以此日为准；遇休息日顺延",
    )
    term = forms.ModelChoiceField(
        Term.objects.none(), label="届次", required=False, empty_label="各届"
    )
    occasion = forms.ChoiceField(label="大会或平时", required=False)
    proposal_kind = forms.ChoiceField(label="提案形式", required=False)
    rule = forms.CharField(
        label="依据", required=False, max_length=200, help_text="写给看到期限的人：为什么是这一天"
    )
    note = forms.CharField(label="修改说明", max_length=100, help_text="记入名册，说明为何修改")
    existing = forms.ChoiceField(
        label="适用范围", choices=EXISTING, initial=NEW, widget=forms.RadioSelect
    )

    def fit(self) -> None:
        terms = Term.objects.filter(committee=self.seat.committee_id).order_by("-starts_on")
        self.fields["term"].queryset = terms  # type: ignore[attr-defined]
        every = [("", "全部")]
        self.fields["occasion"].choices = [*every, *limits.OCCASIONS]  # type: ignore[attr-defined]
        self.fields["proposal_kind"].choices = [*every, *limits.FORMS]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        if not told.get("fixed_on") and not told.get("count") and "count" not in self.errors:
            self.add_error("count", "请填写期限，或填写固定日期")
        return told | {"count": told.get("count") or 0}


class ExistingForm(ChangeForm):
    existing = LimitForm.base_fields["existing"]
