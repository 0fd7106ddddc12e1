"""Other demo places that come up with this one: each app above may add its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from proposals.demo.almanac import Almanac


class Beside(NamedTuple):
    """A place of its own beside the demo prefecture of proposals.

    begin: what there is from the first page on, with the hashed password; in moments.
    fill: all the rest, behind the pages, in portions; says after each how far it is.
    """

    codes: frozenset[str]  # of its committees; no real division has them
    accounts: dict[str, str]  # user name → what to try first
    begin: Callable[[Almanac, str], None]
    fill: Callable[[], Iterator[str]]


BESIDE: list[Beside] = []
