"""Everybody can read every page: no barrier found by axe, nothing sticks out at any width."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from notices.tasks import drain
from tests.journeys.pages import pages_of
from tests.journeys.world import World

WIDTHS = (390, 768, 1280)
AXE = Axe()
# Whether the page is wider than its window, and whether the tabs take a second line.
MEASURES = """[
    document.documentElement.scrollWidth > innerWidth,
    innerWidth > 1000 && (document.querySelector('.tabs')?.offsetHeight ?? 0) > 60,
]"""


@pytest.fixture
def world(here, everybody, education):
    filled = World(here, everybody, education).fill()
    drain()
    return filled


class Inspector:
    """Notes what a reader would stumble over; axe looks once at each kind of page."""

    def __init__(self):
        self.stumbles: list[str] = []
        self.known: set[str] = set()

    def look(self, person, name: str, role: str = "") -> None:
        for width in widths_from(person.page):
            person.page.set_viewport_size({"width": width, "height": 800})
            sticks_out, tabs_break = person.page.evaluate(MEASURES)
            if sticks_out:
                self.stumbles.append(f"{role} {name}：{width} 像素宽时横向溢出")
            if tabs_break:
                self.stumbles.append(f"{role} {name}：导航折成两行")
            if width == 390 and name not in self.known:
                self.known.add(name)
                self.stumbles += [f"{role} {name}：{barrier}" for barrier in barriers(person.page)]


def widths_from(page) -> tuple[int, ...]:
    """Beginning with what the window has already, for each change draws the page anew."""
    return WIDTHS if page.viewport_size["width"] == WIDTHS[0] else WIDTHS[::-1]


def barriers(page) -> list[str]:
    return [
        f"{found['id']}：{node['html'][:120]}"
        for found in AXE.run(page).response["violations"]
        for node in found["nodes"]
    ]


def test_every_page_of_the_life_is_open_to_everybody(world, window, everybody):
    inspector = Inspector()
    people = {role: window(seat).arrives() for role, seat in vars(everybody).items()}
    for name, role, path in pages_of(world):
        inspector.look(people[role].goes(path), name, role)
    mistakes(window(everybody.office), world, inspector)
    assert inspector.stumbles == []


def mistakes(office, world, inspector) -> None:
    """A page left open too long, a wrong password, a reason forgotten, somebody who was first."""
    inspector.look(office.goes("/login/"), "登录")
    office.page.context.clear_cookies()
    office.writes(账号="nobody", 密码="wrong").presses("登录").sees("页面已过期")
    inspector.look(office, "页面已过期")
    office.goes("/login/")
    office.writes(账号="nobody", 密码="wrong").presses("登录").sees("账号或密码不正确")
    inspector.look(office, "登录失败")
    office.signs_in().goes(world.path("submitted", "send_back"))
    office.page.eval_on_selector("form.form", "form => { form.noValidate = true }")
    office.presses("退回修改").sees("请先改正以下内容")
    inspector.look(office, "填写有误")
    office.goes(world.path("submitted", "send_back")).writes(原因="我写的原因")
    beside = office.page.context.new_page()
    beside.goto(office.address + world.path("submitted", "screen"))
    with beside.expect_navigation():
        beside.get_by_role("button", name="初审").click()
    office.presses("退回修改").sees("刚刚有了变化", "我写的原因")
    inspector.look(office, "已有变化")
