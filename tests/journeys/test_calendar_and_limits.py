"""The administrators keep the calendar and the limits: readable, by keyboard, at every width."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from deadlines.changes import make
from deadlines.keeping import Notice, seed_calendar
from deadlines.seeding import NoticedDay
from members.models import Role
from tests import factories
from tests.factories import hand
from tests.journeys.test_every_page import Inspector

LINES = "1月1日至3日 休 元旦\n2月5日至12日 休 春节\n2月20日 班 调休"


@pytest.fixture
def sysadmin(here):
    seed_calendar(here.body)
    seat = factories.person(here, Role.SYSADMIN)
    days = [NoticedDay(date(2027, 2, day), False, "春节") for day in range(5, 13)]
    make(Notice(here.body, 2027, days, "国办发明电〔2026〕9号"), by=hand(seat))
    return seat


@pytest.fixture
def secadmin(here):
    return factories.person(here, Role.SECADMIN)


def pictured(person, name):
    """Kept where somebody wants to look at it."""
    folder = os.environ.get("PICTURES")
    for width in (1280, 390) if folder else ():
        person.page.set_viewport_size({"width": width, "height": 844})
        person.page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)


def test_the_keepers_read_every_page_at_every_width(signed_for, sysadmin, secadmin, window):
    inspector = Inspector()
    admin, safe = window(sysadmin).arrives(), window(secadmin).arrives()
    pages = [
        (admin, "工作日历", "/workdays/2026/"),
        (admin, "登记放假安排", "/workdays/2027/notice/"),
        (admin, "未公布的年度", "/workdays/2027/"),
        (admin, "公布", "/workdays/2027/publish/"),
        (admin, "修改单日", "/workdays/2026/day/"),
        (safe, "登记地方假日", "/workdays/2026/local/"),
        (safe, "期限设置", "/limits/"),
        (safe, "修改期限", "/limits/reply/"),
        (safe, "参照各地", "/limits/places/chuxiong/"),
    ]
    for person, name, path in pages:
        inspector.look(person.goes(path), name)
        pictured(person, name)
    assert inspector.stumbles == []


def test_a_notice_is_pasted_looked_at_confirmed_and_published(signed_for, sysadmin, window):
    admin = window(sysadmin).arrives().goes("/workdays/2027/notice/")
    admin.writes(依据="国办发明电〔2026〕9号", 放假安排=LINES).presses("先看影响")
    admin.sees("登记2027年工作日历，共12日").presses("确认")
    admin.sees("已保存", "未公布").goes("/workdays/2027/publish/")
    admin.sees("现在还没有生效").presses("确认")
    admin.sees("2027年工作日历公布", "正在核定")
