"""What a form refuses is said in the words of the office, not of the machine."""

from __future__ import annotations

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from common.forms import EXPIRED, STALE
from members.views.accounts import SignInForm

MACHINE = ("该字段", "必填项", "有效的", "确保", "字符", "UUID", "This field", "Ensure", "Enter")


class Sheet(forms.Form):
    title = forms.CharField(max_length=5, min_length=2)
    copies = forms.IntegerField(min_value=1, max_value=9)
    money = forms.DecimalField(max_digits=4, decimal_places=2)
    on = forms.DateField()
    at = forms.DateTimeField()
    way = forms.ChoiceField(choices=[("call", "电话")])
    ways = forms.MultipleChoiceField(choices=[("call", "电话")])
    agreed = forms.BooleanField()
    mail = forms.EmailField()
    paper = forms.FileField(max_length=10)
    version = forms.IntegerField(widget=forms.HiddenInput, error_messages=STALE)
    press = forms.UUIDField(widget=forms.HiddenInput, error_messages=STALE)


def told(name, value=None):
    """What is said of this one answer."""
    given = {} if value is None else {name: value}
    return Sheet(given, given).errors[name]


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("title", None, "请填写"),
        ("title", "六个字的案由", "不超过5字，现有6字"),
        ("title", "短", "至少2字，现有1字"),
        ("title", "案\0由", "含有不能使用的字符，请删去后重新填写"),
        ("copies", "许多", "请填写整数"),
        ("copies", "10", "不能大于9"),
        ("copies", "0", "不能小于1"),
        ("money", "1.234", "小数不超过2位"),
        ("on", "明天", "日期应写作 2026-11-24"),
        ("at", "明天", "时间应写作 2026-11-24 18:00"),
        ("way", None, "请选择"),
        ("way", "dream", "请选择列表中的一项"),
        ("ways", None, "请至少选择一项"),
        ("ways", ["dream"], "请选择列表中的一项"),
        ("agreed", None, "请勾选"),
        ("mail", "wang", "邮箱应写作 name@example.com"),
        ("paper", None, "请选择文件"),
        ("paper", SimpleUploadedFile("a.txt", b""), "文件是空的，请选择有内容的文件"),
        (
            "paper",
            SimpleUploadedFile("a-long-name.txt", b"x"),
            "文件名不超过10字，现有15字，请改短后再传",
        ),
        ("version", None, EXPIRED),
        ("version", "x", EXPIRED),
        ("press", "not-a-press", EXPIRED),
    ],
)
def test_each_refusal_says_what_to_do(name, value, sentence):
    assert told(name, value)[0] == sentence


def test_no_word_of_the_machine_is_left_on_an_empty_or_spoilt_sheet():
    spoilt = dict.fromkeys(Sheet.base_fields, "?" * 30)
    said = str(Sheet({}).errors) + str(Sheet(spoilt).errors)
    assert not [word for word in MACHINE if word in said]


@pytest.mark.django_db
def test_who_signs_in_without_a_name_is_asked_for_it(rf):
    form = SignInForm(rf.post("/login/"), {"username": "", "password": "x"})
    assert form.errors["username"] == ["请填写"]
