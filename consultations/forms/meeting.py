"""The meeting and what it agreed on: what each verb asks a person."""

from __future__ import annotations

from typing import Any

from django import forms

from common import clock
from consultations.forms.shared import DAY, Kept, book, choice, members_of, offer, several
from consultations.models import Attendee, Consensus, Consultation, Task
from consultations.models.meeting import Noted
from members.doors import ActionForm
from members.models import Entry
from proposals.forms.asking import text, units_of


class Invite(Kept):
    role = choice("参会身份")
    name = forms.CharField(label="姓名", max_length=40)
    phone = forms.CharField(label="联系电话", max_length=20, required=False)
    member = choice("委员账号", required=False, empty="不是委员", help_text="选后该委员可看到材料")
    unit = choice("所在单位", required=False, empty="不填")

    def fit(self) -> None:
        here = self.row.committee_id
        offer(self, "role", book(here, Entry.Book.ATTENDEE))
        offer(self, "member", members_of(here))
        offer(self, "unit", units_of(here))


class WalkIn(Invite):
    pass


class SignIn(Kept):
    lead = "确认此人已到会。"


class Present(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Who was invited, each in their role."""

    def label_from_instance(self, guest: Attendee) -> str:
        return f"{guest}（{guest.role}）"


def guests() -> Any:
    return Present(
        Attendee.objects.none(),
        label="到会人员",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="勾选到会的；没有邀请的，另用“登记到会人员”",
    )


def offer_guests(form: ActionForm) -> None:
    """Whoever has not signed in; no list where there is nobody."""
    coming = form.row.attendees.exclude(status=Attendee.Status.PRESENT).select_related("role")
    offer(form, "present", coming)
    if not coming:
        del form.fields["present"]


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
