"""Room for deep calls.

CPython keeps the frames of running functions in pieces of 16 KiB, and gives a piece back to the
system as soon as the first function in it returns: a loop that calls across an edge asks for
memory and gives it back at each turn (github.com/python/cpython/issues/142183, mended in 3.13).
Django's middleware and compiler lie across several edges: a fifth of a page's time went there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

Told = ParamSpec("Told")
Given = TypeVar("Given")
# Values that the frame says it will hold: 136 KB, so that its piece becomes one of 256 KB, and
# what is left holds as many frames as the interpreter lets anybody nest.
SAID = 17_000


def with_room(work: Callable[Told, Given], *told: Told.args, **named: Told.kwargs) -> Given:
    """Call work so that all it calls shares one piece."""
    return work(*told, **named)


with_room.__code__ = with_room.__code__.replace(co_stacksize=SAID)
