"""移交 to 反馈: what each verb asks a person; the rules stand in the services."""

from __future__ import annotations

from django import forms

from common import clock
from members.doors import ActionForm
from members.models import Entry, Unit
from proposals.forms.asking import LONG, entries, meanings, text, units_of
from proposals.models import Contact, Feedback


class Confirm(ActionForm):
    """Nothing to tell but yes; `lead` says what follows from it."""

    lead = ""


class TakeOn(Confirm):
    lead = "签收即确认由本单位办理，办理期限从交办通知所载日期起算。"


class ToReview(Confirm):
    lead = "送审后由督查室审核，审核期间不能修改答复稿。"


class Note(ActionForm):
    note = text("说明", required=False)


class Reason(ActionForm):
    note = text("原因")


class Transfer(ActionForm):
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


class HandOver(ActionForm):
    host = forms.ModelChoiceField(Unit.objects.none(), label="主办单位", empty_label="请选择")
    notice_on = forms.DateField(
        label="交办通知日期",
        widget=forms.DateInput,
        help_text="办理期限从交办通知所载日期起算",
    )
    note = text("交办意见", required=False)

    def fit(self) -> None:
        theirs = units_of(self.seat.committee_id).filter(system=self.seat.system_id)
        self.fields["host"].queryset = theirs  # type: ignore[attr-defined]
        advised = self.row.suggestions.filter(by="office", unit__in=theirs).first()
        self.initial.setdefault("host", advised.unit_id if advised else None)
        self.initial.setdefault("notice_on", clock.today())


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


class Letter(ActionForm):
    own_grade = forms.ModelChoiceField(
        Entry.objects.none(),
        label="自评类别",
        empty_label=None,
        widget=forms.RadioSelect,
    )
    body = forms.CharField(
        label="答复内容",
        widget=forms.Textarea(attrs=LONG | {"data-count": 4000}),
        max_length=4000,
        error_messages={"required": "请填写答复内容"},
    )
    contact_name = forms.CharField(label="联系人", max_length=40)
    contact_phone = forms.CharField(
        label="联系电话", max_length=20, help_text="印在答复上，供提案人联系"
    )

    def fit(self) -> None:
        grades = entries(self.seat.committee_id, Entry.Book.GRADE)
        self.fields["own_grade"].queryset = grades  # type: ignore[attr-defined]
        self.fields["own_grade"].help_text = meanings(grades)
        reply = self.row.replies.filter(status="open").first()
        if reply:
            for name in ("own_grade", "body", "contact_name", "contact_phone"):
                self.initial.setdefault(name, getattr(reply, name))
        else:
            self.initial.setdefault("contact_name", self.seat.user.name)


class ReviewPass(ActionForm):
    grade = forms.ModelChoiceField(
        Entry.objects.none(),
        label="认定类别",
        empty_label=None,
        widget=forms.RadioSelect,
    )
    note = text("审核意见", required=False, help_text="认定类别与单位自评不同的，须写明理由")

    def fit(self) -> None:
        grades = entries(self.seat.committee_id, Entry.Book.GRADE)
        self.fields["grade"].queryset = grades  # type: ignore[attr-defined]
        self.fields["grade"].help_text = meanings(grades)
        reply = self.row.replies.filter(status="open").first()
        self.initial.setdefault("grade", reply.own_grade_id if reply else None)


class Sign(ActionForm):
    letter_number = forms.CharField(
        label="发文字号", max_length=60, help_text="例如：彩教函〔2026〕5号"
    )


class Deliver(ActionForm):
    delivered_on = forms.DateField(
        label="送达日期",
        widget=forms.DateInput,
        help_text="答复送到提案人手中的日期；送达后请提案人反馈意见",
    )

    def fit(self) -> None:
        self.initial.setdefault("delivered_on", clock.today())


class GiveFeedback(ActionForm):
    attitude = forms.ChoiceField(
        label="对办理态度的评价", choices=Feedback.Rating.choices, widget=forms.RadioSelect
    )
    result = forms.ChoiceField(
        label="对办理结果的评价", choices=Feedback.Rating.choices, widget=forms.RadioSelect
    )
    words = text("具体意见", required=False, help_text="评价为不满意的，请写明具体意见")
