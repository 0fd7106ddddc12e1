"""What is asked about a ladder of reminders, and about office hours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from deadlines.models import Recipient, Rung

SPLIT = str.maketrans("，、 ；;", ",,,,,")


class Days(forms.CharField):
    """Numbers of days, typed as 30,15,7."""

    def to_python(self, value: Any) -> Any:
        parts = str(value or "").translate(SPLIT).split(",")
        typed = [part for part in parts if part]
        if not all(part.isascii() and part.isdigit() and len(part) < 4 for part in typed):
            raise ValidationError("请填写天数，以逗号隔开，例如 30,15,7,3,1,0")
        return sorted({int(part) for part in typed}, reverse=True)


class LadderForm(forms.Form):
    """Four answers for each recipient; one left empty is not reminded."""

    def __init__(self, *args: Any, rungs: Iterable[Rung] = (), **kwargs: Any) -> None:
        known = {rung.recipient: rung for rung in rungs}
        super().__init__(*args, **kwargs)
        for recipient in Recipient:
            rung = known.get(recipient, Rung(compulsory=Rung.Compulsory.LATE))
            self.fields |= fields_of(recipient, rung)

    def rungs(self) -> Iterator[Rung]:
        for recipient in Recipient:
            names = ("before", "after_from", "every", "compulsory")
            told = {name: self.cleaned_data[f"{recipient}_{name}"] for name in names}
            yield Rung(recipient=recipient, **told)


def fields_of(recipient: Recipient, rung: Rung) -> dict[str, forms.Field]:
    """The four answers about one recipient."""

    def number(label: str, value: int | None) -> forms.IntegerField:
        return forms.IntegerField(
            label=f"{recipient.label}：{label}", required=False, min_value=1, max_value=250,
            initial=value,
        )  # fmt: skip

    return {
        f"{recipient}_before": Days(
            label=f"{recipient.label}：到期前几日提醒",
            required=False,
            help_text="以逗号隔开，0 为到期当天；不提醒的不填",
            initial=",".join(map(str, rung.before)),
        ),
        f"{recipient}_after_from": number("逾期后从第几个工作日起", rung.after_from),
        f"{recipient}_every": number("此后每几个工作日一次", rung.every),
        f"{recipient}_compulsory": forms.ChoiceField(
            label=f"{recipient.label}：是否必达",
            choices=Rung.Compulsory.choices,
            initial=rung.compulsory,
        ),
    }


class HoursForm(forms.Form):
    """Morning and afternoon."""

    morning_from = forms.TimeField(label="上午自")
    morning_to = forms.TimeField(label="上午至")
    afternoon_from = forms.TimeField(label="下午自")
    afternoon_to = forms.TimeField(label="下午至", help_text="至当日24时的，填写 00:00")
    rest_days = forms.BooleanField(label="休息日也发送", required=False)
