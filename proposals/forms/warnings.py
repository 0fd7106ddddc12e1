"""What a 督办函 and its verbs ask."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms

from common.forms import STALE
from deadlines.defaults import Kind
from members.doors import ActionForm
from members.models import Seat, Unit
from proposals.debts_keys import usual_day
from proposals.forms.asking import text
from proposals.forms.key_asking import day, files, offer
from proposals.models import Assignment
from proposals.suspects import suspects_of


class ShareChoice(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, share: Any) -> str:
        proposal = share.proposal
        return f"{proposal.label}《{proposal}》（{share.get_status_display()}{why(share)}）"


def why(share: Any) -> str:
    """Why it is offered first."""
    days = share.late_by.days if share.late_by else 0
    told = [f"逾期{days}日"] if days > 0 else []
    told += ["不满意"] if share.annoyed or share.unhelped else []
    return f"，{'、'.join(told)}" if told else ""


class NewWarning(forms.Form):
    """To one unit; those of its shares that the place's rule names are ticked already."""

    press = forms.UUIDField(widget=forms.HiddenInput, error_messages=STALE, initial=uuid4)
    unit = forms.ModelChoiceField(Unit.objects.none(), widget=forms.HiddenInput)
    shares = ShareChoice(
        Assignment.objects.none(), label="督办的提案", help_text="按督办规则应督办的已先勾选"
    )
    reason = forms.CharField(label="督办事由", max_length=120)
    words = text("督办要求", rows=6)
    due_on = day("答复期限")
    files = files()

    def __init__(self, *args: Any, seat: Seat, unit: Unit | None, **kwargs: Any) -> None:
        """unit: None where the one that was named is none of the committee's."""
        super().__init__(*args, **kwargs)
        if unit is None:
            return
        offer(self, "unit", Unit.objects.filter(pk=unit.pk))
        known = suspects_of(seat, unit)
        offer(self, "shares", known.rows)
        usual = {
            "unit": unit,
            "shares": known.named,
            "reason": known.reason,
            "words": "请抓紧办理，与提案人充分沟通，并书面答复办理情况和下一步措施。",
            "due_on": usual_day(seat.committee_id, Kind.WARNED),
        }
        self.initial = usual | dict(self.initial)


class ReplyWarning(ActionForm):
    reply = text("办理情况和下一步措施", rows=8)
    files = files("答复文件")


class WarnAgain(ActionForm):
    words = text("督办要求", rows=6)
    due_on = day("答复期限")

    def fit(self) -> None:
        here = self.row.case.committee_id
        self.initial.setdefault("due_on", usual_day(here, Kind.WARNED))


class ExtendWarning(ActionForm):
    until = day("延至")
    note = text("延长的原因")

    def fit(self) -> None:
        self.fields["until"].help_text = f"现在的期限为{self.row.due_on}"
