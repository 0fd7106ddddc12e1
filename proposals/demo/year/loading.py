"""The year is loaded batch by batch; what is there already is left alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import NamedTuple

from django.db import transaction

from common import clock
from members.models import Committee, Session, chinese
from proposals.demo import names
from proposals.demo.almanac import PLENARY_DAYS, at, plenary_by
from proposals.demo.tale import Tale
from proposals.demo.tales import TALES
from proposals.demo.year.batch import Batch
from proposals.demo.year.fate import Fate, batches, fates
from proposals.demo.year.house import House, places, workdays
from proposals.demo.year.looked_again import look_again
from proposals.demo.year.underway import loading
from proposals.models import Proposal

RECEIVED, FILED = 561, 478  # of the year, with those that the story tells
LAST_RECEIVED, LAST_FILED = 486, 431  # of the session before, all of them closed
DAY = timedelta(days=1)


class Progress(NamedTuple):
    """After each batch: of which session, how many proposals it now has, of how many."""

    session: str
    there: int
    wanted: int


class Volume(NamedTuple):
    """How many proposals to load, and how many of them are filed."""

    received: int
    filed: int


def this_year() -> Volume:
    """What the story does not tell of the year."""
    return Volume(RECEIVED - len(TALES), FILED - sum(map(counts_as_filed, TALES)))


def counts_as_filed(tale: Tale) -> bool:
    """As yearly tables count: merged or withdrawn afterwards it is no longer 立案."""
    return "file" in tale.path and not ("merge" in tale.path or " withdraw " in tale.path)


def load_year(now: Volume | None = None, last: Volume | None = None) -> Iterator[Progress]:
    """Load what is missing, one transaction a batch; tells after each. Nothing without a demo.

    Safe to be killed and called again: a batch is there as a whole or not at all.
    """
    committee = Committee.objects.filter(code=names.PREFECTURE).first()
    if committee is None:
        return
    session = Session.objects.filter(term__committee=committee).latest("plenary_from")
    before = session_before(session)
    with loading():
        yield from load_session(before, last or Volume(LAST_RECEIVED, LAST_FILED))
        yield from load_session(session, now or this_year())
        look_again(before)


def session_before(session: Session) -> Session:
    """The session of the year before, opened if nobody has; in the same term where it can be."""
    term = session.term
    known = Session.objects.filter(term__committee=term.committee_id).exclude(pk=session.pk)
    if found := known.order_by("-plenary_from").first():
        return found
    ordinal = session.ordinal - 1
    if not ordinal:
        start = term.starts_on.replace(year=term.starts_on.year - 5)
        term = term.committee.terms.create(
            ordinal=term.ordinal - 1, starts_on=start, ends_on=session.term.starts_on - DAY
        )
        ordinal = 5
    first = plenary_by(session.plenary_from - 364 * DAY)
    return term.sessions.create(
        ordinal=ordinal,
        name=f"{chinese(term.ordinal)}届{chinese(ordinal)}次会议",
        opens_on=workdays(first - 60 * DAY, first)[-21],
        plenary_from=first,
        plenary_to=first + (PLENARY_DAYS - 1) * DAY,
        cutoff=at(first + (PLENARY_DAYS - 2) * DAY, 9 * 60),
    )


def load_session(session: Session, volume: Volume) -> Iterator[Progress]:
    told = fates(session.name, *volume, places())
    for number, batch in enumerate(batches(told), 1):
        load_batch(session, batch, f"提案委员会第{chinese(number)}审查组会议")
        there = Proposal.objects.filter(session=session, source_key__startswith="demo:").count()
        yield Progress(session.name, there, volume.received)


@transaction.atomic
def load_batch(session: Session, batch: Sequence[Fate], name: str) -> None:
    """Unless it is there; two that load at once wait for each other."""
    Session.objects.select_for_update(no_key=True).get(pk=session.pk)
    keys = [one.key for one in batch]
    if Proposal.objects.filter(session=session, source_key__in=keys).exists():
        return
    house = House(session, clock.today() - DAY)
    Batch(house, batch, name).tell()
