"""Guests of a meeting and what is sent to them: what each verb asks a person."""

from __future__ import annotations

from typing import Any

from django import forms

from common import clock
from consultations.forms.shared import DAY, Kept, book, choice, members_of, offer, several
from consultations.models import Attendee
from members.doors import ActionForm
from members.models import Entry
from proposals.forms.asking import units_of


class GuestChoice(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, guest: Attendee) -> str:
        return f"{guest}（{guest.role}）"


class Invite(Kept):
    role = choice("参会身份")
    name = forms.CharField(label="姓名", max_length=40)
    phone = forms.CharField(label="联系电话", max_length=20, required=False)
    member = choice("委员账号", required=False, empty="不是委员", help_text="选后该委员可看到材料")
    unit = choice(
        "所在单位", required=False, empty="不填", help_text="选后该单位可看到计划和送达的材料"
    )

    def fit(self) -> None:
        offer(self, "role", book(self.row.committee_id, Entry.Book.ATTENDEE))
        theirs = self.seat.committee_id  # a township that takes part brings people of its county
        offer(self, "member", members_of(theirs))
        offer(self, "unit", units_of(theirs))


class WalkIn(Invite):
    pass


class SignIn(Kept):
    lead = "确认此人已到会。"


def guests() -> Any:
    return GuestChoice(
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


class SendMaterial(ActionForm):
    what = forms.CharField(label="材料", max_length=100, help_text="例如：调研报告、协商方案")
    recipients = GuestChoice(
        Attendee.objects.none(),
        label="送达人员",
        help_text="有账号的委员和单位会收到通知，可在协商页阅读；其他人请另行送达",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请选择送达人员"},
    )
    sent_on = forms.DateField(label="送达日期", widget=DAY)
    files = several("材料文件")

    def fit(self) -> None:
        guests = self.row.attendees.select_related("role")
        offer(self, "recipients", guests)
        if not guests.exists():
            self.fields["recipients"].help_text = "还没有受邀人员，请先邀请参会"
        self.initial.setdefault("sent_on", clock.today())
