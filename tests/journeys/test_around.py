"""Around the meetings, with the demo's data: every page at every width, and a walk through it."""

from __future__ import annotations

import os

from playwright.sync_api import expect

from consultations.models import CivicVillage, Consultation, Gathering
from tests.consultations.browsing import Person
from tests.journeys.test_board import demo, seat  # noqa: F401 - a fixture
from tests.journeys.test_every_page import Inspector
from tests.papers import upload

LISTS = ("", "topics/", "venues/", "villages/", "gatherings/", "postings/", "guidance/", "boards/")


def test_every_page_is_open_to_everybody_with_the_data_of_a_prefecture(
    demo,  # noqa: F811
    window,
    settings,
    tmp_path,
):
    settings.MEDIA_ROOT = tmp_path
    enter_paper()
    inspector = Inspector()
    windows = {
        name: window(seat(name)).arrives()
        for name in ("prefecture_office", "county_office", "township", "party")
    }
    for who, path in pages():
        name = path.removeprefix("/consultations/").strip("/").replace("/", "-") or "list"
        inspector.look(windows[who].goes(path), name, who)
        shoot(windows[who].page, f"{who}-{name}")
    assert inspector.stumbles == []


def enter_paper() -> None:
    office = Person(seat("prefecture_office"))
    page = office.get("/consultations/guidance/new/")
    fields = {bound.html_name: bound.value() for bound in page.context["form"]}
    fields |= {"title": "关于深化院坝协商的指导意见", "number": "映州办〔2026〕8号"}
    told = fields | {"issued_on": "2026-11-02", "issued_by": "中共映山州委办公室"}
    assert office.post("/consultations/guidance/new/", **told | {"files": upload()})


def pages() -> list[tuple[str, str]]:
    lists = [("township", f"/consultations/{one}") for one in LISTS]
    news = ("postings", "guidance", "gatherings")
    forms = [("prefecture_office", f"/consultations/{one}/new/") for one in news]
    asked = CivicVillage.objects.get(status="proposed").get_absolute_url()
    shown, coming = (Gathering.objects.get(status=one) for one in ("held", "announced"))
    example = Consultation.objects.get(tasks__status="turned").get_absolute_url()
    return [
        *lists,
        *forms,
        ("county_office", "/consultations/"),
        ("county_office", "/consultations/postings/"),
        ("county_office", asked),
        ("county_office", f"{asked}recommend_village/"),
        ("county_office", coming.get_absolute_url()),
        ("county_office", f"{coming.get_absolute_url()}hold_gathering/"),
        ("county_office", example),
        ("prefecture_office", "/consultations/"),
        ("prefecture_office", "/consultations/villages/"),
        ("prefecture_office", shown.get_absolute_url()),
        ("township", "/"),
        ("township", asked),
        ("township", shown.get_absolute_url()),
        ("township", "/consultations/villages/new/"),
        ("township", "/consultations/topics/new/"),
        ("township", "/consultations/plan/"),
        ("township", example),
        ("party", "/"),
        ("party", "/consultations/"),
    ]


def shoot(page, name) -> None:
    if folder := os.environ.get("SHOTS"):
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            page.screenshot(path=f"{folder}/{name}-{width}.png", full_page=True)


def test_a_village_is_judged_from_the_desk(demo, window):  # noqa: F811
    """The county finds it among its duties, the prefecture after it; the board counts one more."""
    row = CivicVillage.objects.get(status="proposed")
    county = window(seat("county_office")).arrives()
    assert county.owes("评审文明村寨", "申报文明村寨")
    county.follows("上坝村申报文明村寨").sees("本村协商", "1场").begins("评审通过，报州评定")
    county.writes(评分="95", 评审意见="同意推荐").presses("评审通过，报州评定").sees("待州评定")
    prefecture = window(seat("prefecture_office"), java_script_enabled=False).arrives()
    assert prefecture.owes("评定文明村寨", "申报文明村寨")
    prefecture.goes(row.get_absolute_url()).begins("州评定为文明村寨")
    prefecture.writes(评分="90", 评审意见="实地看过").presses("州评定为文明村寨")
    prefecture.goes("/consultations/boards/")
    tile = prefecture.page.locator(".figures li", has_text="文明村寨").locator(".value")
    expect(tile).to_contain_text("2")
