"""Topics and plans: what each verb asks a person."""

from __future__ import annotations

from typing import Any

from django import forms

from common import clock
from consultations.forms.opinions import opinions_for
from consultations.forms.places import Beginning, townships_for
from consultations.forms.shared import (
    DAY,
    Kept,
    book,
    choice,
    members_of,
    offer,
    several,
    venues_of,
)
from consultations.models import Topic, Venue
from consultations.rules import SOURCES
from members.doors import ActionForm
from members.models import Entry, Role, Seat
from opinions.models import Opinion
from proposals.forms.asking import text


class NewTopic(Beginning):
    """登记议题."""

    title = forms.CharField(label="议题", max_length=100, help_text="一事一题，写明要商量什么")
    township = choice("乡镇")
    village = forms.CharField(label="村（社区）", max_length=40, required=False)
    place = forms.CharField(label="具体地点", max_length=100, required=False)
    source = forms.ChoiceField(label="来源")
    opinion = choice(
        "社情民意", required=False, empty="不是", help_text="来源为“社情民意”的，选择是哪一篇"
    )
    focus = choice("协商重点", required=False, empty="暂不分类")
    body = text("情况", required=False, rows=6)
    wisher = forms.CharField(label="反映人", max_length=40, required=False)
    phone = forms.CharField(
        label="联系电话",
        max_length=20,
        required=False,
        help_text="只有本乡镇和县政协可以看到",
    )
    files = several("图片或附件")

    def __init__(self, *args: Any, seat: Seat, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "township", townships_for(seat))
        offer(self, "focus", book(seat.committee_id, Entry.Book.FOCUS))
        sources = SOURCES.get(Role(seat.role), ())
        self.fields["source"].choices = [(one.value, one.label) for one in sources]  # type: ignore[attr-defined]
        self.initial.setdefault("township", seat.township_id)
        known = opinions_for(seat) if Topic.Source.OPINION in sources else Opinion.objects.none()
        offer(self, "opinion", known)
        if not known.exists():
            del self.fields["opinion"]


class Accept(ActionForm):
    ground = choice("依据")
    focus = choice("协商重点", required=False, empty="暂不分类")
    note = text("说明", required=False)

    def fit(self) -> None:
        offer(self, "ground", book(self.row.committee_id, Entry.Book.DISCUSSED))
        offer(self, "focus", book(self.row.committee_id, Entry.Book.FOCUS))
        self.initial.setdefault("focus", self.row.focus_id)


class DeclineTopic(ActionForm):
    ground = choice("依据")
    note = text("理由", help_text="反映人凭回执号可以看到")

    def fit(self) -> None:
        offer(self, "ground", book(self.row.committee_id, Entry.Book.UNDISCUSSED))


class MergeTopic(ActionForm):
    into = choice("并入议题")
    note = text("说明", required=False)

    def fit(self) -> None:
        others = Topic.objects.filter(township=self.row.township_id, status__in=Topic.GOING_ON)
        offer(self, "into", others.exclude(pk=self.row.pk).select_related("case"))


class Turn(ActionForm):
    lead = "转出后由该委员在提案中提出，此处不再办理。"
    member = choice("提案人", help_text="草稿放在县政协办公室的草稿中，代该委员继续起草")
    note = text("说明", required=False)

    def fit(self) -> None:
        offer(self, "member", members_of(self.seat.committee_id).select_related("registry"))


class PlanFields(forms.Form):
    title = forms.CharField(label="协商主题", max_length=100)
    planned_on = forms.DateField(label="计划日期", widget=DAY)
    venue = choice("协商场所", required=False, empty="另定地点")
    villages = forms.CharField(label="村（社区）", max_length=200, required=False)
    chair = forms.CharField(label="主持人", max_length=60)
    self_run = forms.BooleanField(
        label="村组自办", required=False, help_text="村组自行组织、政协指导的，勾选"
    )
    plan = text("协商方案", required=False, rows=8, help_text="报党委审批前须写明")


class Plan(Beginning, PlanFields):
    """制定协商计划 for accepted topics."""

    topics = forms.ModelMultipleChoiceField(
        Topic.objects.none(), label="议题", widget=forms.CheckboxSelectMultiple
    )
    field_order = ("topics", "title")

    def __init__(self, *args: Any, seat: Seat, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        accepted = Topic.objects.plannable_by(seat)
        offer(self, "topics", accepted.select_related("case", "township__committee"))
        if not accepted.exists():
            self.fields["topics"].help_text = "没有可安排的议题，请先由乡镇委员工作室筛选列入"
        places = Venue.objects.visible_to(seat).filter(status=Venue.Status.OPEN)
        offer(self, "venue", places)


class Revise(PlanFields, ActionForm):
    def fit(self) -> None:
        offer(self, "venue", venues_of(self.row.township_id))
        for name in PlanFields.base_fields:
            self.initial.setdefault(name, getattr(self.row, name))


class Reschedule(ActionForm):
    planned_on = forms.DateField(label="新的日期", widget=DAY)
    note = text("改期原因", help_text="受邀人员会收到通知")

    def fit(self) -> None:
        self.fields["planned_on"].help_text = f"现在的日期是{self.row.planned_on:%Y年%-m月%-d日}"


class RecordVisit(Kept):
    visited_on = forms.DateField(label="走访日期", widget=DAY)
    village = forms.CharField(label="村（社区）", max_length=40, required=False)
    by_whom = forms.CharField(label="走访人员", max_length=200)
    households = forms.IntegerField(label="走访户数", min_value=0, max_value=9999)
    people = forms.IntegerField(label="走访人数", min_value=0, max_value=99999)
    notes = text("调研情况", rows=6)
    files = several("现场图片或材料")

    def fit(self) -> None:
        self.initial.setdefault("visited_on", clock.today())
