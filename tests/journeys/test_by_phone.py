"""By phone at the meeting and after it: people sign in, and rate what was done."""

from __future__ import annotations

import pytest

from common import clock
from consultations import services
from tests.consultations.conftest import *  # noqa: F403 - the county and its people
from tests.consultations.conftest import entry, fresh
from tests.consultations.scanning import code_of
from tests.factories import hand
from tests.journeys.test_courtyard import PHONE, shoot
from tests.journeys.test_every_page import Inspector
from tests.papers import upload


@pytest.fixture
def meeting(approved, studio, county, member, settings, tmp_path):
    """Today, with an invited villager and an invited member to whom a report was sent."""
    settings.MEDIA_ROOT = tmp_path
    row = services.reschedule(approved, by=hand(studio), planned_on=clock.today(), note="提前")
    role = entry(county, "attendee", "villager")
    services.invite(row, by=hand(studio), role=role, name="张小满")
    words = {"name": "委员甲", "member": member.member}
    guest = services.invite(fresh(row), by=hand(studio), role=role, **words)
    sent = {"what": "调研报告", "sent_on": clock.today(), "recipients": [guest]}
    services.send_material(fresh(row), by=hand(studio), **sent, files=[upload()])
    return fresh(row)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_villager_signs_in_before_the_code_that_the_township_printed(
    window, meeting, studio, member, live_server, settings, scripts
):
    settings.SITE_URL = live_server.url
    inspector = Inspector()
    township = window(studio).arrives().goes(meeting.get_absolute_url())
    inspector.look(township.sees("会前材料", "调研报告"), "协商")
    shoot(township.page, "协商-会前")
    inspector.look(township.begins("签到二维码").sees("到会请扫码"), "签到二维码")
    shoot(township.page, "签到二维码")
    phone = window(None, **PHONE, java_script_enabled=scripts).goes(
        code_of(meeting, studio, "sign-in")
    )
    phone.sees("张*满").misses("张小满")
    if scripts:
        inspector.look(phone, "签到")
    shoot(phone.page, "签到")
    option = phone.page.locator("#id_guest option", has_text="张*满").inner_text()
    phone.chooses("我在邀请名单中", option).presses("签到").sees("签到成功")
    shoot(phone.page, "已签到")
    township.goes(meeting.get_absolute_url()).sees("扫码签到")
    window(member).arrives().goes(meeting.get_absolute_url()).sees("调研报告")
    assert inspector.stumbles == []


def test_a_villager_rates_what_was_done(window, rating, studio, live_server, settings):
    settings.SITE_URL = live_server.url
    inspector, phone = Inspector(), window(None, **PHONE)
    inspector.look(phone.goes(code_of(rating, studio, "rating")).sees("评议："), "评议")
    shoot(phone.page, "评议")
    phone.chooses("评议哪项任务", "安装太阳能路灯")
    phone.page.get_by_role("group", name="办理态度").get_by_label("满意", exact=True).check()
    phone.page.get_by_role("group", name="办理结果").get_by_label("不满意", exact=True).check()
    phone.writes(具体意见="两盏不亮").presses("提交评议").sees("评议已收到")
    shoot(phone.page, "已评议")
    township = window(studio).arrives().goes(rating.get_absolute_url()).sees("两盏不亮")
    township.begins("重新办理").sees("任务退回办理，此前的评议保留在记录中")
    inspector.look(township, "重新办理")
    shoot(township.page, "重新办理")
    assert inspector.stumbles == []
