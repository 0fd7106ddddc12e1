"""What splitting a unit asks: its parts, and to which of them each open case and person goes."""

from __future__ import annotations

from typing import Any

from django import forms

from members.doors import ActionForm
from members.forms_registers import reason
from members.models import Seat
from members.services.following import CARRIERS
from members.services.splitting import MOST

LINES = [(number, f"第{number}行的单位") for number in range(1, MOST + 1)]


class SplitUnit(ActionForm):
    into = forms.CharField(
        label="拆分为",
        widget=forms.Textarea(attrs={"rows": MOST}),
        help_text=f"每行一个单位的名称，2至{MOST}个；已登记的单位写其全称。"
        "第1行为主要承继单位，没有另选的在办提案和人员归它",
        error_messages={"required": "请写出拆分后的单位"},
    )
    reason = reason("拆分依据")

    def fit(self) -> None:
        for carrier in CARRIERS:
            for key, words in carrier.in_hand(self.row):
                self.fields[f"{carrier.word}_{key}"] = part(words)
        for seat in Seat.objects.held().filter(unit=self.row.pk).select_related("user"):
            self.fields[f"seat_{seat.pk}"] = part(f"{seat.user}（{seat.get_role_display()}）")

    def arguments(self) -> dict[str, Any]:
        return {
            "into": self.cleaned_data["into"].splitlines(),
            "reason": self.cleaned_data["reason"],
            "works": {one.word: self.numbered(f"{one.word}_") for one in CARRIERS},
            "people": self.numbered("seat_"),
        }

    def numbered(self, kind: str) -> dict[int, int]:
        """The chosen part of each line of that kind."""
        told = self.cleaned_data.items()
        return {int(name[len(kind) :]): place for name, place in told if name.startswith(kind)}


def part(label: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, choices=LINES, coerce=int, initial=1)
