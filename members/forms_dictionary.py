"""What is asked about a line of a dictionary."""

from __future__ import annotations

from typing import Any

from django import forms

from members.models import Entry, Seat, Term

WORDS = [("host", "主办"), ("co", "会办"), ("separate", "分办")]  # what can be called otherwise
FIELD = [("", "不对应"), *Entry.Field.choices]


class EntryForm(forms.Form):
    """A line that is there: its code stays, everything people read can change."""

    label = forms.CharField(label="名称", max_length=60, error_messages={"required": "请填写名称"})
    meaning = forms.CharField(
        label="说明",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="办理结果类别请写明认定标准",
    )
    field = forms.ChoiceField(label="对应五大建设", choices=FIELD, required=False)
    position = forms.IntegerField(
        label="顺序", min_value=0, max_value=999, required=False, help_text="小的排在前面"
    )

    def __init__(self, *args: Any, book: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if book != Entry.Book.CATEGORY:
            del self.fields["field"]

    def told(self) -> dict[str, Any]:
        """What was answered; an empty place leaves the order as it is."""
        return {name: value for name, value in self.cleaned_data.items() if value is not None}


class NewEntry(EntryForm):
    """A line that is not there yet."""

    code = forms.SlugField(
        label="代码",
        max_length=20,
        required=False,
        help_text="字母或数字，登记后不再更改；不填则自动编排",
        error_messages={"invalid": "代码只能用字母、数字、下划线和连字符"},
    )
    term = forms.ModelChoiceField(
        Term.objects.none(),
        label="适用届次",
        required=False,
        empty_label="各届通用",
        help_text="为某届单独设置的，在该届代替代码相同的通用条目",
    )

    field_order = ("label", "meaning", "field", "code", "term", "position")

    def __init__(self, *args: Any, book: str, seat: Seat, **kwargs: Any) -> None:
        super().__init__(*args, book=book, **kwargs)
        terms = Term.objects.filter(committee=seat.committee_id)
        self.fields["term"].queryset = terms.order_by("-ordinal")  # type: ignore[attr-defined]
        if book == Entry.Book.WORD:
            self.fields["code"] = forms.ChoiceField(label="代替的用语", choices=WORDS)
        elif book == Entry.Book.RULE:
            self.fields["code"].required = True
