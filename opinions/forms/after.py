"""批示, 转办, 反馈 and 办结: what each verb asks a person."""

from __future__ import annotations

from django import forms

from common import clock
from members.doors import ActionForm
from members.models import Unit
from opinions import debts
from opinions.models import Forwarding
from proposals.forms.asking import text, units_of


class RecordInstruction(ActionForm):
    leader = forms.CharField(label="批示领导", max_length=60, help_text="写明姓名和职务")
    on = forms.DateField(label="批示日期", widget=forms.DateInput)
    text = text("批示内容", help_text="反映人只能看到由谁批示，看不到内容")

    def fit(self) -> None:
        self.initial.setdefault("on", clock.today())


class Forward(ActionForm):
    units = forms.ModelMultipleChoiceField(
        Unit.objects.none(),
        label="转办单位",
        widget=forms.CheckboxSelectMultiple,
    )
    due_on = forms.DateField(label="反馈期限", widget=forms.DateInput)
    note = text("转办要求", required=False, help_text="转办单位可以看到")

    def fit(self) -> None:
        given = self.row.forwardings.exclude(status=Forwarding.Status.RETURNED)
        units = units_of(self.row.committee_id).exclude(pk__in=given.values("unit"))
        self.fields["units"].queryset = units  # type: ignore[attr-defined]
        self.initial.setdefault("due_on", debts.usual_day(self.row.committee_id))


class AnswerForwarding(ActionForm):
    result = forms.ChoiceField(
        label="采纳情况", choices=Forwarding.Result.choices, widget=forms.RadioSelect
    )
    outcome = text("办理情况", rows=6, help_text="反映人可以看到")

    def fit(self) -> None:
        self.initial.setdefault("result", self.row.result)
        self.initial.setdefault("outcome", self.row.outcome)


class ExtendForwarding(ActionForm):
    until = forms.DateField(label="延长至", widget=forms.DateInput)
    note = text("延长原因")

    def fit(self) -> None:
        self.fields["until"].help_text = f"现在的期限是{self.row.due_on:%Y年%-m月%-d日}"


class SendBackOutcome(ActionForm):
    due_on = forms.DateField(label="补充反馈期限", widget=forms.DateInput)
    note = text("还缺什么")

    def fit(self) -> None:
        self.initial.setdefault("due_on", debts.usual_day(self.row.opinion.committee_id))


class Close(ActionForm):
    note = text("办结情况", help_text="反映人可以看到")
