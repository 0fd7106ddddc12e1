"""What a villager tells on a phone."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator

from consultations.forms.places import Beginning
from consultations.forms.shared import Files, SeveralFiles
from proposals.forms.asking import text

NUMBER = RegexValidator(r"^[0-9+() \-]{5,20}$", "请填写电话号码，例如 0878-1234567")


def line(label: str, most: int, required: bool = False, **attrs: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=most,
        required=required,
        widget=forms.TextInput(attrs=attrs),
    )


class Wish(Beginning):
    """反映."""

    title = line("反映什么事", 100, required=True)
    body = text("情况", rows=5, help_text="写明什么时间、什么地方、影响哪些人、希望怎么办")
    place = line("具体地点", 100)
    pictures = Files(
        label="照片",
        required=False,
        help_text="最多3张，每张 8 MB 以内；照片中的拍摄位置会去掉",
        widget=SeveralFiles(attrs={"accept": "image/jpeg,image/png"}),
    )
    wisher = line("姓名", 40, autocomplete="name")
    phone = line("联系电话", 20, autocomplete="tel", inputmode="tel")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phone"].validators.append(NUMBER)


class AskReceipt(forms.Form):
    """查询."""

    no = forms.CharField(
        label="回执号",
        max_length=20,
        help_text="10位，由数字和字母组成",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )

    def clean_no(self) -> str:
        """As it was given out, however it was copied from paper."""
        typed: str = self.cleaned_data["no"]
        return "".join(sign for sign in typed.upper() if sign.isalnum())
