"""The sheet a proposal is written on, and for whom."""

from __future__ import annotations

from typing import Any

from django import forms

from common.forms import STALE
from members.models import Member, Organisation
from members.place import BODY_LIMIT, WISHED_UNITS
from proposals.forms.asking import LONG, units_of
from proposals.models import Draft

NEEDED_AT_LAST = ("title", "category", "body")  # a draft may lack them, a proposal may not


class DraftForm(forms.ModelForm):  # type: ignore[type-arg]
    """The sheet a proposal is written on; saved half-finished, checked when submitted."""

    version = forms.IntegerField(widget=forms.HiddenInput, error_messages=STALE)

    class Meta:
        model = Draft
        fields = ["title", "category", "body", "units", "publication"]
        widgets = {
            "body": forms.Textarea(attrs=LONG),
            "units": forms.CheckboxSelectMultiple,
            "publication": forms.RadioSelect,
        }
        help_texts = {
            "title": "一事一案，写明建议什么",
            "body": "有情况、有分析、有具体建议；可用【情况】【分析】【建议】分段",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        committee = self.instance.committee_id
        self.fields["category"].queryset = self.instance.categories()  # type: ignore[attr-defined]
        self.fields["category"].required = False
        self.fields["category"].empty_label = "请选择"  # type: ignore[attr-defined]
        most = self.instance.limit(WISHED_UNITS)
        self.fields["units"].help_text = f"最多{most}个，供参考"
        self.fields["body"].widget.attrs["data-count"] = self.instance.limit(BODY_LIMIT)
        for name in NEEDED_AT_LAST:
            self.fields[name].needed = True  # type: ignore[attr-defined]
        self.fields["units"].queryset = units_of(committee)  # type: ignore[attr-defined]
        self.initial["version"] = self.instance.revision

    def words(self) -> dict[str, Any]:
        return {n: v for n, v in self.cleaned_data.items() if n != "version"}

    def _post_clean(self) -> None:
        """A draft is kept as it is; only submit checks it."""


class Proposer(forms.Form):
    """Whom the office writes for (代录)."""

    member = forms.ModelChoiceField(
        Member.objects.none(), label="提案委员", required=False, empty_label="不选"
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="提案单位（集体提案）",
        required=False,
        empty_label="不选",
    )

    def __init__(self, *args: Any, committee_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        serving = Member.objects.filter(
            registry__committee=committee_id, status=Member.Status.SERVING, placeholder=False
        )
        bodies = Organisation.objects.filter(committee=committee_id, placeholder=False)
        self.fields["member"].queryset = serving.order_by("initials")  # type: ignore[attr-defined]
        self.fields["organisation"].queryset = bodies.order_by("name")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        chosen = super().clean() or {}
        if bool(chosen.get("member")) == bool(chosen.get("organisation")):
            raise forms.ValidationError("请选择一位委员，或一个提案单位")
        return chosen


def typed_again(draft: Draft) -> dict[str, Any]:
    """A saved draft as the browser would send it, to show it with its faults."""
    return {
        "title": draft.title,
        "category": draft.category_id or "",
        "body": draft.body,
        "publication": draft.publication,
        "units": list(draft.units.values_list("pk", flat=True)),
        "version": draft.revision,
    }
