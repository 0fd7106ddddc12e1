"""组件页: every component of the screen in its states, with invented samples; tests look at it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from common import clock
from common.listing import Line
from common.templatetags.ui import TONES, Column
from config.showcase_lists import bars, narrowing
from deadlines.lights import Light
from members.http import OfRoles
from members.models import Role
from workflow.telling import Entry

RULE = (
    "签收：自交办通知所载日期的次日起10个工作日。\n依据：《提案办理协商办法》第九条；本会没有另设。"
)
MOMENT = datetime(2026, 11, 24, 8, 20, tzinfo=UTC)
STEPS = [
    {"name": "立案", "state": "done", "note": "9月1日"},
    {"name": "交办", "state": "done", "note": "9月15日"},
    {"name": "督办", "state": "now", "note": "办理中，剩12个工作日"},
    {"name": "办结", "state": "next", "note": ""},
]
CHOICES = [("yes", "满意"), ("fair", "基本满意"), ("no", "不满意")]
UNITS = [
    (str(n), f"州{name}局")
    for n, name in enumerate(("教育", "水务", "林草", "民政", "统计", "审计"))
]

GUESTS = [
    (str(n), f"{surname}委员")
    for n, surname in enumerate("赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕")
]


class Sample(forms.Form):
    """One field of each kind."""

    title = forms.CharField(label="案由", help_text="一事一案，写明希望解决什么")
    money = forms.IntegerField(
        label="资金", required=False, widget=forms.NumberInput(attrs={"data-suffix": "万元"})
    )
    day = forms.DateField(label="办理时限", widget=forms.DateInput)
    unit = forms.ChoiceField(label="承办单位", choices=[("", "请选择"), *UNITS])
    attitude = forms.ChoiceField(label="办理态度", choices=CHOICES, widget=forms.RadioSelect)
    others = forms.MultipleChoiceField(
        label="会办单位", choices=UNITS, required=False, widget=forms.CheckboxSelectMultiple
    )
    invited = forms.MultipleChoiceField(
        label="邀请委员", choices=GUESTS, required=False, widget=forms.CheckboxSelectMultiple
    )
    agreed = forms.BooleanField(label="同意公开", required=False)
    body = forms.CharField(
        label="说明", widget=forms.Textarea(attrs={"class": "long", "data-count": 1500, "rows": 4})
    )
    file = forms.FileField(label="附件", required=False)


@dataclass(frozen=True)
class Row:
    """What a line of a sample table stands for."""

    pk: int
    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Said:
    """A message as the frame shows it."""

    level_tag: str
    words: str

    def __str__(self) -> str:
        return self.words


COLUMNS = (
    Column("案号", "number", "fit first"),
    Column("案由", "title", "wide", "title", sort_url="?order=title", sort="ascending"),
    Column("承办单位", "unit", "some", "noted"),
    Column("期限", "light", "fit", "light"),
    Column("交办", "day", "fit", "date"),
    Column("在办", "open", "fit", "figure"),
    Column("办复率", "rate", "fit", "rate"),
    Column("资金", "money", "fit", "money"),
    Column("状态", "status", "fit", "badge"),
)


def lights() -> list[Light]:
    """Each level, certain and provisional."""
    today = clock.today()
    return [
        Light(today + timedelta(days=18), "ok", "剩 12 个工作日", False, RULE),
        Light(today + timedelta(days=90), "ok", "剩 55 个工作日", True, RULE),
        Light(today, "soon", "今天到期", False, RULE),
        Light(today - timedelta(days=2), "late", "逾期 2 天", False, RULE),
        Light(today, "none", "已暂停计时", False, RULE),
    ]


def lines() -> list[Line]:
    """A full row, and one where nothing is known yet."""
    full = {
        "number": "第001号",
        "title": {
            "text": "关于完善乡村公路安全防护设施的提案",
            "url": "#table",
            "note": "州农工党　·　大会提案",
            "excerpt": "……临水临崖路段护栏……",
        },
        "unit": {"text": "州交通运输局", "note": "主办"},
        "light": lights()[0],
        "day": clock.today(),
        "open": {"text": "3", "url": "#table", "spoken": "在办3件", "tone": "late"},
        "rate": {"text": "66.67%", "parts": [{"text": "2", "url": "#table", "spoken": "办复2件"}]},
        "money": 1_240_000,
        "status": {"code": "handling", "label": "办理中", "tone": "seal"},
    }
    bare = {"number": "", "title": {"text": "还没有编号的提案", "url": "#table", "note": ""}}
    return [Line(Row(1, "第一件"), full), Line(Row(2, "第二件"), bare)]


def entries(count: int) -> list[Entry]:
    notes = ("", "请补充具体数据")
    return [
        Entry(MOMENT - timedelta(hours=n), "州政府督查室", f"第{n}步", notes[n % 2], n % 3 == 0)
        for n in range(1, count + 1)
    ]


def filed(label: str, **more: Any) -> dict[str, Any]:
    return {"label": label, "url": "#acts", "main": False, "danger": False, **more}


def acting() -> dict[str, Any]:
    """Buttons, what is held up, debts, messages."""
    debt = {"kind": "签收", "light": lights()[0], "who": "州交通运输局", "part": "护栏加装"}
    return {
        "actions": [
            filed("交办", main=True, hint="交给承办单位"),
            filed("退回修改"),
            filed("撤案", danger=True),
        ],
        "held": [{"label": "办结", "why": "还有1位提案人没有反馈，期限到12月5日"}],
        "mine": [debt],
        "waiting": [debt],
        "said": [
            Said(level, words)
            for level, words in (
                ("success", "已交办"),
                ("info", "年度演示数据正在载入"),
                ("warning", "请先勾选要暂缓办结的提案"),
                ("error", "适用范围：请选择"),
            )
        ],
    }


def showing() -> dict[str, Any]:
    """Figures, facts, files, filters, pages, bars."""
    chips = [{"label": "全部", "url": "?", "count": 12, "current": True}]
    chips += [{"label": "待签收", "url": "?kind=1", "count": 3, "current": False}]
    tile = {"value": 60, "unit": "件", "label": "收到", "note": "大会45件", "tone": "", "url": "#"}
    return {
        "tiles": [tile, tile | {"value": 5, "label": "逾期", "tone": "late", "url": ""}],
        "facts": [
            {"label": "第一提案人", "value": "示例委员", "note": "农业界"},
            {"label": "联名", "value": "", "note": ""},
        ],
        "files": [
            {"name": "调研报告.pdf", "url": "#files", "size": 1_500_000, "by": "甲", "at": MOMENT}
        ],
        "groups": [{"label": "事项", "chips": chips}],
        "page": {"previous_url": "?before=1", "next_url": "?after=2", "first_url": "?",
                 "note": "第51至100件"},
        "parts": [("满意", 8, "ok"), ("基本满意", 3, "soon"), ("不满意", 1, "late")],
        "bulk": [{"label": "成批初审", "url": "#bulk"}],
        "kept": [{"label": "原因", "value": "我写的原因"}, {"label": "备注", "value": ""}],
    }  # fmt: skip


class Components(OfRoles):
    """Only for who looks after the house; for everybody where one develops."""

    roles = tuple(Role) if settings.DEBUG else (Role.SYSADMIN,)
    refusal = "组件页供系统管理员查看"

    def get(self, request: HttpRequest) -> HttpResponse:
        wrong = Sample({"attitude": "no", "unit": "9"})
        wrong.add_error(None, "这一件已由别人办理，请先看最新情况")
        context = {
            **acting(),
            **showing(),
            **narrowing([Sample(prefix="narrow")[name] for name in ("unit", "day")]),
            "bars": bars(),
            "steps": STEPS,
            "tones": sorted(TONES),
            "lights": lights(),
            "columns": COLUMNS,
            "lines": lines(),
            "few": entries(3),
            "many": entries(14),
            "form": Sample(prefix="blank"),
            "wrong": wrong,
            "saved_at": MOMENT,
        }
        return render(request, "showcase.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        """The sample form leads nowhere."""
        return self.get(request)
