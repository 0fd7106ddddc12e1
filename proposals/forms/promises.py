"""承诺事项: what a report and its check must tell; and publishing the figures of a session."""

from __future__ import annotations

from typing import Any

from django import forms

from members.doors import ActionForm
from members.models import Role
from members.models.committees import day
from proposals.forms.asking import enclosures, text
from proposals.gates_promises import newer_than, spoken_of
from proposals.models import Commitment
from proposals.parties import firsts_of, names


def evidence() -> Any:
    """Several files; the service looks into each, and takes the position out of pictures."""
    more = "照片的位置信息自动去除；能看到本案的人都能看到"
    return enclosures("佐证材料", more, whose="一次", such="照片、验收文件等，")


class ReportProgress(ActionForm):
    note = text("落实进展", help_text="做了什么、做到什么程度；需要延期的，写明理由和新的时限")
    done = forms.BooleanField(
        label="此项已落实",
        required=False,
        help_text="勾选后由提案委办公室核查；核定以前，原时限照常计算",
    )
    files = evidence()


class KeepPromise(ActionForm):
    note = text("核查情况", help_text="以什么方式核查、看到什么；提案人和单位都会看到")
    files = evidence()


class FailPromise(ActionForm):
    note = text("未落实的情况和原因", help_text="提案人和单位都会看到；台账中记为未落实")


class ExtendPromise(ActionForm):
    until = forms.DateField(label="延至", widget=forms.DateInput)
    note = text("延期理由", help_text="单位申请延期的理由；原定时限保留在台账中")

    def fit(self) -> None:
        self.fields["until"].help_text = f"现在的时限为{self.row.due_on}"


class Endorse(ActionForm):
    giver = forms.ChoiceField(
        label="是谁的意见",
        required=False,  # the service says what to do
        help_text="只列尚未表态的第一提案人；照纸质意见录入，不得代为表态",
    )
    words = text("意见", required=False, help_text="可以不写；各方都会看到")
    file = forms.FileField(
        label="意见扫描件",
        required=False,  # the service says what to do
        help_text="PDF 或照片，不超过 20 MB",
    )

    def fit(self) -> None:
        if self.seat.role != Role.OFFICE:
            del self.fields["giver"], self.fields["file"]
            return
        spoken = spoken_of(self.row)
        silent = names([one for one in firsts_of(self.row.proposal) if one not in spoken])
        if len(silent) == 1:
            self.initial.setdefault("giver", next(iter(silent)).key)
        choices = [(one.key, name) for one, name in silent.items()]
        self.fields["giver"].choices = choices  # type: ignore[attr-defined]
        for name in ("giver", "file"):
            self.fields[name].needed = True  # type: ignore[attr-defined]


class Contest(Endorse):
    words = text(
        "哪些没有落实",
        help_text="写明看到的情况；由提案委办公室复核，结果会告诉您，承办单位也会看到",
    )


class Uphold(ActionForm):
    note = text("复核情况", help_text="以什么方式复核、看到什么；提案人和单位都会看到")


class TakeUp(ExtendPromise):
    note = text("尚未落实的内容", help_text="提案人和单位都会看到；原定时限保留在台账中")


class PutRight(TakeUp):
    note = text(
        "更正理由",
        help_text="原核定错在哪里。更正后重新列为待落实，原核定仍留在经过中，各方都会看到",
    )


class Regrade(ActionForm):
    note = text("说明", required=False)

    def fit(self) -> None:
        published = self.row.proposal.session.published_on
        told = f"由{self.row.old}改定为{self.row.new}；答复函上的类别不变，两个类别都保留。"
        if published is not None:
            told += f"本次会议统计已于{day(published)}公布，已公布的数字不变。"
        self.fields["note"].help_text = told


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
