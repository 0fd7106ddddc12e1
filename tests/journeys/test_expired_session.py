"""What was typed outlives the session in which it was typed, and the way out and back."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.factories import PASSWORD

WORDS = "会话过期以前写下的很长的答复。"


def test_an_answer_comes_back_after_the_session_has_ended(window, drafted, liaison):
    me = window(liaison).signs_in().goes(drafted.proposal.get_absolute_url()).begins("修改答复稿")
    me.page.get_by_label("答复内容").fill(WORDS)
    me.page.context.clear_cookies(name="sessionid")
    me.presses("修改答复稿")
    me.writes(账号=liaison.user.username, 密码=PASSWORD).presses("登录")
    me.sees("没有提交的内容").presses("恢复")
    expect(me.page.get_by_label("答复内容")).to_have_value(WORDS)
    me.presses("修改答复稿").sees("已修改答复稿")
    assert drafted.replies.get().body == WORDS


def test_who_leaves_in_the_middle_and_comes_back_finds_the_words_again(window, drafted, liaison):
    me = window(liaison).arrives().goes(drafted.proposal.get_absolute_url()).begins("修改答复稿")
    me.page.get_by_label("答复内容").fill(WORDS)
    me.page.once("dialog", lambda asks: asks.accept())  # the browser asks whether to leave
    me.goes("/proposals/").sees("承办单位")
    me.page.go_back()
    me.sees("没有提交的内容").presses("恢复")
    expect(me.page.get_by_label("答复内容")).to_have_value(WORDS)
