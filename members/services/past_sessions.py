"""Terms and sessions of earlier years, which old proposals belong to."""

from __future__ import annotations

import re
from datetime import date, timedelta

from django.core.exceptions import ValidationError

from common import clock
from members.models import Committee, Session, Term, chinese

TERM_YEARS = 5  # 政协章程：每届任期五年
UNKNOWN = 100  # ordinals from here on stand for sessions whose real one nobody gave
NUMERALS = {chinese(number): number for number in range(1, UNKNOWN)}

_DIGITS = "[一二三四五六七八九十]{1,3}"
_NAME = re.compile(f"第?({_DIGITS})届(?:委员会)?第?({_DIGITS})次")


def session_named(committee: Committee, name: str) -> Session | None:
    """The session of that name, however it is written: 十一届五次会议, 第十一届第五次会议."""
    ours = Session.objects.filter(term__committee=committee).select_related("term")
    if exact := ours.filter(name=name).first():
        return exact
    said = ordinals(name)
    return ours.filter(term__ordinal=said[0], ordinal=said[1]).first() if said else None


def session_of_year(committee: Committee, year: int) -> Session | None:
    """The session that holds the proposals of a year: named after it, or with its plenary then."""
    if named := session_named(committee, year_name(year)):
        return named
    held = Session.objects.filter(term__committee=committee, plenary_from__year=year)
    return held.select_related("term").first()


def year_name(year: int) -> str:
    return f"{year}年度"


def open_past_session(
    committee: Committee, name: str, *, year: int, first: date, last: date
) -> Session:
    """A session of an earlier year, its plenary taken to last from `first` to `last`.

    Raises ValidationError when its term can't be told.
    """
    term = term_of(committee, year)
    if term.pk is None:
        term.save()
    said = ordinals(name)
    return Session.objects.create(
        term=term,
        ordinal=said[1] if said and said[0] == term.ordinal else unknown_ordinal(term),
        name=name,
        opens_on=min(first, date(year, 1, 1)),
        plenary_from=first,
        plenary_to=last,
        cutoff=clock.end_of(last),
    )


def term_of(committee: Committee, year: int) -> Term:
    """The term of that year; one that nobody registered is derived from its neighbour, unsaved."""
    terms = list(Term.objects.filter(committee=committee).order_by("starts_on"))
    if not terms:
        raise ValidationError("本会还没有届次，请先建立届次和会议，再导入往年提案", code="no_term")
    begun = [term for term in terms if term.starts_on.year <= year]
    if begun and (begun[-1].ends_on is None or begun[-1].ends_on.year >= year):
        return begun[-1]
    nearest = begun[-1] if begun else terms[0]
    steps = (year - nearest.starts_on.year) // TERM_YEARS or 1
    return beside(nearest, steps, terms)


def beside(term: Term, steps: int, known: list[Term]) -> Term:
    """The term so many terms later (or earlier), each of five years."""
    ordinal = term.ordinal + steps
    if same := next((other for other in known if other.ordinal == ordinal), None):
        return same
    if not 0 < ordinal < UNKNOWN:
        raise ValidationError(
            "推算不出这些提案属于哪一届，请先登记当年的届次和会议，再导入", code="no_term"
        )
    starts = years_on(term.starts_on, steps)
    ends = years_on(term.starts_on, steps + 1) - timedelta(days=1)
    return Term(committee=term.committee, ordinal=ordinal, starts_on=starts, ends_on=ends)


def years_on(start: date, terms: int) -> date:
    return start.replace(year=start.year + terms * TERM_YEARS, day=min(start.day, 28))


def ordinals(name: str) -> tuple[int, int] | None:
    """(届, 次) as a name says them: 十一届五次会议 → (11, 5); None if it doesn't."""
    said = _NAME.match(name)
    if not said or not {said[1], said[2]} <= NUMERALS.keys():
        return None
    return NUMERALS[said[1]], NUMERALS[said[2]]


def unknown_ordinal(term: Term) -> int:
    taken = term.sessions.filter(ordinal__gte=UNKNOWN).values_list("ordinal", flat=True)
    return max(taken, default=UNKNOWN - 1) + 1
