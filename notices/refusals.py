"""Why a message did not go out."""

from __future__ import annotations


class NotSent(Exception):  # noqa: N818
    """Not this time; it is tried again later."""


class Refused(NotSent):
    """Refused for good: trying again would change nothing."""


class AddressRefused(Refused):
    """The address itself is refused for good: nobody writes to it any more."""

    def __init__(self, address: str, reason: str):
        super().__init__(reason)
        self.address = address
