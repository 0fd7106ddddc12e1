"""What can be done to a committee's registers. Every caller comes through here."""

from members.services.accounts import change_password, choose_display, open_account, reset_password
from members.services.bodies import amend_body, enrol_body
from members.services.clients import (
    adjust_client,
    issue_client,
    revoke_client,
    rotate_secret,
)
from members.services.dictionary import add_entry, change_entry, restore_entry, retire_entry
from members.services.dictionary_terms import adopt_grades, copy_book
from members.services.numbers import take_numbers
from members.services.people import (
    change_account,
    close_account,
    hand_seat_on,
    open_bare,
    open_with_seat,
    renew_password,
    reopen_account,
    reset_from_console,
)
from members.services.publishing import publish_session
from members.services.registry import (
    enter_member,
    enter_unit,
    member_leaves,
    open_registry,
    registry_of,
    serve,
)
from members.services.seats import appoint, dismiss, transfer_seat
from members.services.splitting import split_unit
from members.services.units import link_unit, merge_unit, rename_unit

__all__ = [
    "amend_body",
    "enrol_body",
    "add_entry",
    "adjust_client",
    "adopt_grades",
    "copy_book",
    "change_entry",
    "restore_entry",
    "retire_entry",
    "appoint",
    "change_account",
    "close_account",
    "hand_seat_on",
    "issue_client",
    "open_bare",
    "open_with_seat",
    "renew_password",
    "reopen_account",
    "reset_from_console",
    "change_password",
    "choose_display",
    "dismiss",
    "enter_member",
    "enter_unit",
    "member_leaves",
    "link_unit",
    "merge_unit",
    "open_account",
    "open_registry",
    "publish_session",
    "registry_of",
    "rename_unit",
    "reset_password",
    "revoke_client",
    "rotate_secret",
    "serve",
    "split_unit",
    "take_numbers",
    "transfer_seat",
]
