"""各岗位手册 are short, current, and name only what stands on the screen."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings

from config.manuals import FOLDER, index, manuals, written

QUOTED = re.compile("“([^”]+)”")
TWO_PAGES = 1_900  # characters, beside the picture
ROOT = Path(settings.BASE_DIR)
APPS = ("config", "common", "members", "notices", "deadlines", "proposals", "consultations")


def said_on_screen() -> str:
    """All words of templates and code, but those of the manuals themselves."""
    files = [*(ROOT / "templates").rglob("*.html")]
    files += [file for app in APPS for file in (ROOT / app).rglob("*.py")]
    return "\n".join(file.read_text("utf-8") for file in files if "demo" not in file.parts)


def test_each_role_has_its_manual_as_it_would_be_written_now():
    for one in manuals():
        assert (FOLDER / f"{one.role}.md").read_text("utf-8") == written(one), one.role
        assert (FOLDER / f"{one.role}.webp").stat().st_size < 120_000
    assert (FOLDER / "README.md").read_text("utf-8") == index()


def test_a_manual_is_at_most_two_pages():
    assert {one.role: len(written(one)) for one in manuals() if len(written(one)) > TWO_PAGES} == {}


def test_a_manual_names_only_what_stands_on_the_screen():
    screen = said_on_screen()
    named = {word for one in manuals() for step in one.steps for word in QUOTED.findall(step)}
    assert {word for word in named if word not in screen} == set()
