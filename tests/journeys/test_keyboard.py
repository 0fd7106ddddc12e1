"""Without a mouse: the order of the keys leads where the eye leads."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.factories import PASSWORD
from workflow.models import Event


def tab_to(person, name: str) -> None:
    """Presses Tab until the part with this name has the focus; at most forty times."""
    for _ in range(40):
        person.page.keyboard.press("Tab")
        focused = person.page.evaluate(
            "document.activeElement.ariaLabel || document.activeElement.textContent.trim()"
        )
        if focused == name:
            return
    raise AssertionError(f"用 Tab 键到不了“{name}”")


def test_a_liaison_signs_in_and_signs_for_by_keyboard_alone(window, share, liaison):
    me = window(liaison).goes("/login/")
    expect(me.page.get_by_label("账号")).to_be_focused()
    me.page.keyboard.type(liaison.user.username)
    me.page.keyboard.press("Tab")
    me.page.keyboard.type(PASSWORD)
    me.page.keyboard.press("Enter")
    me.sees("我的待办")
    for name in (str(share.proposal), "签收", "签收"):
        tab_to(me, name)
        with me.page.expect_navigation():
            me.page.keyboard.press("Enter")
    me.sees("已签收")
    assert Event.objects.filter(action="sign_for").count() == 1


def test_the_first_tab_leads_past_the_menu_to_the_text(window, member):
    me = window(member).signs_in()
    me.page.keyboard.press("Tab")
    expect(me.page.get_by_role("link", name="跳到正文")).to_be_focused()
    me.page.keyboard.press("Enter")
    expect(me.page.locator("#main")).to_be_focused()


def test_the_office_opens_what_is_behind_the_last_tab_and_closes_it_again(window, office):
    me = window(office).signs_in()
    tab_to(me, "管理")
    me.page.keyboard.press("Enter")
    place = me.page.locator(".tabs").get_by_role("link", name="名册")
    expect(place).to_be_visible()
    me.page.keyboard.press("Escape")
    expect(place).to_be_hidden()
