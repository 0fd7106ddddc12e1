"""移交 to 反馈: what each verb asks a person; the rules stand in the services."""

from __future__ import annotations

from django import forms

from common import clock
from members.books import entries_for
from members.doors import ActionForm
from members.models import Entry, Unit
from proposals.forms.asking import enclosures, meanings, text, units_of
from proposals.forms.suggesting import Suggesting
from proposals.gates_promises import frozen_sentence
from proposals.models import Contact


class Confirm(ActionForm):
    """Nothing to tell but yes; `lead` says what follows from it."""

    lead = ""


class TakeOn(Confirm):
    lead = "签收即确认由本单位办理，办理期限从交办通知所载日期起算。"


class Note(ActionForm):
    note = text("说明", required=False)


class Reason(ActionForm):
    note = text("原因")


class Recall(ActionForm):
    note = text(
        "原因",
        help_text="全部承办件随之收回，各承办单位会收到通知和原因；提案回到待交办，由督查室重新交办",
    )


class TakeBack(ActionForm):
    note = text("原因", help_text="提案回到已立案，案号不变，由提案委办公室重新移交")


class Transfer(Suggesting):
    units = forms.ModelMultipleChoiceField(
        Unit.objects.none(),
        label="建议承办单位",
        widget=forms.CheckboxSelectMultiple,
        help_text="按所属系统移交给相应的督查室",
        error_messages={"required": "请至少选择一个建议承办单位"},
    )
    note = text("移交说明", required=False)

    def fit(self) -> None:
        self.fields["units"].queryset = units_of(self.seat.committee_id)  # type: ignore[attr-defined]
        self.initial.setdefault(
            "units", list(self.row.suggestions.filter(by="office").values_list("unit", flat=True))
        )


class RecordContact(ActionForm):
    way = forms.ChoiceField(label="方式", choices=Contact.Way.choices)
    held_on = forms.DateField(label="日期", widget=forms.DateInput)
    place = forms.CharField(label="地点", required=False, max_length=100)
    people = forms.CharField(
        label="参加人员", max_length=200, help_text="提案人、单位负责人和经办人的姓名、职务"
    )
    minutes = text("沟通情况", help_text="谈了哪些建议，提案人有什么意见，双方怎么商定")

    def fit(self) -> None:
        self.initial.setdefault("held_on", clock.today())


class ReviewPass(ActionForm):
    grade = forms.ModelChoiceField(
        Entry.objects.none(),
        label="认定类别",
        empty_label=None,
        widget=forms.RadioSelect,
    )
    note = text("审核意见", required=False, help_text="认定类别与单位自评不同的，须写明理由")

    def fit(self) -> None:
        grades = entries_for(self.row, Entry.Book.GRADE)
        self.fields["grade"].queryset = grades  # type: ignore[attr-defined]
        told = (frozen_sentence(self.row), meanings(grades))
        self.fields["grade"].help_text = "".join(told)
        reply = self.row.replies.exclude(status="superseded").select_related("own_grade").last()
        own = reply.own_grade if reply else None
        same = [one.pk for one in grades if own and one.code == own.code]
        self.initial.setdefault("grade", same[0] if same else None)


class Deliver(ActionForm):
    delivered_on = forms.DateField(
        label="送达日期",
        widget=forms.DateInput,
        help_text="答复送到提案人手中的日期；送达后请提案人反馈意见",
    )
    files = enclosures("盖章的答复函和附件", "送达后能看到本案的人都能看到")

    def fit(self) -> None:
        self.initial.setdefault("delivered_on", clock.today())
