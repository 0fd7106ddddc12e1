"""What can be done to a committee's registers. Every caller comes through here."""

from members.services.accounts import change_password, open_account, reset_password
from members.services.numbers import take_numbers
from members.services.registry import (
    enter_member,
    enter_unit,
    member_leaves,
    open_registry,
    registry_of,
    serve,
)
from members.services.seats import appoint, dismiss, transfer_seat

__all__ = [
    "appoint",
    "change_password",
    "dismiss",
    "enter_member",
    "enter_unit",
    "member_leaves",
    "open_account",
    "open_registry",
    "registry_of",
    "reset_password",
    "serve",
    "take_numbers",
    "transfer_seat",
]
