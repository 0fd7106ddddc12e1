"""What is asked about a line of a dictionary."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import F

from members.dictionary import GRADE_NAMES
from members.models import Entry, Seat, Term
from members.place import RULES
from members.services.dictionary import may_word
from members.words import USUAL

WORDS = list(USUAL.items())  # what can be called otherwise
FIELD = [("", "不对应"), *Entry.Field.choices]


class TermOrAll(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A term, or all of them: the empty choice is an answer too, so it isn't marked 选填."""

    needed = True

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Term.objects.none(), required=False, empty_label="各届通用", **kwargs)


class EntryForm(forms.Form):
    """A line that is there: everything people read can change."""

    label = forms.CharField(label="名称", max_length=60, error_messages={"required": "请填写名称"})
    meaning = forms.CharField(
        label="说明",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="办理结果类别请写明认定标准",
    )
    field = forms.ChoiceField(label="对应五大建设", choices=FIELD, required=False)
    points = forms.IntegerField(
        label="分值",
        min_value=0,
        max_value=100,
        required=False,
        help_text="评分时此项最多给几分；不评分的填0",
    )
    position = forms.IntegerField(
        label="顺序", min_value=0, max_value=999, required=False, help_text="小的排在前面"
    )

    def __init__(self, *args: Any, book: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if book != Entry.Book.CATEGORY:
            del self.fields["field"]
        if book != Entry.Book.KEY:
            del self.fields["points"]
        if book == Entry.Book.RULE:
            self.fields["label"].label = "取值"
            self.fields["label"].help_text = "填写数字；只有“是、否”之分的规则填“是”，不要时停用"

    def told(self) -> dict[str, Any]:
        """What was answered; an empty place leaves the order as it is."""
        return {name: value for name, value in self.cleaned_data.items() if value is not None}


class NewEntry(EntryForm):
    """A line that is not there yet."""

    code = forms.ChoiceField(
        label="代替的条目",
        required=False,
        help_text="某届用自己的说法代替通用条目的，请选择所代替的条目并选择适用届次",
    )
    term = TermOrAll(
        label="适用届次",
        help_text="只在某届使用的，请选择届次",
    )

    field_order = ("label", "meaning", "field", "points", "code", "term", "position")

    def __init__(self, *args: Any, book: str, seat: Seat, **kwargs: Any) -> None:
        super().__init__(*args, book=book, **kwargs)
        self.fields["term"].queryset = terms_of(seat)  # type: ignore[attr-defined]
        if book == Entry.Book.WORD:
            self.fields["code"] = forms.ChoiceField(label="代替的用语", choices=WORDS)
        elif book == Entry.Book.RULE:
            self.fields["code"] = forms.ChoiceField(label="规则", choices=rules_for(seat))
            self.order_fields(("code", *self.field_order))
        else:
            replaced = [("", "不代替，另立一条"), *lines_of(seat, book)]
            self.fields["code"].choices = replaced  # type: ignore[attr-defined]


def rules_for(seat: Seat) -> list[tuple[str, str]]:
    """Those that the seat may set."""
    rules = list(RULES.values())
    may = may_word(seat, *(Entry(book=Entry.Book.RULE, code=one.code) for one in rules))
    offered = (one for one, allowed in zip(rules, may, strict=True) if allowed)
    return [(one.code, f"{one.title}（通行：{one.usually()}）") for one in offered]


def lines_of(seat: Seat, book: str) -> list[tuple[str, str]]:
    """What a term may have in its own words, by the general name where there is one."""
    lines = Entry.objects.filter(committee=seat.committee_id, book=book)
    lines = lines.order_by(F("term").asc(nulls_first=True), "position", "pk")
    names: dict[str, str] = {}
    for code, label in lines.values_list("code", "label"):
        names.setdefault(code, label)
    return list(names.items())


def terms_of(seat: Seat) -> Any:
    return Term.objects.filter(committee=seat.committee_id).order_by("-ordinal")


class CopyBook(forms.Form):
    """From what is in force generally, or in a term, to the lines of another term."""

    since = TermOrAll(label="从")
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
    term = TermOrAll(
        label="适用届次",
        help_text="A、B、C 各类改用示例的说法，已认定的提案随之改变；只改一届的，请选择届次",
    )

    def __init__(self, *args: Any, seat: Seat, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["term"].queryset = terms_of(seat)  # type: ignore[attr-defined]
