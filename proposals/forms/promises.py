"""承诺事项: what a report and its check must tell; and publishing the figures of a session."""

from __future__ import annotations

from typing import Any

from django import forms

from members.doors import ActionForm
from proposals.forms.asking import text
from proposals.gates_promises import newer_than
from proposals.models import Commitment


def evidence() -> forms.FileField:
    return forms.FileField(
        label="佐证材料",
        required=False,
        help_text="照片、验收文件等，PDF 或图片，不超过 20 MB；能看到本案的人都能看到",
    )


class ReportProgress(ActionForm):
    note = text("落实进展", help_text="做了什么、做到什么程度；需要延期的，写明理由和新的时限")
    done = forms.BooleanField(
        label="此项已落实",
        required=False,
        help_text="勾选后由提案委办公室核查；核定以前，原时限照常计算",
    )
    file = evidence()


class KeepPromise(ActionForm):
    note = text("核查情况", help_text="以什么方式核查、看到什么；提案人和单位都会看到")
    file = evidence()


class FailPromise(ActionForm):
    note = text("未落实的情况和原因", help_text="提案人和单位都会看到；台账中记为未落实")


class ExtendPromise(ActionForm):
    until = forms.DateField(label="延至", widget=forms.DateInput)
    note = text("延期理由", help_text="单位申请延期的理由；原定时限保留在台账中")

    def fit(self) -> None:
        self.fields["until"].help_text = f"现在的时限为{self.row.due_on}"


class GiveWay(ActionForm):
    fresh = forms.ModelChoiceField(
        Commitment.objects.none(), label="新的承诺事项", empty_label="请选择"
    )
    note = text("说明", required=False)

    def fit(self) -> None:
        self.fields["fresh"].queryset = newer_than(self.row)  # type: ignore[attr-defined]


class PublishSession(ActionForm):
    lead = "公布后，本次会议提案的认定类别以公布的为准，不再变更。每次会议只公布一次，不能撤销。"

    def arguments(self) -> dict[str, Any]:
        return {"session": self.row.publishes}
