"""What becomes of each meeting of the demo: the same every time.

Days are working days counted back from yesterday (0), so that nothing happens on a day of rest.
"""

from __future__ import annotations

from itertools import groupby
from typing import NamedTuple

from consultations.demo.names import COUNTIES, VILLAGES
from consultations.demo.themes import Theme, themes

OLD_FROM, OLD_STEP = 200, 3  # the first was held so long ago; one more every so many days
MID_FROM = 50
NEW_FROM, NEW_STEP = 22, 2.5
GENEROUS = 11  # so many of the middle ones have three agreements kept, the others two


class Volume(NamedTuple):
    """How many counties, and how many meetings: long over, half done, and just held."""

    counties: int
    old: int
    mid: int
    new: int


WHOLE = Volume(8, 50, 20, 9)  # with the village of the example: 80 meetings


class Fate(NamedTuple):
    """One meeting: where, when (days ago), how many agreements, and how many of them are kept."""

    serial: int
    county: str
    place: int  # of the township in its county; the first one's is the example's
    village: str
    ago: int
    theme: Theme
    agreements: int
    kept: int

    @property
    def title(self) -> str:
        return self.theme.title.format(village=self.village)

    @property
    def over(self) -> bool:
        return self.kept == self.agreements


def fates(volume: Volume) -> list[Fate]:
    whole = volume.old + volume.mid + volume.new
    return [fate(serial, volume) for serial in range(whole)]


def fate(serial: int, volume: Volume) -> Fate:
    county, turn = serial % volume.counties, serial // volume.counties
    agreements = 3 if serial % 4 == 1 or serial == volume.old + volume.mid + volume.new - 1 else 4
    ago, kept = when(serial, volume, agreements)
    return Fate(
        serial,
        list(COUNTIES)[county],
        1 + turn,
        VILLAGES[(serial + turn) % len(VILLAGES)],
        ago,
        themes()[(serial + turn) % len(themes())],
        agreements,
        kept,
    )


def when(serial: int, volume: Volume, agreements: int) -> tuple[int, int]:
    """How many days ago, and how many agreements are kept by now."""
    if serial < volume.old:
        return OLD_FROM - OLD_STEP * serial, agreements
    middle = serial - volume.old
    if middle < volume.mid:
        return MID_FROM - middle, 3 if middle < GENEROUS else 2
    return int(NEW_FROM - NEW_STEP * (middle - volume.mid)), 0


def by_county(volume: Volume) -> dict[str, list[Fate]]:
    """One batch a county, in the order of the days."""
    ordered = sorted(fates(volume), key=lambda one: (one.county, one.serial))
    return {county: list(those) for county, those in groupby(ordered, key=lambda one: one.county)}
