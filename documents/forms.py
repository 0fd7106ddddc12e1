"""What the pages of papers ask."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms

from common.forms import STALE
from members.models import Seat, Session


class UseTemplate(forms.Form):
    file = forms.FileField(
        label="Word 模板（.docx）",
        help_text="不超过 2 MB；在默认模板上修改最省事，占位符写法见下方。",
        widget=forms.ClearableFileInput(attrs={"accept": ".docx"}),
    )


class TakeList(forms.Form):
    press = forms.UUIDField(widget=forms.HiddenInput, error_messages=STALE)
    notice_on = forms.DateField(required=False)


class TakePaper(forms.Form):
    press = forms.UUIDField(widget=forms.HiddenInput, error_messages=STALE)


class TakeYear(forms.Form):
    press = forms.UUIDField(widget=forms.HiddenInput, error_messages=STALE)
    session = forms.ModelChoiceField(Session.objects.none())

    def __init__(self, *args: Any, seat: Seat, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ours = Session.objects.filter(term__committee=seat.committee_id).select_related("term")
        self.fields["session"].queryset = ours  # type: ignore[attr-defined]


class AskCompilation(forms.Form):
    press = forms.UUIDField(widget=forms.HiddenInput, error_messages=STALE)
    session = forms.ModelChoiceField(Session.objects.none(), label="会议", empty_label=None)

    def __init__(self, *args: Any, seat: Seat, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"press": uuid4()})
        super().__init__(*args, **kwargs)
        ours = Session.objects.filter(term__committee=seat.committee_id).select_related("term")
        self.fields["session"].queryset = ours.order_by("-opens_on")  # type: ignore[attr-defined]
