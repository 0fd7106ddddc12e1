"""The nightly check needs no more memory for many events than for few."""

import tracemalloc

import pytest
from django.db import transaction

from common import clock
from members.models import Committee, Session
from proposals.models import ReviewMeeting
from tests.conftest import sql
from workflow import chain
from workflow.chain import faults
from workflow.models import Audience, Case, Event

EVENTS_OF_A_CASE = 100


@transaction.atomic
def meetings(session: Session, committee: Committee, count: int) -> None:
    """That many meetings, each with a sound history, written without the services for speed."""
    sql("SET LOCAL session_replication_role = replica")
    for _ in range(count):
        case = Case.objects.create(committee=committee, kind=ReviewMeeting.kind(), caption="会")
        meeting = ReviewMeeting(case=case, committee=committee, session=session, status="planned")
        meeting.name, meeting.occasion, meeting.held_on = "会", "between", clock.today()
        history(case, meeting)
        meeting.save(force_insert=True)
        case.save()


def history(case: Case, meeting: ReviewMeeting) -> None:
    """A birth and many renamings."""
    events, told = [], dict.fromkeys(meeting.facts())
    for number in range(EVENTS_OF_A_CASE):
        meeting.name = f"第{number}次改名"
        changes = {k: [told[k], v] for k, v in meeting.facts().items() if told[k] != v}
        told = meeting.facts()
        events.append(link(case, changes, source="planned" if number else ""))
    Event.objects.bulk_create(events)


def link(case: Case, changes: dict[str, list[object]], source: str) -> Event:
    case.version += 1
    event = Event(
        case=case,
        committee_id=case.committee_id,
        version=case.version,
        subject_type=case.kind,
        subject_id=case.pk,
        action="list",
        source=source,
        target="planned",
        data={"v": 1, "changes": changes},
        audience=Audience.INTERNAL,
        previous=case.head,
    )
    event.hash = case.head = event.digest()
    return event


def peak_of_checking() -> int:
    """The most bytes that Python held at once while it checked; the record must be sound."""
    tracemalloc.start()
    try:
        assert list(faults()) == []
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("many", [40, pytest.param(1000, marks=pytest.mark.prove)])
def test_many_cases_need_no_more_memory_than_few(here, many, monkeypatch):
    monkeypatch.setattr(chain, "MOST_EVENTS", 5 * EVENTS_OF_A_CASE)
    meetings(here.session, here.body, 10)
    few = peak_of_checking()
    meetings(here.session, here.body, many)
    assert Event.objects.count() > many * EVENTS_OF_A_CASE
    assert peak_of_checking() < 2 * few
