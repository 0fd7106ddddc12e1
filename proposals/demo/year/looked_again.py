"""专项民主监督 of the closed session's grade A: drawn, visited, found, dealt with, going on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction

from common import clock
from members.models import Entry, Session
from proposals import services
from proposals.demo.year.house import House
from proposals.models import Commitment, FollowUp, Reply, Visit
from proposals.services import follow_up as looking
from workflow.hand import Hand

DRAWN, VISITORS, VISITED = 12, 6, 10  # two visits are still to be made
STARTED, VISITING, SETTLED, DECIDED = -15, -9, -5, -2  # working days before the last one
DAY = timedelta(days=1)
TRUE = "到现场查看并走访周边群众，答复所说的工作已经完成，群众反映较好。"
PARTLY = "现场看到的工作只完成了一部分，其余点位尚未动工，经办人员称等待资金。"
WAITS = "主体已完成，后续管护没有落实到人，请承办单位继续跟进。"


@transaction.atomic
def look_again(session: Session) -> None:
    """Once, and only where there is enough to look at."""
    Session.objects.select_for_update(no_key=True).get(pk=session.pk)
    house = House(session, clock.today() - DAY)
    if FollowUp.objects.filter(session=session).exists() or not house.has(-STARTED):
        return
    there = len(looking.population(FollowUp(session=session, grades="A")))
    if not there:
        return
    with clock.frozen(house.moment(STARTED, 30)):
        follow_up = started(house, session, min(there, DRAWN))
    visits = list(follow_up.visits.select_related("proposal__case", "member"))
    with clock.frozen(house.moment(VISITING, 60)):
        for place, visit in enumerate(visits[:VISITED]):
            fill_in(house, visit, place)
    settle(house, visits[:VISITED])


def started(house: House, session: Session, size: int) -> FollowUp:
    return looking.start_follow_up(
        session,
        by=house.office,
        name=f"{session.plenary_from.year}年A类提案专项民主监督",
        manner=FollowUp.Manner.OVERSIGHT,
        grades=[house.entries[Entry.Book.GRADE, "A"]],
        size=size,
        members=[seat.member for seat in house.members[:VISITORS] if seat.member],
        experts=False,
        due_on=clock.today() + timedelta(days=30),
    )


def fill_in(house: House, visit: Visit, place: int) -> None:
    """The first is found half done, the second wants care, the others are as the answer says."""
    found = (Visit.Finding.PARTLY, Visit.Finding.PARTLY, Visit.Finding.TRUE)[min(place, 2)]
    words = (PARTLY, WAITS, TRUE)[min(place, 2)]
    seat = next(one for one in house.members if one.member_id == visit.member_id)
    looking.fill_in_visit(
        visit, by=Hand(seat), visited_on=clock.today(), finding=found, words=words
    )


def settle(house: House, visits: Sequence[Visit]) -> None:
    """One grade is lowered, one promise owed again where a kept one is among them, two wait."""
    with clock.frozen(house.moment(SETTLED, 90)):
        lowered = ask_for_less(house, visits[0])
        again = promised_once_more(house, visits[1:])
        for visit in visits[2:-2]:
            if again is None or visit.pk != again.pk:
                looking.settle_visit(visit, by=house.office, note="核对走访记录和照片，属实。")
    with clock.frozen(house.moment(DECIDED, 45)):
        wish = Visit.objects.get(pk=lowered.pk).regrading
        if wish is not None:
            services.regrade(wish, by=house.director, note="走访情况属实，按实际改定。")


def ask_for_less(house: House, visit: Visit) -> Visit:
    letter: Reply = looking.letters_of(visit.proposal).last()
    lower = house.entries[Entry.Book.GRADE, "B"]
    return looking.ask_grade_by_visit(
        visit, by=house.office, letter=letter, grade=lower, note=PARTLY
    )


def promised_once_more(house: House, visits: Sequence[Visit]) -> Visit | None:
    kept = Commitment.Status.KEPT
    for visit in visits[1:-2]:
        promise = visit.proposal.commitments.filter(status=kept).first()
        if promise is not None:
            until = clock.today() + timedelta(days=60)
            return looking.reopen_by_visit(
                visit, by=house.director, promise=promise, until=until, note=WAITS
            )
    return None
