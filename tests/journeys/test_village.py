"""A villager at a poster, with a phone: scans, wishes, asks again; the township screens it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from consultations import services
from tests.consultations.conftest import *  # noqa: F403 - the county and its people
from tests.factories import hand
from tests.journeys.test_courtyard import PHONE, shoot
from tests.journeys.test_every_page import Inspector
from tests.papers import picture


@pytest.fixture
def venue(town, studio, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    words = {"name": "鱼塘村议事室", "kind_of_place": "room", "village": "鱼塘村"}
    return services.enter_venue(town, by=hand(studio), **words)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_villager_wishes_by_phone_and_the_township_screens_it(
    window, venue, studio, settings, live_server, tmp_path, scripts
):
    settings.SITE_URL = live_server.url
    township = window(studio).arrives().goes("/consultations/venues/").begins("二维码海报")
    township.sees("扫码反映身边事", "严禁反映涉密内容")
    code = township.page.locator(".poster-url").inner_text().removeprefix(live_server.url)
    phone = window(None, **PHONE, java_script_enabled=scripts).goes(code)
    phone.sees("向鱼塘村议事室反映身边事", "严禁反映涉密内容")
    phone.writes(反映什么事="路灯不亮", 情况="村口三盏灯坏了一个月", 具体地点="村口")
    snap = tmp_path / "村口.jpg"
    snap.write_bytes(picture(with_place=True))
    phone.page.get_by_label("照片").set_input_files(snap)
    phone.presses("提交").sees("已收到，等待鱼塘乡委员工作室筛选")
    receipt = re.search(r"no=(\w+)", phone.page.url)[1]
    township.goes("/consultations/topics/").follows("路灯不亮").sees("扫码", "村口.jpg", receipt)
    township.begins("列入协商").chooses(
        "依据", township.page.locator("#id_ground option").nth(1).inner_text()
    )
    township.presses("列入协商").sees("已列入协商")
    phone.goes("/w/receipt/").writes(回执号=receipt.lower()).presses("查询")
    phone.sees("已列入协商，等待安排").misses("路灯不亮")


def test_the_pages_of_villagers_are_open_to_everybody(window, venue, studio):
    inspector, phone = Inspector(), window(None, **PHONE)
    township = window(studio).arrives().goes(f"/consultations/venues/{venue.pk}/poster/")
    inspector.look(township, "海报")
    shoot(township.page, "海报")
    assert len(re.findall(rb"/Type\s*/Page\b", township.page.pdf(prefer_css_page_size=True))) == 1
    inspector.look(phone.goes(f"/w/{venue.token}/"), "反映")
    shoot(phone.page, "反映")
    phone.page.eval_on_selector("form.form", "form => { form.noValidate = true }")
    phone.writes(联系电话="打我").presses("提交").sees("请先改正以下内容")
    inspector.look(phone, "反映有误")
    shoot(phone.page, "反映有误")
    phone.goes(f"/w/{venue.token}/").writes(反映什么事="路灯不亮", 情况="坏了").presses("提交")
    phone.sees("已收到")
    inspector.look(phone, "回执")
    shoot(phone.page, "回执")
    inspector.look(phone.goes("/w/receipt/?no=2222222222").sees("没有查到"), "查无")
    expect(phone.page.get_by_label("回执号")).to_have_value("2222222222")
    assert inspector.stumbles == []
