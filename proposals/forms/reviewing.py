"""初审, review meetings and their decisions."""

from __future__ import annotations

from typing import Any

from django import forms

from common import clock
from members.books import entries_for
from members.doors import ActionForm
from members.forms_cases import Cases
from members.models import Entry, Unit
from proposals.forms.asking import first_of, text, units_of
from proposals.forms.suggesting import Suggesting
from proposals.likely import likely_units
from proposals.likeness import merge_targets, targets
from proposals.minutes import draft_minutes
from proposals.models import Proposal, Recommendation

CHOOSE = "请选择"


class Target(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A case to merge into; those with a like title stand first in the list."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Proposal.objects.none(), label="并入", **kwargs)

    def of(self, proposal: Proposal) -> None:
        self.queryset = merge_targets(proposal)
        self.widget.choices = [("", CHOOSE), *targets(proposal)]


class Screen(Suggesting):
    recommendation = forms.ChoiceField(
        label="初审建议",
        choices=Recommendation.choices,
        widget=forms.RadioSelect,
    )
    target = Target(required=False, help_text="仅建议并案时选择；案由相近的排在前面")
    units = forms.ModelMultipleChoiceField(
        Unit.objects.none(),
        label="建议承办单位",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="供审查会议和交办时参考；已按提案人的建议或以往提案预选，请核对",
    )
    note = text("初审意见", required=False)

    def fit(self) -> None:
        likely = self.initial.setdefault("units", likely_units([self.row])[self.row.pk])
        units = first_of(units_of(self.seat.committee_id), likely)
        self.fields["units"].queryset = units  # type: ignore[attr-defined]
        self.initial.setdefault("recommendation", Recommendation.FILE)
        self.fields["target"].of(self.row)  # type: ignore[attr-defined]


class Decline(ActionForm):
    ground = forms.ModelChoiceField(Entry.objects.none(), label="不予立案理由", empty_label=CHOOSE)
    disposition = forms.ModelChoiceField(Entry.objects.none(), label="去向", empty_label=CHOOSE)
    note = text("告知提案人的理由", help_text="提案人会看到这段话，请具体、客气")

    def fit(self) -> None:
        for name in ("ground", "disposition"):
            self.fields[name].queryset = entries_for(self.row, name)  # type: ignore[attr-defined]


class Conclude(ActionForm):
    minutes = text(
        "会议纪要",
        rows=10,
        longest=10_000,
        help_text="件数和未立案的各件已列出，请补写主持、出席和审议情况；结束后不再更改",
    )

    def fit(self) -> None:
        self.initial.setdefault("minutes", draft_minutes(self.row))


class Agenda(Cases):
    """Proposals to choose from, each with what a meeting needs to know of it."""

    def label_from_instance(self, proposal: Any) -> str:
        advice = proposal.get_recommendation_display()
        return f"{proposal.label}　{proposal}（{proposal.proposer}，{advice}）"


class Convene(forms.Form):
    """A review meeting and what it is to decide."""

    name = forms.CharField(
        label="会议名称", max_length=80, help_text="例如：提案审查委员会第一次会议"
    )
    held_on = forms.DateField(label="召开日期", widget=forms.DateInput)
    proposals = Agenda(
        Proposal.objects.none(),
        label="列入议程的提案",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请至少选择一件提案"},
    )

    def __init__(self, *args: Any, waiting: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["proposals"].queryset = waiting  # type: ignore[attr-defined]
        if not waiting:
            self.fields["proposals"].help_text = "没有可列入的提案；先完成初审，再来召集会议"
        self.initial.setdefault("held_on", clock.today())
        self.initial.setdefault("proposals", list(waiting))
