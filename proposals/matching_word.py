"""What a Word file names, found in the committee's registers; what is not found is doubtful."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from members.books import entries
from members.models import Entry, Member, Organisation, Role, Seat, Session, Unit
from proposals.forms.asking import units_of
from proposals.reading_word import Found

_BETWEEN = re.compile(r"[、，,；;/\s\u3000]+")


@dataclass
class Registers:
    """Who and what may be meant; read once for all files of an upload."""

    seat: Seat
    people: dict[str, str] = field(default_factory=dict)  # key → name, for whom the office writes
    categories: dict[str, Entry] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)

    @classmethod
    def of(cls, seat: Seat) -> Registers:
        place = seat.committee_id
        session = Session.objects.current(seat.committee)
        listed = entries(place, Entry.Book.CATEGORY, session.term_id if session else None)
        categories = {str(one.pk): one for one in listed}
        found = cls(seat, {}, categories, {str(one.pk): one for one in units_of(place)})
        found.people = writers_of(place) if found.for_others else {}
        return found

    @property
    def for_others(self) -> bool:
        """Whether it is told whom the sheet is for, also where nobody is in the registers yet."""
        return self.seat.role == Role.OFFICE

    def proposer(self, key: str) -> dict[str, Any]:
        """Whom the sheet is for, as the service asks for it."""
        if not self.for_others:
            return {}
        kind, pk = (Member, key[1:]) if key[:1] == "m" else (Organisation, key[1:])
        name = "member" if kind is Member else "organisation"
        return {name: kind._default_manager.get(pk=pk)}

    def units_named(self, text: str) -> tuple[list[Unit], list[str]]:
        """The units of these names, and the names that none has."""
        known = {name: one for one in self.units.values() for name in (one.name, one.short_name)}
        said = [name for name in _BETWEEN.split(text) if name]
        found = [known[name] for name in dict.fromkeys(said) if name in known]
        return found, [name for name in said if name not in known]


def writers_of(committee: int) -> dict[str, str]:
    serving = Member.objects.filter(
        registry__committee=committee, status=Member.Status.SERVING, placeholder=False
    )
    bodies = Organisation.objects.filter(committee=committee, placeholder=False)
    people = {f"m{one.pk}": one.name for one in serving.order_by("initials")}
    return people | {f"o{one.pk}": one.name for one in bodies.order_by("name")}


def initial_of(found: Found, registers: Registers) -> dict[str, Any]:
    """The fields of the preview; adds to the doubts what could not be matched."""
    said = found.said
    return {
        "title": said.get("title", ""),
        "body": found.body,
        "category": category_of(found, registers),
        "units": units_of_file(found, registers),
        "proposer": proposer_of(found, registers),
    }


def proposer_of(found: Found, registers: Registers) -> str:
    said = found.said.get("proposer", "")
    names = [re.sub(r"等\d*人?$", "", name) for name in _BETWEEN.split(said) if name]
    if registers.for_others:
        return one_of(found, registers, said, names)
    own = str(registers.seat.member or registers.seat.organisation or "")
    if names and own not in (names[0], said):
        found.doubts.append(f"文件写的提案人是“{said}”，草稿将记在“{own}”名下，请核对")
    return ""


def one_of(found: Found, registers: Registers, said: str, names: list[str]) -> str:
    wanted = {said, *names[:1]}
    fitting = [key for key, name in registers.people.items() if name in wanted]
    if len(fitting) == 1:
        return fitting[0]
    what = "没有认出提案人" if not said else f"名册中没有“{said}”"
    found.doubts.append(f"有{len(fitting)}位同名的提案人，请选择" if fitting else f"{what}，请选择")
    return ""


def category_of(found: Found, registers: Registers) -> str:
    said = found.said.get("category", "")
    fitting = [key for key, one in registers.categories.items() if said and alike(one.label, said)]
    if len(fitting) == 1:
        return fitting[0]
    found.doubts.append(f"词典中没有类别“{said}”，请选择" if said else "没有认出类别，请选择")
    return ""


def alike(label: str, said: str) -> bool:
    """城乡建设 and 城乡建设类 are the same."""
    return said.removesuffix("类") == label.removesuffix("类")


def units_of_file(found: Found, registers: Registers) -> str:
    units, unknown = registers.units_named(found.said.get("units", ""))
    if unknown:
        found.doubts.append(f"名册中没有承办单位“{'、'.join(unknown)}”，没有填入")
    return "、".join(one.name for one in units)
