"""What each verb asks a person; the rules stand in the services."""

from __future__ import annotations

from typing import Any

from django import forms

from common import clock
from members.doors import ActionForm
from members.models import Entry, Member, Organisation, Unit
from proposals.models import Contact, Draft, Feedback, Proposal, Recommendation
from proposals.services.submission import LONGEST_BODY

LONG = {"class": "long", "rows": 16}
GRADES = "A 已解决或采纳；B 列入计划拟解决；C 受条件限制暂不能解决，留作参考"


def text(label: str, *, required: bool = True, rows: int = 4, help_text: str = "") -> Any:
    return forms.CharField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": f"请填写{label}"},
    )


def units_of(committee_id: int) -> Any:
    active = Unit.objects.filter(committee=committee_id, status=Unit.Status.ACTIVE, parent=None)
    return active.order_by("system_id", "initials")


def entries(committee_id: int, book: str) -> Any:
    return Entry.objects.filter(committee=committee_id, book=book, retired_on=None)


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


class Screen(ActionForm):
    recommendation = forms.ChoiceField(
        label="初审建议",
        choices=[c for c in Recommendation.choices if c[0] != Recommendation.MERGE],
        widget=forms.RadioSelect,
    )
    units = forms.ModelMultipleChoiceField(
        Unit.objects.none(),
        label="建议承办单位",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="供审查会议和交办时参考",
    )
    note = text("初审意见", required=False)

    def fit(self) -> None:
        self.fields["units"].queryset = units_of(self.seat.committee_id)  # type: ignore[attr-defined]
        wished = self.row.suggestions.values_list("unit", flat=True)
        self.initial.setdefault("units", list(wished))
        self.initial.setdefault("recommendation", Recommendation.FILE)


class Decline(ActionForm):
    ground = forms.ModelChoiceField(Entry.objects.none(), label="不予立案理由", empty_label=None)
    disposition = forms.ModelChoiceField(Entry.objects.none(), label="去向", empty_label=None)
    note = text("告知提案人的理由", help_text="提案人会看到这段话，请具体、客气")

    def fit(self) -> None:
        for name in ("ground", "disposition"):
            book = entries(self.seat.committee_id, name)
            self.fields[name].queryset = book  # type: ignore[attr-defined]


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
        help_text=GRADES,
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
        help_text=GRADES,
    )
    note = text("审核意见", required=False, help_text="认定类别与单位自评不同的，须写明理由")

    def fit(self) -> None:
        grades = entries(self.seat.committee_id, Entry.Book.GRADE)
        self.fields["grade"].queryset = grades  # type: ignore[attr-defined]
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


class Conclude(ActionForm):
    minutes = text(
        "会议纪要", rows=10, help_text="写明出席人员、审议情况和逐件决定；结束后不再更改"
    )


NEEDED_AT_LAST = ("title", "category", "body")  # a draft may lack them, a proposal may not


class DraftForm(forms.ModelForm):  # type: ignore[type-arg]
    """The sheet a proposal is written on; saved half-finished, checked when submitted."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Draft
        fields = ["title", "category", "body", "units", "publication"]
        widgets = {
            "body": forms.Textarea(attrs=LONG | {"data-count": LONGEST_BODY}),
            "units": forms.CheckboxSelectMultiple,
            "publication": forms.RadioSelect,
        }
        help_texts = {
            "title": "一事一案，写明建议什么",
            "body": "有情况、有分析、有具体建议；可用【情况】【分析】【建议】分段",
            "units": "最多5个，供参考",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        committee = self.instance.committee_id
        self.fields["category"].queryset = entries(committee, Entry.Book.CATEGORY)  # type: ignore[attr-defined]
        self.fields["category"].required = False
        for name in NEEDED_AT_LAST:
            self.fields[name].needed = True  # type: ignore[attr-defined]
        self.fields["units"].queryset = units_of(committee)  # type: ignore[attr-defined]
        self.initial["version"] = self.instance.revision

    def words(self) -> dict[str, Any]:
        return {n: v for n, v in self.cleaned_data.items() if n != "version"}

    def _post_clean(self) -> None:
        """A draft is kept as it is; only submit checks it."""


class Proposer(forms.Form):
    """Whom the office writes for (代录)."""

    member = forms.ModelChoiceField(Member.objects.none(), label="提案委员", required=False)
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label="提案单位（集体提案）", required=False
    )

    def __init__(self, *args: Any, committee_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        serving = Member.objects.filter(
            registry__committee=committee_id, status=Member.Status.SERVING
        )
        bodies = Organisation.objects.filter(committee=committee_id)
        self.fields["member"].queryset = serving.order_by("initials")  # type: ignore[attr-defined]
        self.fields["organisation"].queryset = bodies.order_by("name")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        chosen = super().clean() or {}
        if bool(chosen.get("member")) == bool(chosen.get("organisation")):
            raise forms.ValidationError("请选择一位委员，或一个提案单位")
        return chosen


class Agenda(forms.ModelMultipleChoiceField):
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
        self.initial.setdefault("held_on", clock.today())
        self.initial.setdefault("proposals", list(waiting))


def typed_again(draft: Draft) -> dict[str, Any]:
    """A saved draft as the browser would send it, to show it with its faults."""
    return {
        "title": draft.title,
        "category": draft.category_id or "",
        "body": draft.body,
        "publication": draft.publication,
        "units": list(draft.units.values_list("pk", flat=True)),
        "version": draft.revision,
    }
