"""Plain official words for what a form refuses, in place of the framework's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core import validators

EXPIRED = "此页已失效，请刷新后再办"
STALE = dict.fromkeys(("required", "invalid"), EXPIRED)  # for fields that nobody sees
CHOOSE, LISTED = "请选择", "请选择列表中的一项"
NO_FILE = "请选择文件"

FIELDS: dict[type[forms.Field], dict[str, str]] = {
    forms.Field: {"required": "请填写"},
    forms.IntegerField: {"invalid": "请填写整数"},
    forms.FloatField: {"invalid": "请填写数字"},
    forms.DecimalField: {"invalid": "请填写数字"},
    forms.DateField: {"invalid": "日期应写作 2026-11-24"},
    forms.TimeField: {"invalid": "时间应写作 18:00"},
    forms.DateTimeField: {"invalid": "时间应写作 2026-11-24 18:00"},
    forms.BooleanField: {"required": "请勾选"},
    forms.ChoiceField: {"required": CHOOSE, "invalid_choice": LISTED},
    forms.MultipleChoiceField: {
        "required": "请至少选择一项",
        "invalid_choice": LISTED,
        "invalid_list": LISTED,
    },
    forms.ModelChoiceField: {"required": CHOOSE, "invalid_choice": LISTED},
    forms.ModelMultipleChoiceField: {
        "required": "请至少选择一项",
        "invalid_choice": LISTED,
        "invalid_list": LISTED,
        "invalid_pk_value": LISTED,
    },
    forms.UUIDField: {"invalid": EXPIRED},
    forms.FileField: {
        "required": NO_FILE,
        "invalid": NO_FILE,
        "missing": NO_FILE,
        "empty": "文件是空的，请选择有内容的文件",
        "max_length": "文件名不超过%(max)d字，现有%(length)d字，请改短后再传",
        "contradiction": "请在上传新文件和删除原文件中选择一种",
    },
    forms.ImageField: {"invalid_image": "图片打不开，可能已损坏，请重新保存后再传"},
}
JUDGES: dict[type[Any], str] = {
    validators.MaxLengthValidator: "不超过%(limit_value)d字，现有%(show_value)d字",
    validators.MinLengthValidator: "至少%(limit_value)d字，现有%(show_value)d字",
    validators.MaxValueValidator: "不能大于%(limit_value)s",
    validators.MinValueValidator: "不能小于%(limit_value)s",
    validators.RegexValidator: "格式不符，请核对后重新填写",
    validators.EmailValidator: "邮箱应写作 name@example.com",
    validators.URLValidator: "网址应写作 https://www.example.com",
    validators.ProhibitNullCharactersValidator: "含有不能使用的字符，请删去后重新填写",
}
DIGITS = {
    "invalid": "请填写数字",
    "max_digits": "不超过%(max)s位数字",
    "max_decimal_places": "小数不超过%(max)s位",
    "max_whole_digits": "整数部分不超过%(max)s位",
}


def speak_plainly() -> None:
    """Give the words to all fields that are made from now on; called once, at the start."""
    for kind, words in FIELDS.items():
        own = kind.__dict__.get("default_error_messages", {})
        kind.default_error_messages = {**own, **words}
    for judge, sentence in JUDGES.items():
        judge.message = sentence
    validators.DecimalValidator.messages = dict(DIGITS)


def written(bound: forms.BoundField) -> str:
    """What stands in a field, in words: of several ticked ones, and of files, their names."""
    value = bound.data if isinstance(bound.field, forms.FileField) else bound.value()
    several = value if isinstance(value, list | tuple) else [value]
    if isinstance(bound.field, forms.FileField):
        return "、".join(file.name for file in several if file)
    if several is not value:
        return str(value or "")
    wanted = {str(one) for one in several}
    offered = getattr(bound.field, "choices", [(one, one) for one in several])
    return "、".join(str(label) for key, label in offered if str(key) in wanted)


class SeveralFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralFiles(forms.FileField):
    """Any number of files, a list; what they really are is looked at by the service."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        chosen: Sequence[Any] = data or []
        if self.required and not chosen:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return [super(SeveralFiles, self).clean(one, initial) for one in chosen]
