"""Many cases on one morning: the queue by keyboard, and a stretch of rows in one press."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from proposals.models import Proposal
from tests.merging import submitted_by
from workflow.models import Event

TITLES = ("关于发展乡村民宿的建议", "关于增设公交夜班线路的建议", "关于修缮古驿道的建议")


@pytest.fixture
def four(here, submitted, member):
    return [submitted, *(submitted_by(here, member, title) for title in TITLES)]


def test_ctrl_enter_screens_and_brings_the_next_one(window, four, office):
    me = window(office).arrives()
    me.follows("连续初审")
    for left in (4, 3):
        me.sees(f"还有 {left} 件")
        with me.page.expect_navigation():
            me.page.keyboard.press("Tab")
            me.page.get_by_label("建议立案").focus()
            me.page.keyboard.press("Control+Enter")
    me.sees(f"已初审：{four[1]}")
    assert Event.objects.filter(action="screen").count() == 2


def test_a_double_click_on_many_is_one_act_and_what_was_left_out_waits(window, four, office):
    me = window(office).arrives()
    me.follows("成批初审")
    boxes = me.page.locator("input[name=proposal]")
    me.page.get_by_label("全选").uncheck()
    expect(me.page.get_by_text("已勾选 0 件")).to_be_visible()
    boxes.nth(0).click()
    boxes.nth(2).click(modifiers=["Shift"])
    expect(me.page.get_by_text("已勾选 3 件")).to_be_visible()
    me.page.get_by_role("button", name="初审所选提案").dblclick()
    me.sees("已初审3件")
    me.sees(str(four[3]))
    assert Proposal.objects.filter(status="submitted").get() == four[3]
    assert Event.objects.filter(action="screen").count() == 3
