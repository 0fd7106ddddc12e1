"""What proposers are asked after they submitted: to take it back, to let it be passed on."""

from __future__ import annotations

from django import forms

from members.doors import ActionForm
from proposals.forms.asking import text


class AskWithdrawal(ActionForm):
    note = text("撤案理由", help_text="提案委主任据此决定；同意后停止办理，案号不再使用")


class Withdraw(ActionForm):
    note = text("意见", required=False)

    def fit(self) -> None:
        asked = self.row.withdrawals.filter(status="pending").first()
        if asked:
            self.fields["note"].help_text = f"提案人的理由：{asked.reason}"


class Consent(ActionForm):
    agrees = forms.TypedChoiceField(
        label="是否同意转送",
        choices=[("yes", "同意转送"), ("no", "不同意转送")],
        coerce=lambda word: word == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "请选择是否同意转送"},
    )
    note = text("说明", required=False)

    def fit(self) -> None:
        self.fields["agrees"].help_text = f"拟作为“{self.row.disposition}”转送；不同意的，不转送"


class Keep(ActionForm):
    note = text("联系提案人的情况", help_text="留存参考的不转送；提案人以后仍可同意转送")


class PassOn(ActionForm):
    note = text("转送情况", help_text="转送给谁、以什么方式；提案人会看到这段话")
