"""社情民意 from a member's phone by the office to a unit and back, in real windows."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from notices.tasks import drain
from tests.journeys.test_every_page import Inspector

PHONE = {"width": 390, "height": 844}
TITLE = "集镇学校路口缺少人行横道"


@pytest.fixture
def inspector():
    return Inspector()


def test_what_a_member_saw_is_put_right(window, member, office, liaison, education, inspector):
    writer = window(member, viewport=PHONE, has_touch=True).arrives().goes("/opinions/")
    writer.presses("写社情民意").writes(标题=TITLE, 正文="【建议】\n施划人行横道。")
    expect(writer.page.locator("[data-saved]")).to_contain_text("已保存")
    inspector.look(writer, "写社情民意")
    writer.presses("提交").sees("已提交，来稿号")
    desk = window(office).arrives().follows(TITLE)
    for verb in ("开始编辑", "单篇采用"):
        desk.begins(verb).presses(verb)
    desk.begins("编发").writes(报送对象="州委办公室").presses("编发").sees("第1期")
    desk.begins("登记批示").writes(批示领导="分管领导", 批示内容="请研究办理").presses("登记批示")
    desk.begins("转办").chooses(str(education)).presses("转办").sees("待反馈")
    inspector.look(desk, "社情民意")
    drain()
    unit = window(liaison).arrives().follows(TITLE).misses(member.member.name)
    unit.begins("反馈采纳情况").chooses("采纳").writes(办理情况="已施划两处").presses(
        "反馈采纳情况"
    )
    desk.goes("/").follows(TITLE).begins("办结").writes(办结情况="已整治").presses("办结")
    writer.goes("/opinions/").follows(TITLE).sees("已施划两处", "已整治", "已办结")
    inspector.look(desk.goes("/opinions/figures/"), "社情民意统计")
    inspector.look(desk.goes("/opinions/"), "社情民意清单")
    assert inspector.stumbles == []
