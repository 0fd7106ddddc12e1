"""拟稿 to 签发: letters, their replacements, and the opinions of co-units."""

from __future__ import annotations

from typing import Any

from django import forms

from members.books import entries_for
from members.doors import ActionForm
from members.models import Entry
from proposals.forms.asking import LONG, enclosures, meanings, text
from proposals.forms.items import MOST, ROWS, Items, in_words
from proposals.models import Attachment, Opinion, Reply, ReplyItem
from proposals.services.commitments import carried_items
from proposals.services.enclosing import files_of
from proposals.services.letters import copy_items, next_number


class Written(ActionForm):
    """A letter's text, its lines, and whom the proposer may call."""

    body = forms.CharField(
        label="答复内容",
        widget=forms.Textarea(attrs=LONG | {"data-count": 4000}),
        max_length=4000,
        error_messages={"required": "请填写答复内容"},
    )
    items = Items(
        label="逐项办理情况",
        required=False,
        help_text="每条建议一行：已落实；计划落实的填写时限；暂未采纳的写明理由。不用的行留空。"
        "送达后计划落实的列入承诺事项，此前已承诺、名称相同的由此项承接",
    )
    contact_name = forms.CharField(label="联系人", max_length=40)
    contact_phone = forms.CharField(
        label="联系电话", max_length=20, help_text="印在答复上，供提案人联系"
    )
    files = enclosures("附件", "送达后能看到本案的人都能看到；其他内容填好后再选择文件")
    gone = forms.ModelMultipleChoiceField(
        Attachment.objects.none(),
        label="移除已传的附件",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def fit(self) -> None:
        reply = self.newest()
        self.carried()
        if reply is None:
            self.initial.setdefault("contact_name", self.seat.user.name)
            self.initial.setdefault("items", carried_items(self.row))
            return
        for name in ("own_grade", "body", "contact_name", "contact_phone"):
            if name in self.fields:
                self.initial.setdefault(name, getattr(reply, name))
        self.initial.setdefault("items", copy_items(reply))

    def carried(self) -> None:
        """What the letter in hand carries may be taken out again."""
        drafted = open_reply(self.row)
        held = files_of(drafted) if drafted else Attachment.objects.none()
        self.fields["gone"].queryset = held  # type: ignore[attr-defined]
        if not held.exists():
            del self.fields["gone"]

    def newest(self) -> Reply | None:
        """The letter to start from."""
        return open_reply(self.row)

    def continued(self) -> ActionForm | None:
        """The same form with five rows more, when that was asked for; nothing is checked yet."""
        if "more_rows" not in self.data:
            return None
        typed = {bound.name: bound.value() for bound in self}
        fresh = type(self)(row=self.row, seat=self.seat, initial=typed)
        fresh.fields["items"].widget.rows = min(len(typed["items"] or []) + ROWS, MOST)
        return fresh

    def typed(self) -> list[dict[str, str]]:
        kept = super().typed()
        lines = {"label": "逐项办理情况", "value": in_words(self["items"].value())}
        return [lines if one["label"] == lines["label"] else one for one in kept]


class Letter(Written):
    own_grade = forms.ModelChoiceField(
        Entry.objects.none(),
        label="自评类别",
        empty_label=None,
        widget=forms.RadioSelect,
    )
    field_order = ("own_grade", "body")

    def fit(self) -> None:
        grades = entries_for(self.row, Entry.Book.GRADE)
        self.fields["own_grade"].queryset = grades  # type: ignore[attr-defined]
        self.fields["own_grade"].help_text = meanings(grades)
        super().fit()


PROMISES_FOLLOW = (
    "已列入承诺事项的，事项名称不变即承接原承诺；改了数量或时限的以新承诺替代；"
    "改为已落实的由提案委办公室核查；不再列入的记为未落实，理由为更正原因"
)


class Replacement(Written):
    note = text(
        "更正原因", help_text="提案人和督查室会看到。认定类别按原答复保持不变，公布以后也不因此变更"
    )
    field_order = ("note", "body")

    def fit(self) -> None:
        super().fit()
        self.fields["items"].help_text = PROMISES_FOLLOW

    def newest(self) -> Reply | None:
        return open_reply(self.row) or self.row.replies.filter(status="sealed").last()


def open_reply(share: Any) -> Reply | None:
    found: Reply | None = share.replies.filter(status=Reply.Status.OPEN).first()
    return found


class ToReview(ActionForm):
    lead = "送审后由督查室审核，审核期间不能修改答复稿。"

    def fit(self) -> None:
        reply = open_reply(self.row)
        if reply is not None and (hint := doubt(reply)):
            self.lead = f"{hint}{self.lead}"


class ToSign(ToReview):
    lead = "送签后由本单位主要负责同志签发，再由督查室审核，其间不能修改答复稿。"


def doubt(reply: Reply) -> str:
    """A hint, no more: a category short of the best usually names what is still to be done."""
    if reply.own_grade is None or reply.own_grade.code not in ("B", "C"):
        return ""
    still = (ReplyItem.Kind.PLANNED, ReplyItem.Kind.REFUSED)
    if reply.items.filter(kind__in=still).exists():
        return ""
    return (
        f"提示：自评为{reply.own_grade}，但没有列出计划落实或暂未采纳的事项，"
        "如有请先取消并补充在答复稿中。"
    )


class Sign(ActionForm):
    letter_number = forms.CharField(
        label="发文字号",
        max_length=60,
        help_text="例如：彩教函〔2026〕5号。已按本单位上一件接续，可以改",
    )

    def fit(self) -> None:
        self.initial.setdefault("letter_number", next_number(self.row.unit))


class WriteOpinion(ActionForm):
    body = forms.CharField(
        label="会办意见",
        widget=forms.Textarea(attrs=LONG | {"data-count": 4000}),
        max_length=4000,
        help_text="审定并反馈后由主办单位采用，不直接答复提案人",
        error_messages={"required": "请填写会办意见"},
    )
    contact_name = forms.CharField(label="联系人", max_length=40)
    contact_phone = forms.CharField(label="联系电话", max_length=20)

    def fit(self) -> None:
        opinion = Opinion.objects.filter(assignment=self.row.pk).first()
        if opinion is None:
            self.initial.setdefault("contact_name", self.seat.user.name)
            return
        for name in ("body", "contact_name", "contact_phone"):
            self.initial.setdefault(name, getattr(opinion, name))


class GiveOpinion(ActionForm):
    lead = "反馈后主办单位即可采用，会办意见不再修改。"
