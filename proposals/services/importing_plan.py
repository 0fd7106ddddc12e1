"""What an import would do: read only, so that a preview and the import itself agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from common import clock
from common.clock import day_of
from common.tables import BadRow, Reading, quoted
from members.models import Committee, Entry, Organisation, Session
from members.services.past_sessions import (
    open_past_session,
    session_named,
    session_of_year,
    term_of,
    year_name,
)
from proposals.models import Proposal
from proposals.reading import COLUMNS, ReadProposal
from proposals.reading_text import visible

HIGHEST_NUMBER = 99_999
LONGEST_NAME = 60  # of an organisation and of a category
LONGEST_PERSON = 40


@dataclass(frozen=True)
class Target:
    """The session that rows go to; `session` is None while it is still to be opened."""

    name: str
    year: int
    session: Session | None


@dataclass(frozen=True)
class Repeat:
    """A title that another row, or a proposal already here, has too: a hint and no error."""

    row: int
    title: str
    rows: tuple[int, ...]

    def __str__(self) -> str:
        others = "、".join(f"第 {row} 行" for row in self.rows) or "已有的提案"
        return f"第 {self.row} 行与{others}案由相同：《{self.title}》"


@dataclass(frozen=True)
class Plan:
    """Each good row is either new or known; targets holds the session of each new row."""

    new: tuple[ReadProposal, ...]
    known: tuple[ReadProposal, ...]
    bad: tuple[BadRow, ...]
    repeated: tuple[Repeat, ...]
    targets: dict[int, Target]
    categories: tuple[str, ...]  # that the committee does not have yet
    bodies: tuple[str, ...]

    @property
    def sessions(self) -> tuple[Target, ...]:
        return tuple(dict.fromkeys(self.targets[row.row] for row in self.new))


def plan_import(
    committee: Committee, reading: Reading[ReadProposal], session_name: str = ""
) -> Plan:
    """Sort the rows of a file by what would become of them.

    Raises ValidationError when the session named can't be found and can't be opened either.
    """
    keys = [row.source_key for row in reading.good]
    here = set(ours(committee).filter(source_key__in=keys).values_list("source_key", flat=True))
    known = tuple(row for row in reading.good if row.source_key in here)
    fresh = [row for row in reading.good if row.source_key not in here]
    targets = Targets(committee, session_name.strip(), fresh)
    complaints = [*reading.bad, *fits(fresh), *targets.bad, *numbers(fresh, targets.found)]
    wrong = {bad.row for bad in complaints}
    new = tuple(row for row in fresh if row.row not in wrong)
    return Plan(
        new=new,
        known=known,
        bad=tuple(sorted(complaints, key=lambda bad: bad.row)),
        repeated=tuple(repeats(committee, new)),
        targets=targets.found,
        categories=missing_categories(committee, new),
        bodies=missing_bodies(committee, new),
    )


class Targets:
    """Which session each row belongs to: the one that was named, else that of its 年度."""

    def __init__(self, committee: Committee, name: str, rows: list[ReadProposal]) -> None:
        self.committee = committee
        self.found: dict[int, Target] = {}
        self.bad: list[BadRow] = []
        if name and rows:
            target = self.named(name, rows)
            self.found = {row.row: target for row in rows}
        elif rows:
            self.by_year(rows)

    def named(self, name: str, rows: list[ReadProposal]) -> Target:
        session = session_named(self.committee, name)
        year = session.opens_on.year if session else first_year(rows)
        if session is None:
            self.must_be_past(name, year)
        return Target(name, year, session)

    def must_be_past(self, name: str, year: int) -> None:
        if 0 < year < clock.today().year:
            term_of(self.committee, year)
            return
        held = Session.objects.filter(term__committee=self.committee)
        names = "、".join(held.values_list("name", flat=True)) or "（还没有）"
        raise ValidationError(
            f"本会没有名为“{name}”的会议，请先建立，或改用已有的会议：{names}", code="no_session"
        )

    def by_year(self, rows: list[ReadProposal]) -> None:
        years = {year for row in rows if (year := row.year)}
        known = {year: self.of_year(year) for year in sorted(years)}
        for row in rows:
            target = known[row.year] if row.year else None
            if target:
                self.found[row.row] = target
            else:
                self.bad.append(BadRow(row.row, COLUMNS["year"][0], no_session(row.year)))

    def of_year(self, year: int) -> Target | None:
        session = session_of_year(self.committee, year)
        if session is None and year >= clock.today().year:
            return None
        if session is None:
            term_of(self.committee, year)
        return Target(session.name if session else year_name(year), year, session)


def no_session(year: int | None) -> str:
    if year is None:
        return "没有填写年度，请补上，或指定导入到哪次会议。"
    return f"本会没有 {year} 年的会议，请先建立会议，或指定导入到哪次会议。"


def first_year(rows: list[ReadProposal]) -> int:
    """The first year that the rows say, or were submitted in; 0 when they say nothing."""
    said = [row.year or (row.submitted_at.year if row.submitted_at else 0) for row in rows]
    return min((year for year in said if year), default=0)


def fits(rows: list[ReadProposal]) -> Iterator[BadRow]:
    """What the reader lets pass and the register can't hold."""
    for row in rows:
        if row.submitted_at is None:
            reason = "没有填写提交时间，请补上，只写日期也可以。"
            yield BadRow(row.row, COLUMNS["submitted_at"][0], reason)
        elif day_of(row.submitted_at) > clock.today():
            yield BadRow(row.row, COLUMNS["submitted_at"][0], "提交时间还没有到，请核对。")
        if row.number and number_of(row) is None:
            number = quoted(row.number)
            reason = f"{number}不是提案号，请写 1 至 {HIGHEST_NUMBER} 的数字，没有的留空。"
            yield BadRow(row.row, COLUMNS["number"][0], reason)
        for key, text in (("organisation", row.organisation), ("category", row.category)):
            if len(text) > LONGEST_NAME:
                yield BadRow(row.row, COLUMNS[key][0], f"超过 {LONGEST_NAME} 字，请缩短。")
        if any(len(name) > LONGEST_PERSON for name in row.proposers):
            reason = f"一位提案人超过 {LONGEST_PERSON} 字，几位之间请用顿号隔开。"
            yield BadRow(row.row, COLUMNS["proposer"][0], reason)


def number_of(row: ReadProposal) -> int | None:
    """0007 is 7; None if there is no number, or none that a case can have."""
    bare = visible(row.number)
    number = int(bare) if bare.isdecimal() and len(bare) < 12 else 0
    return number if 0 < number <= HIGHEST_NUMBER else None


def numbers(rows: list[ReadProposal], targets: dict[int, Target]) -> Iterator[BadRow]:
    """Numbers that another proposal of the session has, or an earlier row of the file."""
    sessions = {target.session.pk for target in targets.values() if target.session}
    held = Proposal.objects.filter(session__in=sessions).exclude(number=None)
    taken = dict.fromkeys(held.values_list("session", "number"), "本会议已有的提案")
    seen: dict[tuple[str, int], str] = {}
    for row in rows:
        target, number = targets.get(row.row), number_of(row)
        if target is None or number is None:
            continue
        session = target.session.pk if target.session else None
        other = taken.get((session, number)) or seen.get((target.name, number))
        seen.setdefault((target.name, number), f"第 {row.row} 行")
        if other:
            reason = f"{row.number} 号已由{other}使用，请核对；不能确定的，留空后再编号。"
            yield BadRow(row.row, COLUMNS["number"][0], reason)


def repeats(committee: Committee, rows: tuple[ReadProposal, ...]) -> Iterator[Repeat]:
    titles = {row.title for row in rows}
    here = set(ours(committee).filter(title__in=titles).values_list("title", flat=True))
    for row in rows:
        if row.repeats or row.title in here:
            yield Repeat(row.row, row.title, row.repeats)


def ours(committee: Committee) -> Any:
    return Proposal.objects.filter(committee=committee)


def missing_categories(committee: Committee, rows: tuple[ReadProposal, ...]) -> tuple[str, ...]:
    """Labels that the committee's list of categories lacks, the commonest first."""
    here = set(
        Entry.objects.filter(committee=committee, book=Entry.Book.CATEGORY, term=None).values_list(
            "label", flat=True
        )
    )
    labels = Counter(row.category for row in rows if row.category)
    return tuple(label for label, _ in labels.most_common() if label not in here)


def missing_bodies(committee: Committee, rows: tuple[ReadProposal, ...]) -> tuple[str, ...]:
    names = {row.organisation: None for row in rows if row.form == "collective"}
    here = Organisation.objects.filter(committee=committee, name__in=names)
    known = set(here.values_list("name", flat=True))
    return tuple(name for name in names if name not in known)


def window(target: Target, rows: tuple[ReadProposal, ...]) -> tuple[date, date]:
    """The first and the last day on which the rows of a session were submitted."""
    days = [day_of(row.submitted_at) for row in rows if row.submitted_at]
    return min(days, default=date(target.year, 1, 1)), max(days, default=date(target.year, 1, 1))


def opened(committee: Committee, target: Target, plan: Plan) -> Session:
    """The session itself; one of an earlier year is opened now, as long as its rows say."""
    if target.session:
        return target.session
    first, last = window(target, tuple(r for r in plan.new if plan.targets[r.row] == target))
    return open_past_session(committee, target.name, year=target.year, first=first, last=last)
