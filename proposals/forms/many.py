"""What a press for many cases asks once for all of them."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms

from common import clock
from common.forms import STALE
from proposals.forms.asking import text
from proposals.models import Recommendation


class ManyForm(forms.Form):
    """Nothing to tell but which ones."""

    press = forms.UUIDField(widget=forms.HiddenInput, error_messages=STALE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"press": uuid.uuid4()} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)

    def told(self) -> dict[str, Any]:
        """What the service is called with, for every case."""
        return {name: value for name, value in self.cleaned_data.items() if name != "press"}

    @classmethod
    def spoken(cls, told: dict[str, Any]) -> dict[str, Any]:
        """The same, as it was written down for a worker."""
        return {name: cls.base_fields[name].to_python(value) for name, value in told.items()}


class ScreenMany(ManyForm):
    recommendation = forms.ChoiceField(
        label="初审建议",
        choices=[choice for choice in Recommendation.choices if choice[0] != Recommendation.MERGE],
        widget=forms.RadioSelect,
        initial=Recommendation.FILE,
        help_text="所选各件用同一个建议；建议并案的，请逐件初审",
    )
    note = text("初审意见", required=False, rows=2)


class TransferMany(ManyForm):
    note = text("移交说明", required=False, rows=2)


class HandOverMany(ManyForm):
    notice_on = forms.DateField(
        label="交办通知日期",
        widget=forms.DateInput,
        initial=clock.today,
        help_text="办理期限从交办通知所载日期起算",
    )


class UrgeMany(ManyForm):
    note = text("催办内容", longest=500, help_text="经办人和主要负责同志会立即收到")


class ShortlistMany(ManyForm):
    reasons = text(
        "入选理由", required=False, rows=2, help_text="所选各件相同；之后可以逐件填写和评分"
    )
