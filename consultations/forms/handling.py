"""Tasks, ratings and notes: what each verb asks a person."""

from __future__ import annotations

from django import forms

from common import clock
from consultations.forms.shared import DAY, Kept, choice, offer, several
from consultations.models import Task
from consultations.models.after import Grade
from members.doors import ActionForm
from members.models import Township
from proposals.forms.asking import text, units_of


class FileList(ActionForm):
    lead = "备案后编号，县级事权的任务交办县级单位，乡镇事权的交办乡镇。"
    note = text("备案意见", required=False)


class TakeOn(ActionForm):
    lead = "签收即确认由本单位办理，按任务清单确定的时限完成。"


class AskReturn(ActionForm):
    proposed = choice("建议单位", required=False, empty="不建议")
    note = text("退回理由", help_text="依据本单位职责写明；决定以前仍由本单位负责")

    def fit(self) -> None:
        units = units_of(self.row.consultation.committee_id)
        offer(self, "proposed", units.exclude(pk=self.row.unit_id))


class Reassign(ActionForm):
    level = forms.ChoiceField(label="事权", choices=Task.Level.choices)
    unit = choice("改派单位", required=False, empty="乡镇自行办理")
    due_on = forms.DateField(label="完成时限", widget=DAY)
    note = text("说明", required=False)

    def fit(self) -> None:
        units = units_of(self.row.consultation.committee_id)
        offer(self, "unit", units.exclude(pk=self.row.unit_id))
        self.initial.setdefault("level", self.row.level)
        self.initial.setdefault("unit", self.row.proposed_id)
        self.initial.setdefault("due_on", max(self.row.due_on, clock.today()))


class RecordProgress(Kept):
    on = forms.DateField(label="日期", widget=DAY)
    text = text("进展情况", rows=5)
    files = several("图片或凭证")

    def fit(self) -> None:
        self.initial.setdefault("on", clock.today())


class Report(Kept):
    note = text("完成情况", help_text="对照数量和时限写明")
    files = several("图片或凭证")


class AskExtension(ActionForm):
    until = forms.DateField(label="申请延至", widget=DAY)
    note = text("延期理由")

    def fit(self) -> None:
        self.fields["until"].help_text = f"现在的时限是{self.row.due_on:%Y年%-m月%-d日}"


class Rate(Kept):
    task = choice("任务")
    attitude = forms.ChoiceField(label="办理态度", choices=Grade.choices, widget=forms.RadioSelect)
    result = forms.ChoiceField(label="办理结果", choices=Grade.choices, widget=forms.RadioSelect)
    words = text("具体意见", required=False)
    villager = forms.CharField(label="评议人", max_length=40, required=False)
    files = several("纸质评议表扫描件")

    def fit(self) -> None:
        done = Task.objects.filter(consultation=self.row.pk, status=Task.Status.DONE)
        offer(self, "task", done)


class Urge(ActionForm):
    note = text("催办内容", help_text="立即通知办理单位并记入经过；期限不变，每天只催一次")


class Reopen(ActionForm):
    due_on = forms.DateField(
        label="新的完成时限",
        widget=DAY,
        help_text="任务退回办理，此前的评议保留在记录中；重新完成并核查后，再请群众评议",
    )
    note = text("原因", help_text="写明群众不满意的是什么、还要做什么")


class Oversee(ActionForm):
    text = text("监督意见", rows=5)


class AnyTownship(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Townships of several counties, some of one name."""

    def label_from_instance(self, township: Township) -> str:
        return f"{township.committee.short_name}·{township}"


class Grant(ActionForm):
    township = AnyTownship(
        Township.objects.none(),
        label="乡镇",
        empty_label="请选择",
        help_text="授权后该乡镇可以看到并共同协商；外县的，其县政协同时可见",
    )
    note = text("说明", required=False)

    def fit(self) -> None:
        here = self.row.committee
        near = Township.objects.filter(committee__parent=here.parent_id)
        known = near if here.parent_id else Township.objects.filter(committee=here)
        others = known.exclude(pk=self.row.township_id).select_related("committee")
        offer(self, "township", others.order_by("committee__code", "code"))
