"""政府系统接入: what is asked when a client is issued, adjusted, revoked."""

from __future__ import annotations

from typing import Any

from django import forms

from members import scopes
from members.doors import ActionForm
from members.forms_registers import active_units, reason
from members.models import Role, System, Unit
from members.services.clients import FASTEST, ROLES, SLOWEST
from members.services.seats import NEEDS

USUAL = 300  # calls in a minute
WHOSE = {
    Role.CLIENT: "政府系统（只读取移交后的提案和备案后的协商）",
    Role.OFFICE: "提案委办公室（按其权限读取和办理）",
    Role.DISPATCHER: "督查室（按其权限读取和办理，须选择系统）",
    Role.LIAISON: "承办单位经办（按其权限读取和办理，须选择单位）",
}


class Terms(ActionForm):
    """What it may, and how often it may ask: reading first, then the verbs kind by kind."""

    rate = forms.IntegerField(
        label="每分钟最多请求次数",
        min_value=SLOWEST,
        max_value=FASTEST,
        initial=USUAL,
        help_text="超过的请求被拒绝，并告知何时再试",
    )

    def fit(self) -> None:
        self.fields["read"] = several("可以读取", scopes.readable())
        for kind, offered in scopes.verbs().items():
            self.fields[f"do_{kind}"] = several(f"可以办理：{scopes.KINDS[kind]}", offered)
        self.fields["read"].help_text = "只勾选对接需要的；要办理的还须所选身份有此职权"

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.scopes_of(told) and not set(self.scope_fields()) & set(self.errors):
            self.add_error("read", "请至少选择一项权限")
        return told

    def scope_fields(self) -> list[str]:
        return [name for name in self.fields if name == "read" or name.startswith("do_")]

    def scopes_of(self, told: dict[str, Any]) -> list[str]:
        return [one for name in self.scope_fields() for one in told.get(name, ())]

    def arguments(self) -> dict[str, Any]:
        told = super().arguments()
        chosen = {"scopes": self.scopes_of(told)}
        return {name: told[name] for name in told if name not in self.scope_fields()} | chosen


def several(label: str, offered: list[tuple[str, str]]) -> forms.MultipleChoiceField:
    boxes = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(label=label, choices=offered, widget=boxes, required=False)


class Issue(Terms):
    name = forms.CharField(label="系统名称", max_length=40, help_text="例如：州政府督查系统")
    role = forms.ChoiceField(
        label="以何身份接入",
        choices=[(role.value, WHOSE[role]) for role in ROLES],
        widget=forms.RadioSelect,
        initial=Role.CLIENT,
    )
    system = forms.ModelChoiceField(
        System.objects.none(), label="系统", required=False, empty_label="无"
    )
    unit = forms.ModelChoiceField(
        Unit.objects.none(), label="承办单位", required=False, empty_label="无"
    )
    field_order = ("name", "role", "system", "unit", "rate")

    def fit(self) -> None:
        super().fit()
        here = self.seat.committee_id
        self.fields["system"].queryset = System.objects.filter(committee=here)  # type: ignore[attr-defined]
        self.fields["unit"].queryset = active_units(here)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Of system and unit, the one that the role stands for."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        needed = NEEDS.get(told.get("role", ""))
        for name in ("system", "unit"):
            if name != needed:
                told[name] = None
            elif not told.get(name) and name not in self.errors:
                self.add_error(name, "请选择这一身份所属的对象")
        return told


class Adjust(Terms):
    def fit(self) -> None:
        super().fit()
        for name in self.scope_fields():
            offered = {value for value, _ in self.fields[name].choices}  # type: ignore[attr-defined]
            self.initial.setdefault(name, [one for one in self.row.scopes if one in offered])
        self.initial.setdefault("rate", self.row.rate)


class Rotate(ActionForm):
    lead = "更换后，原密钥和已取得的令牌立即失效，新密钥只显示一次。请先与对方约好时间。"


class Revoke(ActionForm):
    lead = "吊销后立即不能接入，不能恢复；需要再接入的重新发放。"
    reason = reason("吊销原因")
