"""What is asked about a line of a dictionary."""

from __future__ import annotations

from typing import Any

from django import forms

from members.dictionary import GRADE_NAMES
from members.models import Entry, Seat, Term
from members.place import RULES
from members.words import USUAL

WORDS = list(USUAL.items())  # what can be called otherwise
LIMITS = [(one.code, f"{one.title}（通行：{one.usually()}）") for one in RULES.values()]
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
        if book == Entry.Book.RULE:
            self.fields["label"].label = "取值"
            self.fields["label"].help_text = "填写数字；只有“是、否”之分的规则填“是”，不要时停用"

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
        self.fields["term"].queryset = terms_of(seat)  # type: ignore[attr-defined]
        if book == Entry.Book.WORD:
            self.fields["code"] = forms.ChoiceField(label="代替的用语", choices=WORDS)
        elif book == Entry.Book.RULE:
            self.fields["code"] = forms.ChoiceField(label="规则", choices=LIMITS)
            self.order_fields(("code", *self.field_order))


def terms_of(seat: Seat) -> Any:
    return Term.objects.filter(committee=seat.committee_id).order_by("-ordinal")


class CopyBook(forms.Form):
    """From what is in force generally, or in a term, to the lines of another term."""

    since = forms.ModelChoiceField(
        Term.objects.none(), label="从", required=False, empty_label="各届通用"
    )
    to = forms.ModelChoiceField(
        Term.objects.none(),
        label="复制到",
        empty_label="请选择",
        help_text="该届已有的条目不变；复制后修改该届的条目，其他届的提案不受影响",
        error_messages={"required": "请选择复制到哪一届"},
    )

    def __init__(self, *args: Any, seat: Seat, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("since", "to"):
            self.fields[name].queryset = terms_of(seat)  # type: ignore[attr-defined]


class AdoptGrades(forms.Form):
    """The definitions of another place, to start from."""

    example = forms.ChoiceField(label="示例", choices=list(GRADE_NAMES.items()))
    term = forms.ModelChoiceField(
        Term.objects.none(),
        label="适用届次",
        required=False,
        empty_label="各届通用",
        help_text="代码相同的类别改用示例的说法，已认定的提案随之改变；只改一届的，请选择届次",
    )

    def __init__(self, *args: Any, seat: Seat, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["term"].queryset = terms_of(seat)  # type: ignore[attr-defined]
