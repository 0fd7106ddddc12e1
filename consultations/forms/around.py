"""What is asked around the meetings: 挂联, gatherings, guidance papers and 文明村寨."""

from __future__ import annotations

from typing import Any

from django import forms

from common import clock
from consultations.areas import under
from consultations.forms.places import Beginning, townships_for
from consultations.forms.shared import DAY, book, choice, offer, several
from consultations.models.villages import MOST
from consultations.services.gatherings import MOST_PEOPLE
from consultations.services.postings import SENT
from members.doors import ActionForm
from members.models import Committee, Entry, Seat, Township
from proposals.forms.asking import text


class SeatChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, seat: Seat) -> str:
        return f"{seat.user}（{seat.get_role_display()}）"


class TownshipChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, township: Township) -> str:
        return f"{township.committee.short_name}　{township.name}"


class TownshipsChoice(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, township: Township) -> str:
        return f"{township.committee.short_name}　{township.name}"


def known(committee: Committee) -> Any:
    return under(committee).select_related("committee").order_by("code")


def one_township(label: str, help_text: str = "") -> Any:
    return TownshipChoice(
        Township.objects.none(),
        label=label,
        required=False,
        empty_label="不选",
        help_text=help_text,
    )


class NewPosting(Beginning):
    """登记挂联."""

    seat = SeatChoice(Seat.objects.none(), label="挂联人", empty_label="请选择")
    county = choice("挂联县（市、区）", required=False, empty="不选")
    township = one_township("挂联乡镇", "县（市、区）和乡镇只选一个")
    first_on = forms.DateField(label="开始日期", widget=DAY, initial=clock.today)
    last_on = forms.DateField(
        label="结束日期", widget=DAY, required=False, help_text="未定的留空，结束时再登记"
    )
    duty = forms.CharField(
        label="职责", max_length=200, required=False, help_text="如：联系指导院坝协商"
    )

    def __init__(self, *args: Any, seat: Seat, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = seat.committee
        held = Seat.objects.held().filter(committee=here, role__in=SENT).select_related("user")
        offer(self, "seat", held.order_by("role", "user__pinyin"))
        counties = Committee.objects.filter(parent=here).order_by("code")
        offer(self, "county", counties)
        offer(self, "township", known(here))
        if not counties.exists():
            del self.fields["county"]
            self.fields["township"].help_text = ""
            self.fields["township"].required = True


class ChangePosting(ActionForm):
    first_on = forms.DateField(label="开始日期", widget=DAY)
    last_on = forms.DateField(label="结束日期", widget=DAY, required=False)
    duty = forms.CharField(label="职责", max_length=200, required=False)

    def fit(self) -> None:
        for name in ("first_on", "last_on", "duty"):
            self.initial.setdefault(name, getattr(self.row, name))


class GuidanceFields(forms.Form):
    title = forms.CharField(label="标题", max_length=100)
    number = forms.CharField(label="文号", max_length=40, required=False)
    issued_by = forms.CharField(label="发文机关", max_length=60)
    issued_on = forms.DateField(label="发文日期", widget=DAY)


class NewGuidance(Beginning, GuidanceFields):
    files = several("文件")
    field_order = ("title", "number", "issued_by", "issued_on")

    def __init__(self, *args: Any, seat: Seat, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("issued_by", seat.committee.name)
        self.fields["files"].required = True
        self.fields["files"].error_messages["required"] = "请选择文件"


class ChangeGuidance(GuidanceFields, ActionForm):
    def fit(self) -> None:
        for name in GuidanceFields.base_fields:
            self.initial.setdefault(name, getattr(self.row, name))


class GatheringFields(forms.Form):
    sort = choice("活动类型", help_text="类型在词典“活动类型”中增减")
    title = forms.CharField(label="活动名称", max_length=100)
    planned_on = forms.DateField(label="日期", widget=DAY)
    place = forms.CharField(label="地点", max_length=120)
    host = one_township("承办乡镇")
    body = text("安排", required=False, rows=5, help_text="集合时间、观摩点、需要准备什么")
    everyone = forms.BooleanField(label="邀请全部乡镇", required=False)
    townships = TownshipsChoice(Township.objects.none(), label="受邀乡镇", required=False)

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if told.pop("everyone", False):
            told["townships"] = self.fields["townships"].queryset  # type: ignore[attr-defined]
        return told

    def offer_to(self, committee: Committee) -> None:
        offer(self, "sort", book(committee.pk, Entry.Book.GATHERING))
        offer(self, "host", known(committee))
        offer(self, "townships", known(committee))


class NewGathering(Beginning, GatheringFields):
    files = several()
    field_order = ("sort", "title", "planned_on", "place", "host", "body", "files")

    def __init__(self, *args: Any, seat: Seat, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_to(seat.committee)
        self.order_fields((*self.field_order, "everyone", "townships"))
        self.fields["townships"].help_text = "受邀乡镇的委员工作室和党委会收到通知"


class ChangeGathering(GatheringFields, ActionForm):
    lead = "变更后，受邀乡镇会收到通知。"

    def fit(self) -> None:
        self.offer_to(self.row.case.committee)
        for name in ("sort", "title", "planned_on", "place", "host", "body"):
            self.initial.setdefault(name, getattr(self.row, name))
        invited = self.row.invitations.values("township")
        left = self.fields["townships"].queryset.exclude(pk__in=invited)  # type: ignore[attr-defined]
        offer(self, "townships", left)
        self.fields["townships"].label = "增加受邀乡镇"
        self.fields["everyone"].label = "增加其余全部乡镇"


class HoldGathering(ActionForm):
    held_on = forms.DateField(label="举办日期", widget=DAY)
    number = forms.IntegerField(label="到会人数", min_value=1, max_value=MOST_PEOPLE)
    present = TownshipsChoice(
        Township.objects.none(), label="到会乡镇", required=False, help_text="勾选到会的受邀乡镇"
    )
    notes = text("活动情况", rows=6)
    files = several("照片或附件")

    def fit(self) -> None:
        invited = self.row.invitations.values("township")
        offer(self, "present", known(self.row.case.committee).filter(pk__in=invited))
        self.initial.setdefault("held_on", self.row.planned_on)


class AddToGathering(ActionForm):
    notes = text("活动情况", rows=6)
    files = several("补充照片或附件")

    def fit(self) -> None:
        self.initial.setdefault("notes", self.row.notes)


class ProposeVillage(Beginning):
    """申报文明村寨."""

    township = choice("乡镇")
    village = forms.CharField(label="村（社区）", max_length=40, help_text="一次申报一个村")
    reasons = text(
        "申报理由",
        rows=8,
        help_text="写协商了什么、办成了什么、群众怎么评价；本村的协商和评议数字会自动列在旁边",
    )
    files = several("照片或材料")

    def __init__(self, *args: Any, seat: Seat, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "township", townships_for(seat))
        self.initial.setdefault("township", seat.township_id)


class SupplementVillage(ActionForm):
    reasons = text("申报理由", rows=8)
    files = several("补充照片或材料")

    def fit(self) -> None:
        self.initial.setdefault("reasons", self.row.reasons)


class JudgeVillage(ActionForm):
    score = forms.IntegerField(
        label="评分", min_value=0, max_value=MOST, help_text=f"满分{MOST}分，取整数"
    )
    note = text("评审意见", help_text="申报的乡镇可以看到")
