"""The meeting and what it agreed on: what each verb asks a person."""

from __future__ import annotations

from django import forms

from common import clock
from consultations.forms.guests import guests, offer_guests
from consultations.forms.shared import DAY, Kept, choice, offer, several
from consultations.models import Consensus, Consultation, Task
from consultations.models.meeting import Noted
from members.doors import ActionForm
from proposals.forms.asking import text, units_of


class Hold(Kept):
    held_on = forms.DateField(label="召开日期", widget=DAY)
    held_at = forms.CharField(label="召开地点", max_length=120)
    chair = forms.CharField(label="主持人", max_length=60)
    present = guests()
    minutes = text("协商记录", rows=12, longest=20_000)
    files = several("现场图片或签到表")

    def fit(self) -> None:
        row: Consultation = self.row
        self.initial.setdefault("held_on", min(row.planned_on, clock.today()))
        self.initial.setdefault("held_at", str(row.venue or ""))
        self.initial.setdefault("chair", row.chair)
        offer_guests(self)


class Rewrite(Kept):
    present = guests()
    minutes = text("协商记录", rows=12, longest=20_000)
    files = several("现场图片或签到表")

    def fit(self) -> None:
        self.initial.setdefault("minutes", self.row.minutes)
        offer_guests(self)


class RecordSpeech(Kept):
    point = forms.CharField(label="议程", max_length=60)
    speaker = forms.CharField(label="发言人", max_length=60)
    text = text("发言要点", rows=6)


class RecordConsensus(Kept):
    text = text("共识内容", rows=4)

    def fit(self) -> None:
        self.initial.setdefault("text", getattr(self.row, "text", ""))


class ListTask(ActionForm):
    consensus = choice("共识")
    what = forms.CharField(label="任务", max_length=200, help_text="做什么、做到什么程度")
    level = forms.ChoiceField(label="事权", choices=Task.Level.choices, widget=forms.RadioSelect)
    unit = choice(
        "责任单位", required=False, empty="乡镇自行办理", help_text="县级事权的必须选择县级单位"
    )
    quantity = forms.DecimalField(
        label="数量", required=False, min_value=0, max_digits=12, decimal_places=2
    )
    measure = forms.CharField(
        label="计量单位", max_length=10, required=False, help_text="盏、米、户、平方米"
    )
    money = forms.DecimalField(
        label="资金（元）", required=False, min_value=0, max_digits=14, decimal_places=2
    )
    money_source = forms.CharField(label="资金来源", max_length=60, required=False)
    due_on = forms.DateField(label="完成时限", widget=DAY)

    def fit(self) -> None:
        root = self.row.consultation if isinstance(self.row, Task) else self.row
        agreed = Consensus.objects.filter(consultation=root.pk, status=Noted.RECORDED)
        offer(self, "consensus", agreed)
        offer(self, "unit", units_of(root.committee_id))
        if isinstance(self.row, Task):
            for name in ListTask.base_fields:
                if name not in ("press", "version"):
                    self.initial.setdefault(name, getattr(self.row, name))
