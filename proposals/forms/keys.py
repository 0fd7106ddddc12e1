"""What the verbs of a key proposal ask: leaders, plan, visits, instructions, media."""

from __future__ import annotations

from typing import Any

from django import forms

from common import clock
from deadlines.defaults import Kind
from members.books import entries
from members.doors import ActionForm
from members.models import Entry, Member, Role, Seat, Unit
from proposals.debts_keys import usual_day
from proposals.forms.asking import text, units_of
from proposals.forms.key_asking import (
    LeadSeat,
    Several,
    day,
    files,
    lead_seats,
    members_here,
    offer,
    one_unit,
)
from proposals.models import KeyGuest, KeyLeader, MediaReport

CARRIES = (KeyLeader.Status.ASKED, KeyLeader.Status.CONSENTED)


def root(row: Any) -> Any:
    return getattr(row, "keyproposal", row)


class AskLeader(ActionForm):
    duty = forms.ChoiceField(
        label="承担",
        choices=KeyLeader.Duty.choices,
        help_text="党政领导领办；主席会议成员督办；专门委员会等协助督办",
    )
    name = forms.CharField(label="姓名", max_length=40)
    post = forms.CharField(label="职务", max_length=60)
    account = LeadSeat(
        Seat.objects.none(),
        label="领导账号",
        required=False,
        empty_label="没有账号，由办公室代录",
        help_text="有账号的，由本人在平台上答复",
    )
    note = text("商请说明", required=False)

    def fit(self) -> None:
        offer(self, "account", lead_seats(self.row.case.committee_id))


class ConsentLeader(ActionForm):
    answered_on = day("答复日期", initial=clock.today)
    words = text("意见", required=False)
    files = files("批件或复函")


class DeclineLeader(ActionForm):
    answered_on = day("答复日期", initial=clock.today)
    words = text("理由")


class LeaderChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, row: KeyLeader) -> str:
        return f"{row}（{row.get_duty_display()}）"


class PlanLine(ActionForm):
    """拟列入方案, or 补充 once it was issued."""

    content = forms.CharField(
        label="督办内容",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="一行一事：做什么、做到什么程度",
    )
    unit = one_unit("责任单位", "不选的由提案委办公室落实")
    leader = LeaderChoice(
        KeyLeader.objects.none(), label="牵头领导", required=False, empty_label="不选"
    )
    due_on = day("完成时限")

    def fit(self) -> None:
        here = self.row.case.committee_id
        offer(self, "unit", units_of(here))
        leaders = root(self.row).keyleaders.filter(status__in=CARRIES)
        offer(self, "leader", leaders)
        self.initial.setdefault("due_on", usual_day(here, Kind.KEY_ITEM))


class ChangeLine(PlanLine):
    def fit(self) -> None:
        for name in ("content", "unit", "leader", "due_on"):
            self.initial.setdefault(name, getattr(self.row, name))
        super().fit()


class ReportLine(ActionForm):
    note = text("进展情况", help_text="做了什么、做到什么程度")
    files = files("佐证材料")


class ReturnLine(ActionForm):
    note = text("还缺什么")
    due_on = day("新的时限")


class ConfirmLine(ActionForm):
    note = text("核查情况", help_text="以什么方式核查、看到什么")


class ExtendLine(ActionForm):
    until = day("延至")
    note = text("调整的原因")

    def fit(self) -> None:
        self.fields["until"].help_text = f"现在的时限为{self.row.due_on}"


class IssuePlan(ActionForm):
    lead = "印发后，各责任单位按方案的时限落实，到期前自动提醒。"
    note = text("说明", required=False)
    files = files("印发的方案")


class ConcludeKey(ActionForm):
    result = text("督办成效", rows=8, help_text="推动解决了什么，还有什么需要继续跟踪")
    files = files()


class VisitFields(forms.Form):
    sort = forms.ModelChoiceField(
        Entry.objects.none(),
        label="活动类型",
        empty_label="请选择",
        help_text="类型在词典“督办活动类型”中增减",
    )
    planned_on = day("日期")
    place = forms.CharField(label="地点", max_length=120)
    body = text("安排", required=False, help_text="集合时间、看哪些点、需要准备什么")
    members = Several(
        Member.objects.none(), label="邀请委员", required=False, help_text="按姓名拼音排列"
    )
    units = Several(Unit.objects.none(), label="邀请单位", required=False, help_text="按系统排列")

    def offer_here(self, here: int) -> None:
        offer(self, "sort", entries(here, Entry.Book.VISIT))
        offer(self, "members", members_here(here))
        offer(self, "units", units_of(here))


class PlanVisit(VisitFields, ActionForm):
    lead = "受邀的委员和单位会收到通知。"

    def fit(self) -> None:
        self.offer_here(self.row.case.committee_id)


class ChangeVisit(PlanVisit):
    def fit(self) -> None:
        super().fit()
        for name in ("sort", "planned_on", "place", "body"):
            self.initial.setdefault(name, getattr(self.row, name))
        for name, label in (("members", "增加委员"), ("units", "增加单位")):
            self.fields[name].label = label


class GuestChoice(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    widget = forms.CheckboxSelectMultiple


class HoldVisit(ActionForm):
    held_on = day("开展日期")
    present = GuestChoice(KeyGuest.objects.none(), label="到会的", required=False)
    notes = text("活动情况", rows=6)
    files = files("照片或附件")

    def fit(self) -> None:
        offer(self, "present", self.row.guests.select_related("member", "unit"))
        self.initial.setdefault("held_on", min(self.row.planned_on, clock.today()))


class AddToVisit(ActionForm):
    notes = text("活动情况", rows=6)
    files = files("补充照片或附件")

    def fit(self) -> None:
        self.initial.setdefault("notes", self.row.notes)


class Instruct(ActionForm):
    by_whom = forms.CharField(
        label="批示领导", max_length=60, required=False, help_text="职务和姓名；由办公室代录"
    )
    said_on = day("批示日期", initial=clock.today)
    words = text("批示内容")
    unit = one_unit("落实单位", "不选的由提案委办公室落实")
    due_on = day("反馈期限")
    files = files("批示件")

    def fit(self) -> None:
        here = self.row.case.committee_id
        offer(self, "unit", units_of(here))
        self.initial.setdefault("due_on", usual_day(here, Kind.KEY_INSTRUCTION))
        if self.seat.role == Role.LEAD:
            del self.fields["by_whom"]
        else:
            self.fields["by_whom"].needed = True  # type: ignore[attr-defined]


class AnswerInstruction(ActionForm):
    answer = text("落实情况", rows=6)
    files = files()


class RecordMedia(ActionForm):
    medium = forms.ChoiceField(label="媒体类型", choices=MediaReport.Medium.choices)
    form = forms.ChoiceField(label="报道形式", choices=MediaReport.Form.choices)
    outlet = forms.CharField(label="媒体名称", max_length=60)
    title = forms.CharField(label="标题", max_length=120)
    on = day("报道日期", initial=clock.today)
    link = forms.URLField(label="网址", required=False, assume_scheme="https")
    files = files("报道文件")
