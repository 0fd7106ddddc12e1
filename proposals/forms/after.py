"""After the answer: feedback, and what a dissatisfied proposer sets going."""

from __future__ import annotations

from django import forms

from common import clock
from members.doors import ActionForm
from members.models import Role, Unit
from proposals.discontent import dissatisfied_in
from proposals.forms.asking import text
from proposals.models import Assignment, Feedback, Proposal
from proposals.parties import Giver, givers, names


class GiveFeedback(ActionForm):
    giver = forms.ChoiceField(
        label="征询表是谁填写的",
        required=False,  # the service says what to do
        help_text="只列尚未反馈意见的提案人；照纸质征询表录入，不得代为评价",
    )
    attitude = forms.ChoiceField(
        label="对办理态度的评价", choices=Feedback.Rating.choices, widget=forms.RadioSelect
    )
    result = forms.ChoiceField(
        label="对办理结果的评价", choices=Feedback.Rating.choices, widget=forms.RadioSelect
    )
    words = text("具体意见", required=False, help_text="评价为不满意的，请写明具体意见")
    file = forms.FileField(
        label="征询表扫描件",
        required=False,  # the service says what to do
        help_text="PDF 或照片，不超过 20 MB",
    )

    def fit(self) -> None:
        if self.seat.role != Role.OFFICE:
            del self.fields["giver"], self.fields["file"]
            return
        self.fields["file"].needed = True  # type: ignore[attr-defined]
        silent = names(silent_of(self.row))
        if len(silent) == 1:
            self.initial.setdefault("giver", next(iter(silent)).key)
        self.fields["giver"].needed = True  # type: ignore[attr-defined]
        self.fields["giver"].choices = [(one.key, name) for one, name in silent.items()]  # type: ignore[attr-defined]


def silent_of(share: Assignment) -> list[Giver]:
    """Who has not spoken of this answer yet."""
    said = share.feedback.filter(status=Feedback.Status.RECORDED)
    spoken = {Giver(*who) for who in said.values_list("member_id", "organisation_id")}
    return [one for one in givers(share.proposal) if one not in spoken]


class Verify(ActionForm):
    note = text("核实情况", rows=8, help_text="向提案人和单位分别了解的情况；由主任据此决定")


class Rehandle(ActionForm):
    units = forms.ModelMultipleChoiceField(
        Unit.objects.none(),
        label="重新办理的单位",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请至少选择一个单位"},
    )
    note = text("理由和要求", help_text="单位和提案人都会看到")

    def fit(self) -> None:
        shares = self.row.assignments.answering().filter(round=self.row.round)
        answered = Unit.objects.filter(assignments__in=shares).distinct()
        self.fields["units"].queryset = answered  # type: ignore[attr-defined]
        blamed = dissatisfied_in(self.row).values_list("assignment__unit", flat=True)
        self.initial.setdefault("units", list(blamed.distinct()))
        self.fields["units"].help_text = f"{how_many(self.row)}。已按不满意的答复勾选"


def how_many(proposal: Proposal) -> str:
    """One co-signer of fifteen does not reopen a case alone: the director sees how many."""
    people = len(givers(proposal))
    unhappy = dissatisfied_in(proposal).values("member", "organisation").distinct().count()
    return f"提案人共{people}方，其中{unhappy}方不满意"


class LeaveAsIs(ActionForm):
    note = text("理由")

    def fit(self) -> None:
        seen = "提案人会看到这段话，请具体、客气"
        self.fields["note"].help_text = f"{how_many(self.row)}。{seen}"


class Confer(ActionForm):
    held_on = forms.DateField(label="协商会日期", widget=forms.DateInput)
    people = forms.CharField(
        label="参加人员", max_length=200, help_text="提案人、承办单位负责人、提案委和督查室人员"
    )
    minutes = text("协商情况和结果", rows=8)

    def fit(self) -> None:
        self.initial.setdefault("held_on", clock.today())
