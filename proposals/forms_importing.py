"""The form with which an office sends a table of old proposals."""

from __future__ import annotations

from django import forms

from members.forms_importing import UploadForm
from members.models import Session


class ProposalsUpload(UploadForm):
    session = forms.ModelChoiceField(
        label="归入会议",
        queryset=Session.objects.none(),
        required=False,
        empty_label="按文件中的年度",
        help_text="按年度归入的，往年没有登记过的会议以“2019年度”的样式建立。",
    )

    def fit(self) -> None:
        sessions = Session.objects.filter(term__committee=self.committee)
        self.fields["session"].queryset = sessions  # type: ignore[attr-defined]

    def options(self) -> dict[str, str]:
        session = self.cleaned_data["session"]
        return {"session": session.name if session else ""}
