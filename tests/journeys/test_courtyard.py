"""The pages of a consultation in a real browser: by phone, read by everybody, pressed by some."""

from __future__ import annotations

import os

from consultations import services
from tests.consultations.conftest import *  # noqa: F403 - the county and its people
from tests.factories import hand
from tests.journeys.test_every_page import Inspector

PHONE = {"viewport": {"width": 390, "height": 800}}


def test_every_page_of_a_consultation_is_open_to_everybody(
    window, people, rating, topic, town, office, county
):
    services.oversee(rating, by=hand(office), text="请于雨季前完工")
    services.enter_venue(town, by=hand(people.studio), name="鱼塘村议事室", kind_of_place="room")
    services.raise_topic(town, by=hand(people.studio), source="people", title="垃圾乱堆")
    inspector, task = Inspector(), rating.tasks.first()
    pages = {
        "协商清单": ("office", "/consultations/"),
        "议题清单": ("studio", "/consultations/topics/"),
        "登记议题": ("studio", "/consultations/topics/new/"),
        "制定计划": ("studio", "/consultations/plan/"),
        "场所": ("studio", "/consultations/venues/"),
        "登记场所": ("studio", "/consultations/venues/new/"),
        "议题": ("studio", topic.get_absolute_url()),
        "协商": ("studio", rating.get_absolute_url()),
        "登记评议": ("studio", f"{rating.get_absolute_url()}rate/"),
        "授权": ("office", f"{rating.get_absolute_url()}grant/"),
        "协商-单位": ("power", rating.get_absolute_url()),
        "协商-委员": ("member", rating.get_absolute_url()),
        "协商-党委": ("party", rating.get_absolute_url()),
    }
    windows = {name: window(seat).arrives() for name, seat in vars(people).items()}
    for name, (who, path) in pages.items():
        inspector.look(windows[who].goes(path), name, who)
        shoot(windows[who].page, name)
    assert inspector.stumbles == []
    assert task.status == "done"


def shoot(page, name):
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=f"{folder}/{name}-390.png", full_page=True)
        page.set_viewport_size({"width": 1280, "height": 800})
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def test_a_township_records_its_meeting_on_a_phone(window, people, approved):
    studio = window(people.studio, **PHONE).arrives().goes(approved.get_absolute_url())
    studio.begins("记录协商会议").writes(召开地点="村口院坝", 协商记录="大家同意装灯")
    studio.presses("记录协商会议").sees("已记录协商会议", "村口院坝", "大家同意装灯")
    studio.begins("记录共识").writes(共识内容="年内装路灯").presses("记录共识")
    studio.sees("共识1", "年内装路灯")
