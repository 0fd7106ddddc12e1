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
