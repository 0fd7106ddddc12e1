"""Who works for the units of a roll: accounts with the seats of 经办 and 主要负责同志."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from common.tables import BadRow
from members.models import Committee, Registry, Role, Seat, Unit, User
from members.reading import UNIT_COLUMNS, ReadUnit
from members.services.accounts import open_account
from members.services.roll_plans import FirstPassword
from members.services.seats import appoint
from workflow.hand import Hand

LABELS = {key: names[0] for key, names in UNIT_COLUMNS.items()}
NAME = 40  # characters of a person's name


class Told(NamedTuple):
    """Somebody a row names: the column of the account, the role, the account and the name."""

    column: str
    role: Role
    username: str
    name: str


def told(row: ReadUnit) -> list[Told]:
    """The people of a row; whoever it leaves blank is not there."""
    both = (
        Told("liaison_account", Role.LIAISON, row.liaison_account, row.liaison_name),
        Told("head_account", Role.UNIT_HEAD, row.head_account, row.head_name),
    )
    return [one for one in both if one.username]


class UnitPeople:
    """The accounts a file names, and who has a seat of a unit already."""

    def __init__(self, committee: Committee, rows: tuple[ReadUnit, ...]) -> None:
        self.names: dict[str, str] = {}
        for one in (one for row in rows for one in told(row)):
            self.names.setdefault(one.username, one.name)
        users = User.objects.get_queryset().filter(username__in=self.names)
        self.users = {user.username: user for user in users}
        self.ours = set(users.of(committee.pk).values_list("username", flat=True))
        held = Seat.objects.held().filter(committee=committee, unit__isnull=False)
        self.held = list(held.values_list("unit", "role", "user__username").order_by("pk"))
        self.passwords: list[FirstPassword] = []

    def complaints(self, row: ReadUnit) -> Iterator[BadRow]:
        for one in told(row):
            if why := self.why_not(one):
                yield BadRow(row.row, LABELS[one.column], why)

    def why_not(self, one: Told) -> str:
        """An account is one person's, of this committee, and open."""
        user = self.users.get(one.username)
        if len(one.name) > NAME:
            return f"姓名超过 {NAME} 字，请缩短。"
        if user is None:
            return "" if self.names[one.username] == one.name else self.two_names(one)
        if one.username not in self.ours or user.name != one.name:
            return f"账号“{one.username}”已有人使用，请核对姓名或换一个账号。"
        return "" if user.is_active else f"账号“{one.username}”已停用，请先启用。"

    def two_names(self, one: Told) -> str:
        first = self.names[one.username]
        return f"账号“{one.username}”在文件中写了两个姓名（{first}、{one.name}），请核对。"

    def usernames(self, unit: Unit, role: Role) -> list[str]:
        return [name for pk, held, name in self.held if (pk, held) == (unit.pk, role)]

    def additions(self, row: ReadUnit, unit: Unit) -> list[tuple[str, str, str]]:
        """(label, accounts now, accounts then) for each role; nobody is put out."""
        pairs = []
        for one in told(row):
            now = self.usernames(unit, one.role)
            then = now if one.username in now else [*now, one.username]
            pairs.append((LABELS[one.column], "、".join(now), "、".join(then)))
        return pairs

    def seat(self, row: ReadUnit, unit: Unit, registry: Registry, *, by: Hand) -> None:
        """Give the people of the row their seats, with accounts for who has none."""
        for one in told(row):
            if one.username not in self.usernames(unit, one.role):
                user = self.account(one)
                appoint(registry, by=by, user=user, role=one.role, unit=unit)
                self.held.append((unit.pk, one.role, one.username))

    def account(self, one: Told) -> User:
        if one.username not in self.users:
            user, password = open_account(username=one.username, name=one.name)
            self.users[one.username] = user
            self.passwords.append(FirstPassword(one.name, user.username, password))
        return self.users[one.username]
