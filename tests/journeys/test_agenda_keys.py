"""The review meeting by keys alone, and what was chosen there survives the way back."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from proposals import services
from proposals.models import ReviewMeeting
from tests.browsing import fresh
from tests.factories import hand
from tests.merging import another


@pytest.fixture
def agenda(screened, here, office, other_member):
    """Two cases on the agenda of a meeting of today."""
    rows = [screened, another(here, other_member, office, "关于发展茶产业的提案")]
    when = here.session.plenary_from
    services.convene(here.session, by=hand(office), name="第一次会议", held_on=when, proposals=rows)
    return rows


def test_the_director_moves_decides_and_applies_by_keys(window, agenda, director):
    meeting = ReviewMeeting.objects.get()
    url = reverse("proposals:agenda", args=[meeting.case.uid])
    me = window(director).arrives().goes(url)
    press, chosen = me.page.keyboard.press, me.page.locator("[data-chosen]")
    expect(chosen).to_have_text("已选定 0 件")
    press("j")
    press("1")
    expect(chosen).to_have_text("已选定 1 件")
    press("j")
    press("2")
    expect(chosen).to_have_text("已选定 2 件")
    press("0")  # not decided now, after all
    expect(chosen).to_have_text("已选定 1 件")
    with me.page.expect_navigation():
        press("Control+Enter")
    me.sees("已决定")
    assert sorted(fresh(row).status for row in agenda) == ["filed", "screening"]
