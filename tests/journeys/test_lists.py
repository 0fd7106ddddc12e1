"""A list by keyboard, and all that match done in one press."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from members.tasks import run_job
from proposals.models import Proposal
from proposals.views import many
from tests.merging import submitted_by

TITLES = ("关于发展乡村民宿的建议", "关于增设公交夜班线路的建议")


@pytest.fixture
def three(here, submitted, other_member):
    return [submitted, *(submitted_by(here, other_member, title) for title in TITLES)]


def test_by_keys_alone_rows_are_ticked_opened_and_searched(window, three, office):
    me = window(office).arrives().goes("/proposals/")
    press = me.page.keyboard.press
    press("?")
    expect(me.page.get_by_role("dialog")).to_be_visible()
    press("Escape")
    expect(me.page.get_by_role("dialog")).to_be_hidden()
    for key in ("j", "x", "ArrowDown", "k", "j", "x"):
        press(key)
    expect(me.page.get_by_text("已勾选 2 件")).to_be_visible()
    press("/")
    me.page.keyboard.type("夜班")
    with me.page.expect_navigation():
        press("Enter")
    expect(me.page.locator("tbody tr")).to_have_count(1)
    press("j")
    with me.page.expect_navigation():
        press("Enter")
    me.sees(TITLES[1])


def test_all_that_match_are_done_by_a_worker_while_one_reads_on(
    window, three, office, education, monkeypatch
):
    monkeypatch.setattr(many, "SHOWN", 1)
    me = window(office).arrives().goes("/proposals/?status=submitted")
    me.page.get_by_label("符合条件的全部 3 件").check()
    me.page.get_by_role("button", name="标记", exact=True).click()
    me.presses("标记全部 3 件")
    me.sees("排队中，共 3 件")
    run_job()
    me.page.reload()
    me.sees("已办 3 件")
    me.goes("/proposals/?marked=yes")
    expect(me.page.locator("tbody tr")).to_have_count(3)
    assert Proposal.objects.filter(status="submitted").count() == 3
