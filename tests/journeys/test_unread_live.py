"""消息: how many are unread is seen without loading the page again."""

from __future__ import annotations

from playwright.sync_api import expect

from notices.services import mark_read, tell

MINUTE = 61_000  # the page asks once a minute


def test_a_message_that_comes_is_counted_on_the_page_that_is_open(window, member):
    me = window(member)
    me.page.clock.install()
    me.arrives()
    unread = me.page.locator("[data-unread]")
    expect(unread).to_be_hidden()
    me.page.evaluate("window.stillHere = true")
    for number in (1, 2):
        tell(member, f"第{number}条", "/", about=f"test:{number}")
        me.page.clock.fast_forward(MINUTE)
        expect(unread.locator("span").first).to_have_text(str(number))
        expect(unread).to_be_visible()
    mark_read(member)
    me.page.clock.fast_forward(MINUTE)
    expect(unread).to_be_hidden()
    assert me.page.evaluate("window.stillHere")
