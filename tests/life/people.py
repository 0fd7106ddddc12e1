"""Who takes part in the life of the model: by name, with their seats."""

from __future__ import annotations

from members.models import Entry, Level, Role
from tests import factories
from workflow.hand import Hand

GOVERNMENT, PARTY = (0, 1, 2), (3,)
UNITS = (*GOVERNMENT, *PARTY)
MEMBERS = (0, 1, 2)


class Cast:
    """The committee, its units and everybody's seat."""

    def __init__(self) -> None:
        self.here = here = factories.committee()
        there = factories.committee("望海州", code="5391", level=Level.PREFECTURE)
        names = ("州教育体育局", "州公安局", "州交通运输局", "州委宣传部")
        systems = [here.party if unit in PARTY else here.government for unit in UNITS]
        self.units = [factories.unit(here, n, s) for n, s in zip(names, systems, strict=True)]
        self.seats = self.at_home() | self.abroad(there)
        self.entries = {
            book: factories.entry(here.body, book, code)
            for book, code in (
                (Entry.Book.CATEGORY, "build"),
                (Entry.Book.GROUND, "vague"),
                (Entry.Book.DISPOSITION, "opinion"),
                (Entry.Book.GRADE, "A"),
            )
        }

    def at_home(self) -> dict[str, object]:
        here = self.here
        seats = {
            "office": here.office,
            "director": factories.person(here, Role.DIRECTOR),
            "government": factories.person(here, Role.DISPATCHER, system=here.government),
            "party": factories.person(here, Role.DISPATCHER, system=here.party),
            "sysadmin": factories.person(here, Role.SYSADMIN),
        }
        for number, unit in enumerate(self.units):
            seats[f"liaison{number}"] = factories.person(here, Role.LIAISON, unit=unit)
            seats[f"head{number}"] = factories.person(here, Role.UNIT_HEAD, unit=unit)
        return seats | {f"member{number}": factories.member(here) for number in MEMBERS}

    def abroad(self, there) -> dict[str, object]:
        unit = factories.unit(there, "望海州教育局")
        return {
            "foreign_office": there.office,
            "foreign_director": factories.person(there, Role.DIRECTOR),
            "foreign_dispatcher": factories.person(there, Role.DISPATCHER, system=there.government),
            "foreign_liaison": factories.person(there, Role.LIAISON, unit=unit),
            "foreign_member": factories.member(there),
        }

    def hand(self, name: str) -> Hand:
        """Nobody's hand for the name that nobody has."""
        return Hand(self.seats.get(name))

    def unit(self, number: int):
        return self.units[number]

    def pick(self, numbers) -> list:
        return [self.units[number] for number in numbers]

    def entry(self, book: str) -> Entry:
        return self.entries[book]


def system_of(unit: int) -> str:
    """The dispatcher's name is the system's."""
    return "party" if unit in PARTY else "government"


EVERYBODY = (
    *("office", "director", "government", "party", "sysadmin", "nobody"),
    *(f"{who}{unit}" for unit in UNITS for who in ("liaison", "head")),
    *(f"member{number}" for number in MEMBERS),
    *("foreign_office", "foreign_director", "foreign_dispatcher"),
    *("foreign_liaison", "foreign_member"),
)
