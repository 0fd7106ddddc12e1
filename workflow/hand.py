"""Whose hand makes a change: who, for whom, through which door, having seen what."""

from __future__ import annotations

from typing import NamedTuple, Protocol
from uuid import UUID


class Actor(Protocol):
    """A seat: a person in a role. The workflow knows no more of people than this."""

    @property
    def pk(self) -> int: ...

    @property
    def user_id(self) -> int: ...


class Hand(NamedTuple):
    """Passed to every service as `by`.

    seen: the version of the case that the person looked at; None where nothing was looked at.
    press: one press of one button; the same press twice is one act.
    on_behalf_of: whom the office enters this for (代录), as "member:12" or "organisation:3".
    """

    seat: Actor | None  # None: the system itself, which passes no rule made for people
    seen: int | None = None
    press: UUID | None = None
    on_behalf_of: str = ""
    request_id: str = ""
    address: str | None = None

    def blind(self) -> Hand:
        """The same hand going on inside its own act: it has seen all that it did itself."""
        return self._replace(seen=None, press=None)


SYSTEM = Hand(None)
