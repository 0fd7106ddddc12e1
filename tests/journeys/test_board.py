"""A prefecture looks at its campaign: from the board to the rows, on a desk, a phone and paper."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.contrib.auth.hashers import make_password
from playwright.sync_api import expect

from consultations.demo.fate import Volume
from consultations.demo.loading import fill
from consultations.demo.places import begin
from consultations.models import Campaign
from members.models import Seat
from proposals.demo.almanac import Almanac
from tests.factories import PASSWORD
from tests.journeys.test_every_page import Inspector

SMALL = Volume(counties=2, old=2, mid=5, new=2)


@pytest.fixture
def demo(db):
    begin(Almanac(), make_password(PASSWORD))
    list(fill(Volume(*map(int, os.environ.get("VOLUME", "2,2,5,2").split(",")))))


def seat(username):
    return Seat.objects.select_related("user").get(user__username=username)


def test_from_the_board_to_the_rows_at_every_width(demo, window, tmp_path):
    office, inspector = window(seat("prefecture_office")).arrives(), Inspector()
    shots = Path(os.environ.get("SHOTS", tmp_path))
    campaign = Campaign.objects.get()
    for name, path in (
        ("看板", "/consultations/boards/"),
        ("看板-县", f"/consultations/boards/?county={seat('county_office').committee_id}"),
        ("统计表", "/consultations/yearly/"),
        ("专项行动", "/consultations/campaigns/"),
        ("登记专项行动", "/consultations/campaigns/new/"),
        ("分解指标", f"/consultations/campaigns/{campaign.pk}/target/"),
    ):
        inspector.look(office.goes(path), name)
        office.page.screenshot(path=shots / f"{name}-phone.png", full_page=True)
        office.page.set_viewport_size({"width": 1280, "height": 800})
        office.page.screenshot(path=shots / f"{name}-desk.png", full_page=True)
    office.goes("/consultations/boards/")
    number = office.page.locator(".figures li", has_text="逾期").locator(".value")
    told = number.inner_text().removesuffix("项")
    number.click()
    office.sees(f"共 {told} 项")
    inspector.look(office, "清单")
    assert inspector.stumbles == []


def test_on_paper_there_is_the_board_and_no_button(demo, window, tmp_path):
    office = window(seat("prefecture_office")).arrives().goes("/consultations/boards/")
    office.page.emulate_media(media="print")
    for name in ("导出 Excel", "查看"):
        expect(office.page.get_by_role("button", name=name)).to_be_hidden()
    expect(office.page.locator(".town.late").first).to_be_visible()
    office.page.pdf(path=Path(os.environ.get("SHOTS", tmp_path)) / "board.pdf")


def test_without_a_script_the_board_is_read_and_taken_away(demo, window):
    county = window(seat("county_office"), java_script_enabled=False).arrives()
    county.goes("/consultations/boards/").sees("各乡镇一览", "共识解决率", "任务完成率")
    with county.page.expect_download() as taken:
        county.page.get_by_role("button", name="导出 Excel").click()
    assert taken.value.suggested_filename.endswith(".xlsx")
