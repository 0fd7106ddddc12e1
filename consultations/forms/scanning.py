"""What somebody tells by phone at a meeting, and of what was done after it."""

from __future__ import annotations

from typing import Any

from django import forms

from consultations.forms.shared import book, choice, offer
from consultations.forms.wishing import line
from consultations.models import Attendee, Consultation, Task
from consultations.models.after import Grade
from members.models import Entry
from proposals.forms.asking import text


def masked(name: str) -> str:
    """张某某 as 张*某: who is meant knows it, a stranger learns no name."""
    return f"{name[0]}*{name[2:]}" if len(name) > 1 else name


class Masked(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, guest: Attendee) -> str:
        unit = f"，{guest.unit}" if guest.unit else ""
        return f"{masked(guest.name)}（{guest.role}{unit}）"


class ScanIn(forms.Form):
    """扫码签到."""

    guest = Masked(
        Attendee.objects.none(),
        label="我在邀请名单中",
        required=False,
        empty_label="不在名单中，填写下面两项",
    )
    name = line("姓名", 40, autocomplete="name")
    role = choice("参会身份", required=False)

    def __init__(self, *args: Any, row: Consultation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "guest", row.attendees.select_related("role", "unit").order_by("name", "pk"))
        offer(self, "role", book(row.committee_id, Entry.Book.ATTENDEE))


class ScanRating(forms.Form):
    """扫码评议."""

    task = choice("评议哪项任务")
    attitude = forms.ChoiceField(label="办理态度", choices=Grade.choices, widget=forms.RadioSelect)
    result = forms.ChoiceField(label="办理结果", choices=Grade.choices, widget=forms.RadioSelect)
    words = text("具体意见", required=False, longest=500)
    villager = line("姓名", 40, autocomplete="name")

    def __init__(self, *args: Any, row: Consultation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "task", row.tasks.filter(status=Task.Status.DONE))
