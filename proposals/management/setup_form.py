"""What setup_office asks: parsed and judged like any form, with a hint for each question."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator

from members.dictionary import GRADE_NAMES, WORD_SETS
from members.models import Level
from members.services.setup import Plan
from members.services.setup_faults import faults_among
from proposals.services.setup import Admin

SIX_DIGITS = RegexValidator(r"^[0-9]{6}$", "行政区划代码应为6位数字，例如532300")
MOMENTS = ["%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M"]


LEVELS = {
    Level.PROVINCE: ("省", "自治区", "直辖市"),
    Level.PREFECTURE: ("州市", "市州", "州", "市", "盟", "地区", "自治州", "市（州）"),
    Level.COUNTY: ("县", "区", "旗", "县级市", "县市区", "自治县", "县（市、区）"),
}
SAID = {word: level.value for level, words in LEVELS.items() for word in words}


class LevelField(forms.ChoiceField):
    """The level as people say it; the codes are understood too."""

    def to_python(self, value: Any) -> str:
        said: str = super().to_python(value).strip().replace("(", "（").replace(")", "）")
        return SAID.get(said, said)


class PlanForm(forms.Form):
    """One field per question, in the order in which they are asked."""

    code = forms.CharField(label="行政区划代码", help_text="6位，如532300", validators=[SIX_DIGITS])
    name = forms.CharField(label="委员会名称", help_text="如政协彩云州委员会", max_length=60)
    short_name = forms.CharField(label="简称", help_text="如彩云州", max_length=20)
    level = LevelField(
        label="层级",
        choices=Level.choices,
        help_text="省、州市或县",
        error_messages={"invalid_choice": "层级请填写省、州市或县"},
    )
    parent = forms.CharField(
        label="上级政协的代码", help_text="没有则留空", required=False, validators=[SIX_DIGITS]
    )
    term = forms.IntegerField(label="届", help_text="如11", min_value=1, max_value=99)
    term_starts = forms.DateField(label="本届开始日期", help_text="如2022-01-10")
    session = forms.IntegerField(label="次", help_text="如2", min_value=1, max_value=9)
    session_name = forms.CharField(label="会议名称", help_text="如十一届二次会议", max_length=30)
    opens_on = forms.DateField(label="开始征集提案的日期")
    plenary_from = forms.DateField(label="全会开始日期")
    plenary_to = forms.DateField(label="全会结束日期")
    cutoff = forms.DateTimeField(
        label="大会提案截止时间", help_text="如2026-01-12 18:00", input_formats=MOMENTS
    )
    party_system = forms.CharField(label="党群系统名称", initial="党群系统", max_length=40)
    party_office = forms.CharField(
        label="党群系统交办机构", help_text="留空则按简称生成", required=False, max_length=60
    )
    government_system = forms.CharField(label="政府系统名称", initial="政府系统", max_length=40)
    government_office = forms.CharField(
        label="政府系统交办机构", help_text="留空则按简称生成", required=False, max_length=60
    )
    grades = forms.ChoiceField(
        label="办理结果类别口径",
        choices=list(GRADE_NAMES.items()),
        initial="chuxiong",
        help_text="、".join(f"{key} {name}" for key, name in GRADE_NAMES.items()),
    )
    word = forms.ChoiceField(
        label="会办单位的用语",
        choices=list(WORD_SETS.items()),
        initial="会办",
        help_text="、".join(WORD_SETS),
    )

    def plan(self) -> Plan:
        """The plan, once the form is valid."""
        return Plan(**self.cleaned_data)


class AnswerForm(forms.Form):
    """One question of PlanForm, to judge an answer as soon as it is given, beside the earlier."""

    def __init__(self, name: str, answer: str, earlier: dict[str, Any]):
        super().__init__({name: answer})
        self.name, self.earlier = name, earlier
        self.fields[name] = PlanForm.base_fields[name]

    def clean(self) -> dict[str, Any]:
        """What does not fit an earlier answer is said here, for those are given."""
        told = self.earlier | (super().clean() or {})
        faults = faults_among(told) if self.name in told else {}
        for sentence in faults.values():
            self.add_error(self.name, sentence)
        return told

    def complaints(self) -> list[str]:
        return [str(fault) for faults in self.errors.values() for fault in faults]


def as_admin(text: str) -> Admin:
    """office:bgs01:段立秋, or bgs01:段立秋 for the office."""
    parts = [part.strip() for part in text.replace("：", ":").split(":")]
    if len(parts) == 2:
        parts.insert(0, "office")
    if len(parts) != 3 or not all(parts):
        raise forms.ValidationError(
            {"admin": f"“{text}”应写成 角色:账号:姓名，例如 office:bgs01:段立秋"}
        )
    return Admin(*parts)
