"""Editing, adopting and issuing: what each verb asks a person."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms

from common.forms import STALE
from members.doors import ActionForm
from members.forms_cases import Cases
from members.models import Seat
from members.place import OPINION_LIMIT, rule
from opinions.models import Opinion
from opinions.services.editing import last_recipients
from proposals.forms.asking import LONG, text


class Note(ActionForm):
    note = text("说明", required=False)


class Reason(ActionForm):
    note = text("原因")


class Keep(ActionForm):
    note = text("理由", help_text="反映人可以看到")


class TakeUp(ActionForm):
    lead = "开始编辑后，反映人不能再撤回；原稿保留，另存编发稿。"


class TurnProposal(ActionForm):
    lead = "提案人已同意转送。提案记为已转送，以提案原文另起社情民意稿，由本会办公室代录提交。"


class Adopt(ActionForm):
    note = text("说明", required=False, help_text="反映人可以看到")


def long_text(label: str) -> Any:
    return forms.CharField(
        label=label,
        max_length=20_000,
        widget=forms.Textarea(attrs=LONG),
        error_messages={"required": f"请填写{label}"},
        help_text="可用【现状】【问题】【建议】分段",
    )


class Edit(ActionForm):
    edited_title = forms.CharField(label="编发标题", max_length=100)
    edited_body = long_text("编发正文")

    def fit(self) -> None:
        self.initial.setdefault("edited_title", self.row.edited_title or self.row.title)
        self.initial.setdefault("edited_body", self.row.text)


class Issue(ActionForm):
    recipients = forms.CharField(
        label="报送对象", max_length=200, help_text="写明报送的党委、政府和部门，用顿号分开"
    )
    sent_up = forms.BooleanField(
        label="同时报送上级政协", required=False, help_text="勾选后上级政协可以看到编发稿"
    )
    note = text("说明", required=False)

    def fit(self) -> None:
        self.initial.setdefault("recipients", last_recipients(self.row.committee_id))
        if self.row.case.committee.parent_id is None:
            del self.fields["sent_up"]


class Sources(Cases):
    """Opinions by their title and writer."""

    def label_from_instance(self, row: Opinion) -> str:
        return f"{row}（{row.writer}）"


class Combine(forms.Form):
    """综合编写 of several that are being edited."""

    press = forms.UUIDField(widget=forms.HiddenInput, error_messages=STALE, initial=uuid4)
    sources = Sources(
        Opinion.objects.none(),
        label="编入哪些",
        help_text="至少两件；编入后反映人可以看到采用情况",
        widget=forms.CheckboxSelectMultiple,
    )
    title = forms.CharField(label="综合标题", max_length=100)
    body = long_text("综合正文")

    def __init__(self, *args: Any, seat: Seat, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        editing = Opinion.objects.visible_to(seat).filter(
            committee=seat.committee_id, status=Opinion.Status.EDITING
        )
        self.fields["sources"].queryset = editing.for_page().order_by("pk")  # type: ignore[attr-defined]
        self.fields["body"].widget.attrs["data-count"] = rule(OPINION_LIMIT, seat.committee_id)
        if not editing.exists():
            self.fields["sources"].help_text = "没有编辑中的社情民意，请先在来稿页开始编辑"
