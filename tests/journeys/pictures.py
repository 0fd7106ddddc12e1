"""Pictures of every page at a desk's and at a phone's width, to be looked at: bin/pictures."""

from __future__ import annotations

import os
from pathlib import Path

from notices.tasks import drain
from tests.journeys.pages import pages_of
from tests.journeys.world import World

WIDTHS = {"desk": 1280, "phone": 390}


def test_every_page_has_its_picture(window, here, everybody, education):
    folder = Path(os.environ.get("PICTURES", "var/pictures"))
    folder.mkdir(parents=True, exist_ok=True)
    world = World(here, everybody, education).fill()
    drain()
    people = {role: window(seat).arrives() for role, seat in vars(everybody).items()}
    pages = pages_of(world)
    for place, (name, role, path) in enumerate(pages, 1):
        person = people[role].goes(path)
        for label, width in WIDTHS.items():
            person.page.set_viewport_size({"width": width, "height": 844})
            shot = folder / f"{place:02d}-{role}-{name}-{label}.png"
            person.page.screenshot(path=shot, full_page=True)
    assert len(list(folder.glob("*.png"))) >= len(pages) * len(WIDTHS)
