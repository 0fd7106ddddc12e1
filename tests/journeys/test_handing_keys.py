"""The hand-over meeting by keys alone: a case is moved to another unit, left out, handed over."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browsing import fresh
from tests.proposals.test_handing_board import PAGE, three  # noqa: F401


def test_the_dispatcher_moves_leaves_out_and_hands_over_by_keys(window, three, dispatcher, police):  # noqa: F811
    me = window(dispatcher).arrives().goes(PAGE)
    press, picked = me.page.keyboard.press, me.page.locator("[data-picked]")
    theirs = me.page.locator(f'section[data-group="{police.pk}"]')
    expect(picked).to_have_text("已勾选 3 件")
    press("j")
    press("j")
    press(me.page.locator(f'[value="{three[1].pk}-{police.pk}"]').get_attribute("data-key"))
    expect(theirs).to_contain_text("关于校园交通的提案")
    press("0")  # the keys go on where the case went
    expect(picked).to_have_text("已勾选 2 件")
    with me.page.expect_navigation():
        press("Control+Enter")
    me.sees("关于校园交通的提案")
    assert [fresh(row).status for row in three] == ["handed_over", "transferred", "handed_over"]
