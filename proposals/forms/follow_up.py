"""跟踪检查: what is looked at again, by whom, what they found, and what follows."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms

from common.forms import STALE
from members import forms_named
from members.books import entries
from members.doors import ActionForm
from members.models import Entry, Member, Seat, Session
from proposals.forms.asking import enclosures, text
from proposals.models import Commitment, FollowUp, Reply, Visit
from proposals.services.follow_up import letters_of
from proposals.services.regrading import current_grade

CAN_BE_REOPENED = (Commitment.Status.KEPT, Commitment.Status.FAILED)


def serving(committee: int) -> Any:
    """Members with an account, by their names."""
    seated = Seat.objects.held().filter(committee=committee, member__isnull=False)
    return Member.objects.filter(pk__in=seated.values("member")).order_by("initials", "pk")


class StartFollowUp(forms.Form):
    press = forms.UUIDField(widget=forms.HiddenInput, error_messages=STALE, initial=uuid4)
    session = forms_named.Session(
        Session.objects.none(), label="哪次会议的提案", empty_label="请选择"
    )
    manner = forms.ChoiceField(
        label="方式", choices=FollowUp.Manner.choices, widget=forms.RadioSelect
    )
    name = forms.CharField(label="名称", max_length=80, help_text="例如：2025年A类提案专项民主监督")
    grades = forms_named.Entries(
        Entry.objects.none(),
        label="类别",
        widget=forms.CheckboxSelectMultiple,
        help_text="按今天的认定类别；几个单位分别答复的，按办理程度最低的一份",
    )
    size = forms.IntegerField(
        label="随机抽取件数",
        required=False,
        min_value=1,
        help_text="不填为全部；种子留存，可以复核",
    )
    experts = forms.BooleanField(label="参政议政人才库也参加走访", required=False)
    due_on = forms.DateField(label="走访时限", widget=forms.DateInput)
    members = forms.ModelMultipleChoiceField(
        Member.objects.none(),
        label="走访委员",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="依次平均分派，以后可以改派",
    )

    def __init__(self, *args: Any, seat: Seat, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = seat.committee_id
        ours = Session.objects.filter(term__committee=here).order_by("-opens_on")
        self.fields["session"].queryset = ours  # type: ignore[attr-defined]
        self.fields["grades"].queryset = entries(here, Entry.Book.GRADE)  # type: ignore[attr-defined]
        self.fields["members"].queryset = serving(here)  # type: ignore[attr-defined]


class ReassignVisit(ActionForm):
    member = forms.ModelChoiceField(
        Member.objects.none(), label="走访委员", required=False, empty_label="参政议政人才库"
    )

    def fit(self) -> None:
        self.fields["member"].queryset = serving(self.row.case.committee_id)  # type: ignore[attr-defined]


class FillInVisit(ActionForm):
    kept = True
    visited_on = forms.DateField(label="走访日期", widget=forms.DateInput)
    finding = forms.ChoiceField(
        label="走访结论", choices=Visit.Finding.choices, widget=forms.RadioSelect
    )
    words = text("看到的情况", help_text="到了哪里、问了谁、看到什么；只供提案委使用")
    files = enclosures("照片", "照片的位置信息自动去除", whose="一次", such="照片、")


class SettleVisit(ActionForm):
    note = text("核实情况", help_text="不需要另作处理的理由")


class ReopenByVisit(ActionForm):
    promise = forms.ModelChoiceField(
        Commitment.objects.none(), label="承诺事项", empty_label="请选择"
    )
    until = forms.DateField(label="新的时限", widget=forms.DateInput)
    note = text("尚未落实的内容", help_text="提案人和单位都会看到；原核定留在经过中")

    def fit(self) -> None:
        theirs = Commitment.objects.filter(proposal=self.row.proposal_id)
        self.fields["promise"].queryset = theirs.filter(status__in=CAN_BE_REOPENED)  # type: ignore[attr-defined]


class Letter(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, letter: Any) -> str:
        """With the grade that counts today, which is the one to be changed."""
        return f"{letter.assignment.unit}（{current_grade(letter) or '未认定'}）"


class AskGradeByVisit(ActionForm):
    letter = Letter(Reply.objects.none(), label="哪个单位的答复", empty_label=None)
    grade = forms.ModelChoiceField(
        Entry.objects.none(), label="改定为", empty_label="请选择",
        help_text="由主任决定；答复函上的类别不变，已公布的数字不变",
    )  # fmt: skip
    note = text("依据", help_text="走访中看到的情况；主任决定时看到")

    def fit(self) -> None:
        here, term = self.row.case.committee_id, self.row.follow_up.session.term_id
        self.fields["letter"].queryset = letters_of(self.row.proposal)  # type: ignore[attr-defined]
        self.fields["grade"].queryset = entries(here, Entry.Book.GRADE, term)  # type: ignore[attr-defined]


class EndFollowUp(ActionForm):
    conclusion = text("结论", help_text="总的情况、发现的问题和建议；写入报告")
