"""Six opinions beside the demo story, each at another turn of its life; all invented."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from common import clock
from members.models import Seat
from opinions import services
from opinions.models import Forwarding, Opinion
from proposals.demo.almanac import Almanac
from proposals.demo.people import Cast
from workflow.hand import Hand

Deed = Callable[[], object]
RECIPIENTS = "中共彩云州委办公室、彩云州人民政府办公室"
TEXTS = {
    "market": (
        "农贸市场活禽交易区通风排污设施老化",
        "【现状】\n州城三个农贸市场的活禽交易区均建于十余年前，排风机半数停用。\n"
        "【问题】\n污水直排雨水沟，附近住户反映异味较大，冬季存在疫病传播风险。\n"
        "【建议】\n1. 纳入老旧市场改造计划，优先更换通风、排污设施。\n2. 实行定期休市消毒。",
    ),
    "bus": (
        "末班公交过早，晚自习学生回家难",
        "【现状】\n州城5路、8路末班车为19时40分，而多所中学晚自习21时30分结束。\n"
        "【问题】\n乡镇走读学生只能搭乘摩托车或者步行，存在安全隐患。\n"
        "【建议】\n开行学生定制晚班车，由教育、交通运输部门共同核定线路。",
    ),
    "gate": (
        "放学时段学校门口人车混行",
        "【问题】\n多所小学门口没有接送缓冲区，放学半小时内道路基本堵塞。\n"
        "【建议】\n错峰放学，设置即停即走区，安排护学岗。",
    ),
    "crossing": (
        "国道穿村路段缺少人行横道",
        "【现状】\n国道穿过五个村庄，村民过路到对面上学、种地。\n"
        "【问题】\n沿线没有人行横道和减速设施，去年发生多起刮擦。\n"
        "【建议】\n在村口施划人行横道，安装爆闪灯和减速带。",
    ),
    "pension": (
        "高龄老人线上认证养老待遇不便",
        "【问题】\n部分高龄老人没有智能手机，人脸认证反复失败，须由子女返乡办理。\n"
        "【建议】\n由村（社区）干部上门代办，与体检、走访数据比对后免于认证。",
    ),
    "lamps": (
        "村组路灯损坏后无人维修",
        "【问题】\n早年安装的太阳能路灯质保期满，三成以上不亮，村里没有维修经费。\n"
        "【建议】\n建立县级统一维护机制，明确经费来源。",
    ),
}


@dataclass
class Told:
    """Who tells it, and the opinions so far by the key of their text."""

    cast: Cast
    rows: dict[str, int] = field(default_factory=dict)

    @property
    def office(self) -> Hand:
        return Hand(self.cast.office)

    def row(self, key: str) -> Opinion:
        found: Opinion = Opinion.objects.for_page().get(pk=self.rows[key])
        return found

    def submit(self, key: str, seat: Seat) -> None:
        title, body = TEXTS[key]
        draft = services.start_draft(seat)
        by = Hand(seat)
        draft = services.save_draft(draft, by=by, seen=draft.revision, title=title, body=body)
        self.rows[key] = services.submit(draft, by=by).pk

    def edit(self, *keys: str) -> None:
        for key in keys:
            services.take_up(self.row(key), by=self.office)

    def combine(self) -> None:
        whole = services.combine(
            [self.row("bus"), self.row("gate")],
            by=self.office,
            title="关于保障学生上下学交通安全的几点反映",
            body=f"{TEXTS['gate'][1]}\n{TEXTS['bus'][1]}",
        )
        self.rows["school"] = whole.pk

    def issue(self, key: str) -> None:
        services.issue(self.row(key), by=self.office, recipients=RECIPIENTS)

    def instruct(self, key: str, text: str) -> None:
        services.record_instruction(
            self.row(key), by=self.office, leader="州政府分管领导", on=clock.today(), text=text
        )

    def forward(self, key: str, *units: str, days: int) -> None:
        services.forward(
            self.row(key),
            by=self.office,
            units=[self.cast.units[name] for name in units],
            due_on=clock.today() + timedelta(days=days),
            note="请按批示要求研究办理，并反馈采纳情况",
        )

    def answer(self, key: str, unit: str, outcome: str) -> None:
        given = Forwarding.objects.select_related("opinion__case", "unit__successor")
        row = given.get(opinion=self.rows[key], unit=self.cast.units[unit])
        by = Hand(self.cast.liaisons[unit])
        services.answer(row, by=by, result=Forwarding.Result.ADOPTED, outcome=outcome)

    def close(self, key: str) -> None:
        services.close(self.row(key), by=self.office, note="建议已采纳并落实，予以办结")

    def keep(self, key: str) -> None:
        note = "同类问题已在提案中反映，留存备查"
        services.keep(self.row(key), by=self.office, note=note)


def chapter(cast: Cast, almanac: Almanac) -> dict[int, list[Deed]]:
    """The deeds by working day, counted back from today."""
    told, days = Told(cast), defaultdict[int, list[Deed]](list)
    members = cast.members
    contact = next(iter(cast.contacts.values()))
    days[-60] += [lambda: told.submit("crossing", members[6])]
    days[-57] += [
        lambda: told.edit("crossing"),
        lambda: services.adopt(told.row("crossing"), by=told.office),
        lambda: told.issue("crossing"),
    ]
    days[-50] += [lambda: told.instruct("crossing", "请公安局会同公路部门尽快整治")]
    days[-48] += [lambda: told.forward("crossing", "州公安局", days=45)]
    outcome = "已在五个村口施划人行横道，安装爆闪灯12套、减速带8条"
    days[-25] += [lambda: told.answer("crossing", "州公安局", outcome)]
    days[-22] += [lambda: told.close("crossing")]
    days[-20] += [lambda: told.submit("bus", members[7]), lambda: told.submit("gate", contact)]
    days[-18] += [lambda: told.edit("bus", "gate"), told.combine]
    days[-15] += [lambda: told.issue("school"), lambda: told.submit("lamps", members[8])]
    days[-12] += [lambda: told.edit("lamps"), lambda: told.keep("lamps")]
    days[-10] += [lambda: told.instruct("school", "请教育、交通运输部门研究提出办法")]
    units = ("州教育体育局", "州交通运输局")
    days[-8] += [lambda: told.forward("school", *units, days=35)]
    days[-4] += [lambda: told.submit("market", members[9])]
    days[-3] += [lambda: told.edit("market")]
    days[-2] += [lambda: told.submit("pension", members[10])]
    return days
