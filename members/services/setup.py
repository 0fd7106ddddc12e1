"""The first day of a committee: itself, its term and session, systems, dictionaries, register."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from members.dictionary import GRADE_SETS, WORD_SETS, books
from members.models import (
    Committee,
    Entry,
    Level,
    Organisation,
    Registry,
    Sector,
    Session,
    System,
    Term,
    Township,
)
from members.services.registry import open_registry
from members.services.setup_faults import faults_among
from workflow.hand import SYSTEM


@dataclass(frozen=True)
class Plan:
    """What has to be known to found a committee; dates are Shanghai days, cutoff an instant."""

    code: str
    name: str
    short_name: str
    level: str
    term: int
    term_starts: date
    session: int
    session_name: str
    opens_on: date
    plenary_from: date
    plenary_to: date
    cutoff: datetime
    parent: str = ""
    party_system: str = "党群系统"
    party_office: str = ""
    government_system: str = "政府系统"
    government_office: str = ""
    grades: str = "chuxiong"
    word: str = "会办"

    def systems(self) -> list[tuple[str, str]]:
        """Name and dispatching office of the two systems."""
        party = self.party_office or f"中共{self.short_name}委办公室督查室"
        government = self.government_office or f"{self.short_name}人民政府办公室督查室"
        return [(self.party_system, party), (self.government_system, government)]


@dataclass
class Tally:
    """In words, what was made and what had been there."""

    made: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

    def tell(self, what: str, new: bool) -> None:
        (self.made if new else self.kept).append(what)


@dataclass(frozen=True)
class Founded:
    """A committee that can begin."""

    committee: Committee
    term: Term
    session: Session
    systems: list[System]
    registry: Registry
    tally: Tally


@transaction.atomic
def found(plan: Plan) -> Founded:
    """Make what is not there yet. Raises ValidationError by field for a plan that cannot be."""
    check(plan)
    tally = Tally()
    committee, new = committee_of(plan)
    tally.tell(f"委员会：{committee}（{committee.code}）", new)
    registry, new = registry_for(committee)
    tally.tell("名册", new)
    term, new = Term.objects.get_or_create(
        committee=committee, ordinal=plan.term, defaults={"starts_on": plan.term_starts}
    )
    tally.tell(f"届：{term}", new)
    session, new = session_of(plan, term)
    tally.tell(f"会议：{session}", new)
    systems = systems_of(committee, plan, tally)
    fill_dictionary(committee, plan, tally)
    return Founded(committee, term, session, systems, registry, tally)


def check(plan: Plan) -> None:
    """Every fault of the plan, told at once."""
    faults = faults_among(asdict(plan))
    for name in ("name", "short_name", "session_name"):
        if not getattr(plan, name).strip():
            faults[name] = "此项不能为空，请填写"
    if plan.party_system == plan.government_system:
        faults["government_system"] = "两个系统的名称不能相同，请改用其他名称"
    if plan.grades not in GRADE_SETS:
        faults["grades"] = f"没有这套办理结果类别，可选：{'、'.join(GRADE_SETS)}"
    if plan.word not in WORD_SETS:
        faults["word"] = f"没有这种用语，可选：{'、'.join(WORD_SETS)}"
    if faults:
        raise ValidationError(faults)


def committee_of(plan: Plan) -> tuple[Committee, bool]:
    """By its code; one code is never two committees."""
    known = Committee.objects.filter(code=plan.code).first()
    if known and known.name != plan.name.strip():
        raise ValidationError({"code": f"代码{plan.code}已属于“{known}”，请核对代码或名称"})
    if known:
        return known, False
    parent = Committee.objects.filter(code=plan.parent).first() if plan.parent else None
    made = Committee.objects.create(
        code=plan.code,
        name=plan.name.strip(),
        short_name=plan.short_name.strip(),
        level=plan.level,
        parent=parent,
    )
    return made, True


def registry_for(committee: Committee) -> tuple[Registry, bool]:
    known = Registry.objects.select_related("case__committee").filter(case__committee=committee)
    registry = known.first()
    return (registry, False) if registry else (open_registry(committee, by=SYSTEM), True)


def session_of(plan: Plan, term: Term) -> tuple[Session, bool]:
    return Session.objects.get_or_create(
        term=term,
        ordinal=plan.session,
        defaults={
            "name": plan.session_name.strip(),
            "opens_on": plan.opens_on,
            "plenary_from": plan.plenary_from,
            "plenary_to": plan.plenary_to,
            "cutoff": plan.cutoff,
        },
    )


def systems_of(committee: Committee, plan: Plan, tally: Tally) -> list[System]:
    systems = []
    for name, office in plan.systems():
        system, new = System.objects.get_or_create(
            committee=committee, name=name, defaults={"office": office}
        )
        tally.tell(f"系统：{system}（{system.office}）", new)
        systems.append(system)
    return systems


def fill_dictionary(committee: Committee, plan: Plan, tally: Tally) -> None:
    """Add first entries to the books that are still empty."""
    filled = set(committee.entries.filter(term=None).values_list("book", flat=True))
    for book, lines in books(plan.grades, plan.word).items():
        tally.tell(f"词典：{Entry.Book(book).label}（{len(lines)}条）", book not in filled)
        if book not in filled:
            Entry.objects.bulk_create(
                Entry(committee=committee, book=book, position=place, **line._asdict())
                for place, line in enumerate(lines, 1)
            )


def enter_sectors(term: Term, names: list[str]) -> list[Sector]:
    """The sectors of a term, in the order of the names."""
    return [Sector.objects.get_or_create(term=term, name=name)[0] for name in names]


def enter_organisation(committee: Committee, name: str, kind: str) -> Organisation:
    return Organisation.objects.get_or_create(
        committee=committee, name=name, defaults={"kind": Organisation.Kind(kind)}
    )[0]


def enter_township(committee: Committee, code: str, name: str) -> Township:
    """A township of a county; its code of nine digits begins with the county's."""
    if committee.level != Level.COUNTY or not code.startswith(committee.code) or len(code) != 9:
        raise ValidationError({"code": f"乡镇代码{code}应为9位，且以所属县的代码开头"})
    return Township.objects.get_or_create(
        code=code, defaults={"committee": committee, "name": name}
    )[0]
