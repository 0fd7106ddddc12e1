"""High contrast is at least 7 to 1, large type sticks out nowhere."""

from __future__ import annotations

import pytest

from members.models import Role
from members.services import choose_display
from tests import factories
from tests.journeys.test_every_page import AXE, MEASURES, Inspector

SEVEN_TO_ONE = {"runOnly": ["color-contrast-enhanced"]}


def too_pale(page) -> list[str]:
    found = AXE.run(page, options=SEVEN_TO_ONE).response["violations"]
    return [f"{page.url}：{node['html'][:160]}" for one in found for node in one["nodes"]]


@pytest.fixture
def pages(share, member):
    case = share.proposal.get_absolute_url()
    return [
        "/",
        "/proposals/",
        case,
        f"{case}ask_withdrawal/",
        "/calendar/",
        "/display/",
        "/nowhere/",
    ]


def test_a_member_reads_everything_in_large_type_at_seven_to_one(window, member, pages):
    choose_display(member.user, "both")
    me = window(member).arrives()
    stumbles = []
    for path in pages:
        me.goes(path)
        stumbles += too_pale(me.page)
        for width in (1280, 390):
            me.page.set_viewport_size({"width": width, "height": 800})
            stumbles += [f"{path}：{width}"] if me.page.evaluate(MEASURES)[0] else []
    assert stumbles == []


def test_who_cannot_read_the_sign_in_page_finds_the_settings_there(window, member):
    me = window(member).goes("/login/")
    assert too_pale(me.page) != []
    me.page.get_by_role("link", name="显示设置").click()
    me.chooses("大字、高对比").presses("保存").sees("登录")
    assert me.path == "/login/"
    assert me.page.locator("html").get_attribute("data-display") == "both"
    assert too_pale(me.page) == []


def test_every_component_is_open_to_everybody_in_every_display(window, here):
    keeper = factories.person(here, Role.SYSADMIN)
    me, inspector = window(keeper).arrives(), Inspector()
    for display in ("usual", "both"):
        choose_display(keeper.user, display)
        inspector.look(me.goes("/components/"), f"组件（{display}）")
    assert inspector.stumbles + too_pale(me.page) == []
    guests = me.page.locator("#id_invited")
    guests.get_by_label("韩委员").check()
    guests.get_by_label("在“邀请委员”中查找").fill("冯")
    boxes = guests.get_by_role("checkbox")
    assert boxes.count() == 2  # the one that is looked for, and what is ticked already
