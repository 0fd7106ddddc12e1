"""The sheet an opinion is written on, and for whom."""

from __future__ import annotations

from typing import Any

from django import forms

from common.forms import STALE
from members.models import Member, Organisation, Role, Seat, Township
from members.place import OPINION_LIMIT, rule
from opinions.models import OpinionDraft
from proposals.forms.asking import LONG


class DraftForm(forms.ModelForm):  # type: ignore[type-arg]
    """Saved half-finished, checked when submitted."""

    version = forms.IntegerField(widget=forms.HiddenInput, error_messages=STALE)

    class Meta:
        model = OpinionDraft
        fields = ("title", "body")
        widgets = {"body": forms.Textarea(attrs=LONG)}
        help_texts = {
            "title": "一事一报，写明反映什么",
            "body": "可用【现状】【问题】【建议】分段",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit = rule(OPINION_LIMIT, self.instance.committee_id)
        self.fields["body"].widget.attrs["data-count"] = limit
        for field in self.fields.values():
            field.needed = True  # type: ignore[attr-defined]
        self.initial["version"] = self.instance.revision

    def words(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("title", "body")}

    def _post_clean(self) -> None:
        """A draft is kept as it is; only submit checks it."""


class Writer(forms.Form):
    """Whom the office writes for (代录)."""

    member = forms.ModelChoiceField(
        Member.objects.none(), label="委员", required=False, empty_label="不选"
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="党派、团体、界别等单位",
        required=False,
        empty_label="不选",
    )
    township = forms.ModelChoiceField(
        Township.objects.none(), label="乡镇委员工作室", required=False, empty_label="不选"
    )

    def __init__(self, *args: Any, committee_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        serving = Member.objects.filter(
            registry__committee=committee_id, status=Member.Status.SERVING, placeholder=False
        )
        bodies = Organisation.objects.filter(committee=committee_id, placeholder=False)
        self.fields["member"].queryset = serving.order_by("initials")  # type: ignore[attr-defined]
        self.fields["organisation"].queryset = bodies.order_by("name")  # type: ignore[attr-defined]
        towns = Township.objects.filter(committee=committee_id)
        self.fields["township"].queryset = towns  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        chosen = super().clean() or {}
        offered = [name for name in ("member", "organisation", "township") if name in self.fields]
        if offered and sum(bool(chosen.get(name)) for name in offered) != 1:
            raise forms.ValidationError("请选择一位委员、一个单位或一个乡镇委员工作室")
        return chosen


class HandIn(Writer):
    """All of an opinion at once; whoever writes their own says for nobody."""

    title = forms.CharField(max_length=100, required=False)
    body = forms.CharField(required=False, strip=False)

    def __init__(self, *args: Any, seat: Seat, **kwargs: Any) -> None:
        super().__init__(*args, committee_id=seat.committee_id, **kwargs)
        if seat.role != Role.OFFICE:
            for name in ("member", "organisation", "township"):
                del self.fields[name]


def typed_again(draft: OpinionDraft) -> dict[str, Any]:
    """A saved draft as the browser would send it, to show it with its faults."""
    return {"title": draft.title, "body": draft.body, "version": draft.revision}
