"""On a phone: the menu leads everywhere, lists are cards, the press is at the thumb."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def phone(window):
    return lambda seat: window(seat, viewport=PHONE, has_touch=True).signs_in()


def test_the_menu_of_a_phone_leads_everywhere_and_out(phone, office):
    me = phone(office)
    menu = me.page.locator(".menu.phone")
    for place in ("提案", "草稿", "审查会议", "编号"):
        menu.locator("summary").tap()
        menu.get_by_role("link", name=place, exact=True).tap()
        expect(me.page.get_by_role("heading", level=1)).to_have_text(place)
    menu.locator("summary").tap()
    menu.get_by_role("button", name="退出").tap()
    expect(me.page.get_by_label("账号")).to_be_visible()


def test_a_liaison_signs_for_on_a_phone(phone, share, liaison):
    me = phone(liaison)
    me.page.get_by_role("link", name=str(share.proposal)).tap()
    press = me.page.locator("#act").get_by_role("link", name="签收", exact=True)
    assert press.bounding_box()["height"] >= 40
    press.tap()
    me.page.get_by_role("button", name="签收", exact=True).tap()
    me.sees("已签收")


def test_the_filters_of_a_list_are_folded_until_asked_for(phone, submitted, office):
    me = phone(office).goes("/proposals/")
    page, status = me.page, me.page.locator("#id_status")
    expect(status).to_be_hidden()
    row = page.get_by_role("link", name=str(submitted))
    assert row.bounding_box()["y"] < PHONE["height"] / 2
    page.get_by_text("筛选条件").tap()
    status.select_option("submitted")
    page.get_by_role("button", name="筛选", exact=True).tap()
    expect(page.get_by_role("link", name=str(submitted))).to_be_visible()
    expect(page.get_by_text("状态：已提交")).to_be_visible()  # what narrows the list is not hidden
    expect(status).to_be_hidden()
    page.get_by_role("checkbox", name="筛选条件").press("Space")
    expect(status).to_be_visible()


def test_a_long_title_has_the_width_of_the_phone_when_a_meeting_is_called(phone, screened, office):
    page = phone(office).goes("/proposals/meetings/new/").page
    title = page.locator(".choice", has_text=str(screened)).locator("span").first
    assert title.bounding_box()["width"] > PHONE["width"] * 0.6
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
