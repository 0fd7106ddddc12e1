"""A bad line in the mountains: what was typed is never lost, and the person knows it."""

from __future__ import annotations

import re

from django.http import HttpResponse
from playwright.sync_api import expect

from proposals.models import Draft
from proposals.views.drafts import DraftAutosave

SAVED = re.compile(r"^已保存 \d\d:\d\d$")
NO_LINE = "net::ERR_INTERNET_DISCONNECTED"


def test_a_member_types_while_the_line_is_down_and_all_of_it_arrives(window, member):
    me = window(member).arrives().goes("/proposals/drafts/").presses("写提案")
    me.bears, line = (NO_LINE,), me.page.locator("[data-saved]")
    me.writes(案由="关于加装护栏的提案")
    expect(line).to_have_text(SAVED)
    me.page.context.set_offline(True)
    me.writes(正文="山路临崖，")
    expect(line).to_have_text("未保存：网络断开，内容已留在本机")
    assert Draft.objects.get().body == ""
    me.page.context.set_offline(False)
    expect(line).to_have_text(SAVED)
    assert Draft.objects.get().body == "山路临崖，"


def test_what_a_closed_window_had_not_saved_is_offered_again(window, member, monkeypatch):
    me = window(member).arrives().goes("/proposals/drafts/").presses("写提案")
    expect(me.page.locator("[data-saved]")).to_be_visible()
    # a browser delivers what a window says as it closes, whatever was cut: the server is ill
    monkeypatch.setattr(DraftAutosave, "dispatch", lambda *asked, **given: HttpResponse(status=503))
    me.bears = ("status of 503",)
    me.writes(案由="关于加装护栏的提案")
    expect(me.page.locator("[data-saved]")).to_contain_text("内容已留在本机")
    again, address = me.page.context.new_page(), me.page.url
    me.page.close()
    again.goto(address)
    offered = again.get_by_role("button", name="恢复")
    expect(offered).to_be_visible()
    monkeypatch.undo()
    assert Draft.objects.get().title == ""
    offered.click()
    expect(again.get_by_label("案由")).to_have_value("关于加装护栏的提案")
    expect(again.locator("[data-saved]")).to_have_text(SAVED)


def test_what_was_typed_before_the_script_came_is_saved_too(window, member):
    me, held = window(member).arrives().goes("/proposals/drafts/").presses("写提案"), []
    expect(me.page.locator("[data-saved]")).to_be_visible()
    me.page.wait_for_load_state()
    me.page.route("**/app*.js", lambda asked: held.append(asked))
    me.page.reload(wait_until="commit")
    me.writes(案由="关于加装护栏的提案")
    held[0].continue_()
    expect(me.page.locator("[data-saved]")).to_have_text(SAVED)
    assert Draft.objects.get().title == "关于加装护栏的提案"


def test_two_windows_on_one_draft_do_not_overwrite_each_other(window, member):
    me = window(member).arrives().goes("/proposals/drafts/").presses("写提案")
    other = me.page.context.new_page()
    other.goto(me.page.url)
    me.writes(案由="第一个窗口")
    expect(me.page.locator("[data-saved]")).to_have_text(SAVED)
    other.get_by_label("案由").fill("第二个窗口")
    expect(other.locator("[data-saved]")).to_contain_text("此草稿已在别处更改")
    assert Draft.objects.get().title == "第一个窗口"
    other.get_by_role("button", name="提交").click()
    expect(other.locator("body")).to_contain_text("您刚才填写的内容")
    expect(other.locator("body")).to_contain_text("第二个窗口")
