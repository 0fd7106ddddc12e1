"""消息: an inbox that stays open says that others have come, and changes nothing by itself."""

from __future__ import annotations

from playwright.sync_api import expect

from notices.services import mark_read, tell

MINUTE = 61_000  # the page asks once a minute


def test_an_open_inbox_says_how_many_came_and_shows_them_when_asked(window, member):
    tell(member, "先到的消息", "/", about="test:0")
    me = window(member)
    me.page.clock.install()
    me.arrives().goes("/notices/").sees("先到的消息")
    said = me.page.locator("#main").get_by_role("status")
    expect(said.locator(".say")).to_be_hidden()
    for number in (1, 2):
        tell(member, f"后到的第{number}条", "/", about=f"test:{number}")
        me.page.clock.fast_forward(MINUTE)
        expect(said).to_contain_text(f"有 {number} 条新消息")
    me.misses("后到的第1条")
    me.follows("刷新查看").sees("后到的第1条", "后到的第2条")
    expect(said.locator(".say")).to_be_hidden()


def test_what_came_is_no_news_any_more_once_it_was_read_elsewhere(window, member):
    me = window(member)
    me.page.clock.install()
    me.arrives().goes("/notices/")
    said = me.page.locator("#main .say")
    tell(member, "后到的消息", "/", about="test:1")
    me.page.clock.fast_forward(MINUTE)
    expect(said).to_be_visible()
    mark_read(member)
    me.page.clock.fast_forward(MINUTE)
    expect(said).to_be_hidden()
