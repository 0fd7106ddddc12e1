"""Start rows only; later states are reached by calling services."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import count
from types import SimpleNamespace

from common import clock
from members import services as members
from members.models import (
    Committee,
    Entry,
    Level,
    Organisation,
    Role,
    Seat,
    Sector,
    Session,
    System,
    Term,
    User,
)
from members.spelling import pinyin
from members.workflow import givers
from workflow.hand import SYSTEM, Hand

serial = count(1)
PASSWORD = "测试口令-2026-abc"


def hand(seat: Seat, **seen) -> Hand:
    return Hand(seat, **seen)


def committee(name="彩云州", code="5390", level=Level.PREFECTURE, parent=None) -> SimpleNamespace:
    """A committee on its first day: term, session, two systems, dictionary, first office seat."""
    body = Committee.objects.create(
        code=code, name=f"政协{name}委员会", short_name=name, level=level, parent=parent
    )
    term = Term.objects.create(committee=body, ordinal=11, starts_on=date(2022, 1, 10))
    session = plenary(term)
    government = System.objects.create(
        committee=body, name="政府系统", office=f"{name}政府办公室督查室"
    )
    party = System.objects.create(committee=body, name="党群系统", office=f"{name}委办公室督查室")
    registry = members.open_registry(body, by=SYSTEM)
    first = account(f"{code}-office")
    office = members.appoint(registry, by=SYSTEM, user=first, role=Role.OFFICE)
    here = SimpleNamespace(
        body=body,
        term=term,
        session=session,
        government=government,
        party=party,
        registry=registry,
        office=office,
        by=hand(office),
    )
    here.sector = Sector.objects.create(term=term, name="农业界")
    dictionary(body)
    return here


def plenary(term: Term) -> Session:
    """A session whose plenary is going on."""
    today = clock.today()
    return Session.objects.create(
        term=term,
        ordinal=5,
        name="十一届五次会议",
        opens_on=today - timedelta(days=60),
        plenary_from=today - timedelta(days=2),
        plenary_to=today + timedelta(days=2),
        cutoff=clock.now() + timedelta(days=1),
    )


def dictionary(body: Committee) -> None:
    lines = [
        (Entry.Book.CATEGORY, "build", "城乡建设", Entry.Field.SOCIETY),
        (Entry.Book.CATEGORY, "teach", "教育事业", Entry.Field.SOCIETY),
        (Entry.Book.GROUND, "vague", "内容空泛，没有具体建议", ""),
        (Entry.Book.DISPOSITION, "opinion", "转社情民意", ""),
        (Entry.Book.GRADE, "A", "A类", ""),
        (Entry.Book.GRADE, "B", "B类", ""),
        (Entry.Book.GRADE, "C", "C类", ""),
    ]
    for place, (book, code, label, field) in enumerate(lines, 1):
        Entry.objects.create(
            committee=body, book=book, code=code, label=label, field=field, position=place
        )


def entry(body: Committee, book: str, code: str) -> Entry:
    return Entry.objects.get(committee=body, book=book, code=code)


def account(username: str, name: str = "") -> User:
    name = name or f"人员{next(serial)}"
    user = User(
        username=username,
        name=name,
        pinyin=pinyin(name),
        email=f"{username}@example.org",
    )
    user.set_password(PASSWORD)
    user.save()
    return user


def person(here: SimpleNamespace, role: str, **scope) -> Seat:
    user = account(f"{role}-{here.body.code}-{next(serial)}")
    first = givers(role, here.body.pk).order_by("pk").first()
    by = hand(first) if first else SYSTEM
    return members.appoint(here.registry, by=by, user=user, role=role, **scope)


def member(here: SimpleNamespace, name: str = "") -> Seat:
    enrolled = members.enter_member(here.registry, by=here.by, name=name or f"委员{next(serial)}")
    members.serve(enrolled, by=here.by, term=here.term, sector=here.sector)
    return person(here, Role.MEMBER, member=enrolled)


def unit(here: SimpleNamespace, name: str, system: System | None = None):
    return members.enter_unit(
        here.registry, by=here.by, name=name, system=system or here.government
    )


def organisation(here: SimpleNamespace, name="民盟彩云州委", kind=Organisation.Kind.PARTY):
    return Organisation.objects.create(committee=here.body, name=name, kind=kind)


def at(day: date, hour: int = 9) -> datetime:
    return datetime.combine(day, datetime.min.time()).replace(hour=hour)
