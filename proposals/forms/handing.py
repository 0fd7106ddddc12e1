"""交办, 改办, 延期, 分派 and 转送: what each verb asks; the rules stand in the services."""

from __future__ import annotations

from collections.abc import Collection, Container
from typing import Any

from django import forms

from common import clock
from deadlines.lights import dated
from members.doors import ActionForm
from members.models import Committee, Unit
from proposals.forms.asking import text, units_of
from proposals.forms.suggesting import SuggestingHost
from proposals.gates_handing import latest_reply, pending_change, reply_owed
from proposals.models import Change, Proposal, Suggestion
from proposals.services.handing_many import load_of
from proposals.services.passing_down import last_day, usual_day
from proposals.services.referring import may_refer_to

DAY = forms.DateInput


class UnitWithLoad(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Units by name, with how much they have in hand."""

    loads: dict[int, int]

    def label_from_instance(self, unit: Any) -> str:
        busy = getattr(self, "loads", {}).get(unit.pk, 0)
        return f"{unit}（在办{busy}件）" if busy else str(unit)


class UnitWithSystem(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, unit: Any) -> str:
        return f"{unit}　{unit.system}"


class UnitsWithSystem(UnitWithSystem, forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    pass


class HandOver(SuggestingHost):
    host = UnitWithLoad(
        Unit.objects.none(),
        label="主办单位",
        empty_label="请选择",
        required=False,
        help_text="一个主办单位；由几个单位分别答复的，不选主办，在下面选分办单位",
    )
    co_units = UnitsWithSystem(
        Unit.objects.none(),
        label="会办单位",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="向主办单位提供会办意见，可选本会各系统的单位",
    )
    separate = forms.ModelMultipleChoiceField(
        Unit.objects.none(),
        label="分办单位",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="两个以上单位各自答复提案人",
    )
    notice_on = forms.DateField(
        label="交办通知日期", widget=DAY, help_text="办理期限从交办通知所载日期起算"
    )
    note = text("交办意见", required=False)

    def fit(self) -> None:
        units = units_of(self.seat.committee_id).select_related("system")
        theirs = units.filter(system=self.seat.system_id)
        self.fields["host"].loads = load_of(theirs)  # type: ignore[attr-defined]
        self.fields["host"].queryset = theirs  # type: ignore[attr-defined]
        self.fields["separate"].queryset = theirs  # type: ignore[attr-defined]
        self.fields["co_units"].queryset = units  # type: ignore[attr-defined]
        suggested = advised([self.row]).get(self.row.pk, [])
        host, others = host_first(suggested, {unit.pk for unit in theirs})
        self.initial.setdefault("host", host.pk if host else None)
        self.initial.setdefault("co_units", [unit.pk for unit in others])
        self.initial.setdefault("notice_on", clock.today())


def advised(proposals: Collection[Proposal]) -> dict[int, list[Unit]]:
    """By proposal, the units that the office suggested, in its order."""
    office = Suggestion.objects.filter(by=Suggestion.By.OFFICE, proposal__in=proposals)
    active = office.filter(unit__status=Unit.Status.ACTIVE).select_related("unit__system")
    units: dict[int, list[Unit]] = {}
    for one in active.order_by("pk"):
        units.setdefault(one.proposal_id, []).append(one.unit)
    return units


def host_first(suggested: list[Unit], own: Container[int]) -> tuple[Unit | None, list[Unit]]:
    """The likely host, which is the first of one's own, and the others."""
    host = next((unit for unit in suggested if unit.pk in own), None)
    return host, [unit for unit in suggested if unit != host]


class AddUnit(ActionForm):
    unit = forms.ModelChoiceField(Unit.objects.none(), label="增派单位", empty_label="请选择")
    note = text("说明", required=False)

    def fit(self) -> None:
        theirs = units_of(self.seat.committee_id).filter(system=self.seat.system_id)
        self.fields["unit"].queryset = others(theirs, self.row)  # type: ignore[attr-defined]


def others(units: Any, proposal: Any) -> Any:
    """Units that have no share of the case yet."""
    live = proposal.assignments.live().filter(round=proposal.round)
    return units.exclude(pk__in=live.values("unit"))


class AskChange(ActionForm):
    what = forms.ChoiceField(
        label="申请事项",
        choices=[
            (Change.Kind.RETURN, "退回：不属于本单位职责"),
            (Change.Kind.REASSIGN, "改办：建议改由其他单位办理"),
            (Change.Kind.ADD, "增办：建议增加会办单位"),
        ],
        widget=forms.RadioSelect,
    )
    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label="建议单位",
        required=False,
        empty_label="不建议",
        help_text="申请改办或增办的必须选择",
    )
    note = text("理由和依据", help_text="依据本单位职责写明理由；决定以前仍由本单位负责")

    def fit(self) -> None:
        units = others(units_of(self.seat.committee_id), self.row.proposal)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


OWN_SYSTEM = "提案不能没有承办单位，请选择本系统的接办单位"
ACROSS = "应由其他系统承办的，请用“移送其他系统”"


class AcceptChange(ActionForm):
    unit = forms.ModelChoiceField(
        Unit.objects.none(), label="接办单位", required=False, empty_label="请选择"
    )
    note = text("说明", required=False)

    def fit(self) -> None:
        units = units_of(self.seat.committee_id)
        if self.row.answers:
            units = units.filter(system=self.seat.system_id)
            self.fields["unit"].help_text = f"{OWN_SYSTEM}；{ACROSS}"
        else:
            self.fields["unit"].help_text = "会办单位退回的，可以不另选单位"
        self.fields["unit"].queryset = others(units, self.row.proposal)  # type: ignore[attr-defined]
        advise(self)


class AcceptAddition(ActionForm):
    unit = forms.ModelChoiceField(Unit.objects.none(), label="会办单位", empty_label="请选择")
    note = text("说明", required=False)

    def fit(self) -> None:
        units = others(units_of(self.seat.committee_id), self.row.proposal)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        advise(self)


class SendAcross(ActionForm):
    unit = UnitWithSystem(
        Unit.objects.none(),
        label="建议单位",
        empty_label="请选择",
        help_text="由该单位所属系统的督查室决定接收或退回；决定以前仍由原单位负责",
    )
    note = text("移送理由")

    def fit(self) -> None:
        elsewhere = units_of(self.seat.committee_id).exclude(system=self.seat.system_id)
        units = others(elsewhere.select_related("system"), self.row.proposal)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        advise(self)


def advise(form: ActionForm) -> None:
    change = pending_change(form.row)
    named = (change.across_id or change.unit_id) if change else None
    form.initial.setdefault("unit", named)


class AskExtension(ActionForm):
    until = forms.DateField(label="申请延至", widget=DAY)
    note = text("延期理由")

    def fit(self) -> None:
        debt = reply_owed(self.row)
        place = self.row.case.committee_id
        now = f"现在的期限是{dated(debt.due_on, place)}，" if debt else ""
        last = dated(latest_reply(self.row), place)
        self.fields["until"].help_text = f"{now}最长可延至{last}"


class PassInside(ActionForm):
    office = forms.ModelChoiceField(
        Unit.objects.none(),
        label="经办科室",
        empty_label="请选择",
        help_text="科室经办人可以看到并办理此件；答复仍由本单位主要负责同志签发",
    )
    note = text("说明", required=False)

    def fit(self) -> None:
        inside = Unit.objects.filter(parent=self.seat.unit_id, status=Unit.Status.ACTIVE)
        self.fields["office"].queryset = inside  # type: ignore[attr-defined]


class PassDown(ActionForm):
    office = forms.ModelChoiceField(
        Unit.objects.none(),
        label="本级部门",
        empty_label="请选择",
        help_text="部门经办人可以看到并联系提案人、拟稿；答复仍由本级政府签发",
    )
    due_on = forms.DateField(label="报送期限", widget=DAY)
    note = text("交办要求", required=False)

    def fit(self) -> None:
        system = self.row.unit.current.inner_system_id
        inside = Unit.objects.filter(system=system, parent=None, status=Unit.Status.ACTIVE)
        self.fields["office"].queryset = inside.order_by("initials")  # type: ignore[attr-defined]
        last = last_day(self.row)
        told = f"不晚于答复期限{dated(last, self.row.case.committee_id)}" if last else ""
        self.fields["due_on"].help_text = told
        self.initial.setdefault("due_on", usual_day(self.row))


class Refer(ActionForm):
    to = forms.ModelChoiceField(
        Committee.objects.none(),
        label="转送",
        empty_label="请选择",
        help_text="对方提案委办公室可以看到此件，决定接收或退回",
    )
    note = text("转送原因和要求")

    def fit(self) -> None:
        near = [one.pk for one in may_refer_to(self.seat.committee)]
        self.fields["to"].queryset = Committee.objects.filter(pk__in=near)  # type: ignore[attr-defined]
