"""Word files to be read, and what was recognised, to be looked over."""

from __future__ import annotations

from typing import Any

from django import forms

from common.forms import SeveralFiles, SeveralFilesInput
from members.models import Unit
from members.place import WISHED_UNITS, rule
from proposals.forms.asking import LONG
from proposals.matching_word import Registers

MOST_FILES = 20
CHOOSE = ("", "请选择")


class WordFiles(forms.Form):
    papers = SeveralFiles(
        label="提案文件（.docx）",
        widget=SeveralFilesInput(attrs={"accept": ".docx"}),
        help_text=f"每件提案一个文件，一次最多{MOST_FILES}个，单个不超过 20 MB，"
        "合计不超过 120 MB；旧版 .doc 请先另存为 .docx",
    )

    def clean_papers(self) -> Any:
        files = self.cleaned_data["papers"]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(f"一次最多{MOST_FILES}个文件，请分几次上传")
        return files


class Recognised(forms.Form):
    """One file's proposal; what is ticked becomes a draft."""

    name = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)
    take = forms.BooleanField(label="存为草稿", required=False, initial=True)
    proposer = forms.ChoiceField(label="提案人")
    title = forms.CharField(label="案由", max_length=200)
    category = forms.ChoiceField(label="类别", required=False)
    units = forms.CharField(
        label="建议承办单位", required=False, max_length=200, help_text="单位名称，几个用顿号隔开"
    )
    body = forms.CharField(label="正文", required=False, widget=forms.Textarea(attrs=LONG))

    def __init__(self, *args: Any, registers: Registers, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.registers = registers
        if registers.for_others:
            self.fields["proposer"].choices = [CHOOSE, *registers.people.items()]  # type: ignore[attr-defined]
        else:
            del self.fields["proposer"]
        kinds = [(key, str(one)) for key, one in registers.categories.items()]
        self.fields["category"].choices = [CHOOSE, *kinds]  # type: ignore[attr-defined]

    def clean_units(self) -> list[Unit]:
        units, unknown = self.registers.units_named(self.cleaned_data["units"])
        if unknown:
            raise forms.ValidationError(f"名册中没有“{'、'.join(unknown)}”，请改为名册中的名称")
        most = rule(WISHED_UNITS, self.registers.seat.committee_id, None)
        if len(units) > most:
            raise forms.ValidationError(f"最多{most}个建议承办单位")
        return units

    def told(self) -> dict[str, Any]:
        """What the service is called with."""
        said = self.cleaned_data
        return {
            "title": said["title"].strip(),
            "body": said["body"],
            "category": self.registers.categories.get(said["category"]),
            "units": said["units"],
        } | self.registers.proposer(said.get("proposer", ""))
