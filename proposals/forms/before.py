"""Before filing, on the committee's side: advice, consultation, merging, corrections."""

from __future__ import annotations

from typing import Any

from django import forms

from common import clock
from members.books import entries_for
from members.doors import ActionForm
from members.models import Entry, Role, System, Unit
from proposals.forms.asking import text, units_of
from proposals.forms.reviewing import Agenda, Screen, Target
from proposals.models import Kind, Occasion, Proposal, Suggestion


class Advise(Screen):
    """The same question as at the first review, with what was answered then."""

    def fit(self) -> None:
        self.initial["recommendation"] = self.row.recommendation
        self.initial["target"] = self.row.advised_into_id
        advised = self.row.suggestions.filter(by=Suggestion.By.OFFICE)
        self.initial["units"] = list(advised.values_list("unit", flat=True))
        super().fit()


class Consult(ActionForm):
    """Whom to ask; before hand-over only units are asked."""

    systems = forms.ModelMultipleChoiceField(
        System.objects.none(),
        label="督查室",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    units = forms.ModelMultipleChoiceField(
        Unit.objects.none(),
        label="拟承办单位",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="被征求意见的单位可以查看案由和正文",
    )
    proposer = forms.BooleanField(label="同时征求提案人的意见", required=False)
    note = text("征求意见的说明", required=False, help_text="被征求意见的各方都会看到")

    def fit(self) -> None:
        here = self.row.case.committee
        before_filing = self.row.status == Proposal.Status.SCREENING
        units, systems = units_of(here.pk), System.objects.filter(committee=here)
        if self.seat.role == Role.DISPATCHER:
            units, systems = units.filter(system=self.seat.system_id), systems.none()
        self.fields["units"].queryset = units  # type: ignore[attr-defined]
        self.fields["systems"].queryset = systems.order_by("id")  # type: ignore[attr-defined]
        if not before_filing or not systems:
            del self.fields["systems"]
        if not before_filing:
            del self.fields["proposer"]
        advised = self.row.suggestions.filter(by=Suggestion.By.OFFICE)
        self.initial.setdefault("units", list(advised.values_list("unit", flat=True)))


class Agree(ActionForm):
    words = text("意见", required=False)


class ObjectTo(ActionForm):
    words = text("意见", help_text="请写明不同意的理由和建议；拟承办单位请提出建议的承办单位")


class Merge(ActionForm):
    target = Target(error_messages={"required": "请选择并入哪一件"})
    note = text("并案说明", required=False, help_text="提案人会看到这段话")

    def fit(self) -> None:
        self.fields["target"].of(self.row)  # type: ignore[attr-defined]
        self.initial.setdefault("target", self.row.advised_into_id)


class Correct(ActionForm):
    """What was registered, as it stands."""

    title = forms.CharField(label="案由", max_length=200)
    category = forms.ModelChoiceField(Entry.objects.none(), label="类别", empty_label=None)
    proposer_kind = forms.ChoiceField(label="提案形式", choices=Kind.choices)
    occasion = forms.ChoiceField(label="大会或平时", choices=Occasion.choices)
    note = text("更正原因")

    def fit(self) -> None:
        for name in ("title", "category", "proposer_kind", "occasion"):
            self.initial.setdefault(name, getattr(self.row, name))
        listed = entries_for(self.row, Entry.Book.CATEGORY)
        now = Entry.objects.filter(pk=self.row.category_id)
        self.fields["category"].queryset = listed | now  # type: ignore[attr-defined]


class ListMore(ActionForm):
    """More proposals for a meeting that has been called."""

    proposals = Agenda(
        Proposal.objects.none(),
        label="列入议程的提案",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请至少选择一件提案"},
    )

    def fit(self) -> None:
        seen = Proposal.objects.visible_to(self.seat)
        self.fields["proposals"].queryset = seen.for_agenda(self.row.session)  # type: ignore[attr-defined]


class RegisterOffline(forms.Form):
    """No content: what is written here is on the network."""

    title = forms.CharField(
        label="中性标题",
        max_length=80,
        help_text="只写不涉密的概括，例如“线下提案第3号”；不得填写内容和密级事项",
    )
    registered_on = forms.DateField(label="登记日期", widget=forms.DateInput)
    handled_by = forms.CharField(label="线下承办", max_length=60)
    note = forms.CharField(
        label="备注", max_length=200, required=False, help_text="不写内容，可写纸质件存放处"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("registered_on", clock.today())


class CloseOffline(ActionForm):
    closed_on = forms.DateField(label="办理完毕日期", widget=forms.DateInput)

    def fit(self) -> None:
        self.initial.setdefault("closed_on", clock.today())
