"""A real browser and real people in it; nothing may go wrong in its console."""

from __future__ import annotations

import shutil
from contextlib import suppress
from types import SimpleNamespace

import pytest
from playwright.sync_api import sync_playwright

from members.workflow import APART
from tests import factories
from tests.journeys.people import Person

FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
ROOM = 2**30  # bytes
DESK = {"width": 1280, "height": 800}


def pytest_collection_modifyitems(items):
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def browser(django_db_setup):
    """Debian's Chromium where there is one, without a window if it can be; else Playwright's own.

    Its event loop runs in this thread, where Django would refuse to ask the database.
    """
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as engine:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        found = shutil.which("chromium-headless-shell") or shutil.which("chromium")
        chromium = engine.chromium.launch(
            executable_path=found, args=FLAGS, ignore_default_args=shy_of_memory()
        )
        yield chromium
        chromium.close()


def shy_of_memory() -> list[str]:
    """Where there is room, pictures go from process to process by memory and not by files: a tenth
    of the work. Containers with little of it are why Playwright asks for files."""
    with suppress(OSError):
        if shutil.disk_usage("/dev/shm").free >= ROOM:
            return ["--disable-dev-shm-usage"]
    return []


@pytest.fixture
def window(browser, live_server):
    """Opens a window of their own for whoever holds the seat."""
    opened = []

    def open_(seat, **traits):
        context = browser.new_context(**({"locale": "zh-CN", "viewport": DESK} | traits))
        opened.append((context, Person(context.new_page(), live_server.url, seat)))
        return opened[-1][1]

    yield open_
    faults = [fault for _, person in opened for fault in person.faults]
    for context, _ in opened:
        context.close()
    assert faults == []


@pytest.fixture
def six(window, cast):
    """The six people of the life, each at work at a window of their own."""
    return SimpleNamespace(**{name: window(seat).arrives() for name, seat in vars(cast).items()})


@pytest.fixture
def everybody(cast, here):
    """The six, and the three who keep the house: 系统、安全、审计管理员."""
    keepers = {role.value: factories.person(here, role) for role in APART}
    return SimpleNamespace(**vars(cast), **keepers)
