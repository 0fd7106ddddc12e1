"""The forms with which an office sends a table, and says that it should come in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from common.table_files import MAX_BYTES
from members.models import Committee, Term


class UploadForm(forms.Form):
    """A table; `options` are the other answers, kept with the file until it is confirmed."""

    file = forms.FileField(
        label="文件",
        help_text="CSV 或 XLSX，不超过 20 MB；第一行是列名，可先下载模板。",
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        error_messages={"empty": "文件是空的，请选择填好内容的表格。"},
    )

    def __init__(self, *args: Any, committee: Committee, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.committee = committee
        self.fit()

    def fit(self) -> None:
        """Narrow the choices to the committee."""

    def clean_file(self) -> UploadedFile[Any]:
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if file.size and file.size > MAX_BYTES:
            raise forms.ValidationError("文件超过 20 MB，请分成几个文件分别导入。")
        return file

    def options(self) -> dict[str, str]:
        return {}


class MembersUpload(UploadForm):
    term = forms.ModelChoiceField(label="届次", queryset=Term.objects.none(), empty_label=None)

    def fit(self) -> None:
        terms = Term.objects.filter(committee=self.committee).order_by("-starts_on")
        self.fields["term"].queryset = terms  # type: ignore[attr-defined]

    def options(self) -> dict[str, str]:
        return {"term": str(self.cleaned_data["term"].pk)}


class Confirm(forms.Form):
    """Bring it in; with bad rows in the file only if they are to be left out."""

    skip_bad = forms.BooleanField(label="跳过有误的行，导入其余各行", required=False)


class ConfirmRoll(Confirm):
    apply_changes = forms.BooleanField(label="同时按文件更新名册中已有的各行", required=False)
