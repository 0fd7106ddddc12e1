"""What the register's verbs ask: units, and members who leave."""

from __future__ import annotations

from typing import Any

from django import forms

from members.doors import ActionForm
from members.models import Organisation, System, Unit

REASON = forms.Textarea(attrs={"rows": 3})


def reason(label: str, *, required: bool = True) -> Any:
    told = {"required": f"请填写{label}"}
    return forms.CharField(label=label, required=required, widget=REASON, error_messages=told)


class NewUnit(ActionForm):
    """A unit, or an office (科室) inside one."""

    name = forms.CharField(label="名称", max_length=60, error_messages={"required": "请填写名称"})
    short_name = forms.CharField(label="简称", max_length=30, required=False)
    system = forms.ModelChoiceField(System.objects.none(), label="所属系统", empty_label="请选择")
    parent = forms.ModelChoiceField(
        Unit.objects.none(),
        label="上级单位",
        required=False,
        empty_label="无（独立的承办单位）",
        help_text="登记科室时选择其所在单位",
    )

    def fit(self) -> None:
        here = self.seat.committee_id
        self.fields["system"].queryset = System.objects.filter(committee=here)  # type: ignore[attr-defined]
        self.fields["parent"].queryset = active_units(here)  # type: ignore[attr-defined]


def active_units(committee: int) -> Any:
    active = Unit.objects.filter(committee=committee, status=Unit.Status.ACTIVE, parent=None)
    return active.order_by("initials", "pk")


class RenameUnit(ActionForm):
    name = forms.CharField(
        label="新名称", max_length=60, error_messages={"required": "请填写新名称"}
    )
    short_name = forms.CharField(label="新简称", max_length=30, required=False)
    reason = reason("更名依据")


class SystemBelow(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, system: Any) -> str:
        return f"{system.committee.short_name}　{system.office}"


class LinkUnit(ActionForm):
    """Only for the government of a county below."""

    inner_system = SystemBelow(
        System.objects.none(),
        label="二次交办机构",
        required=False,
        empty_label="无（不再二次交办）",
        help_text="县级政府承办的提案，由所选督查室二次交办其部门；县级政府仍是承办单位",
    )

    def fit(self) -> None:
        below = System.objects.filter(committee__parent=self.seat.committee_id)
        known = below.select_related("committee").order_by("committee", "id")
        self.fields["inner_system"].queryset = known  # type: ignore[attr-defined]
        self.initial.setdefault("inner_system", self.row.inner_system_id)


class MergeUnit(ActionForm):
    into = forms.ModelChoiceField(
        Unit.objects.none(),
        label="并入单位",
        empty_label="请选择",
        help_text="在办提案和经办人随之转入；已办的仍记在原单位名下",
    )
    reason = reason("合并依据")

    def fit(self) -> None:
        others = active_units(self.seat.committee_id).exclude(pk=self.row.pk)
        self.fields["into"].queryset = others  # type: ignore[attr-defined]


class Leave(ActionForm):
    reason = reason("离任原因")


class EnrolBody(ActionForm):
    """Whoever may propose as a body."""

    name = forms.CharField(label="名称", max_length=60, error_messages={"required": "请填写名称"})
    kind = forms.ChoiceField(
        label="类型",
        choices=Organisation.Kind.choices,
        widget=forms.RadioSelect,
        help_text="上级政协及其他单位选“其他”",
    )


class AmendBody(EnrolBody):
    def fit(self) -> None:
        self.initial.setdefault("name", self.row.body.name)
        self.initial.setdefault("kind", self.row.body.kind)
        self.fields["name"].help_text = "单位确已更名的，请另行登记，原有提案仍记在原名下"

    def arguments(self) -> dict[str, Any]:
        return super().arguments() | {"body": self.row.body}
