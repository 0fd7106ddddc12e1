"""A reader who comes back to its place gets every committed event exactly once."""

import random
import threading
import time

import pytest
from django.db import connections, transaction

from members.services.registry import note
from proposals import services
from tests.conftest import sql
from tests.factories import hand
from tests.workflow.reading import feed
from workflow.feed import BEGINNING, ORDER, past
from workflow.models import Event

SECONDS = 8
transactional = pytest.mark.django_db(transaction=True)


def told(page):
    return [event.action for event in page]


@transactional
def test_pages_follow_each_other(submitted, office):
    services.send_back(submitted, by=hand(office), note="请写明路段")
    of_the_case = Event.objects.filter(case=submitted.pk)
    first, place = feed(of_the_case, limit=1)
    second, place = feed(of_the_case, place, limit=1)
    rest, same = feed(of_the_case, place)
    assert told([*first, *second, *rest]) == ["submit", "send_back"]
    assert same == place


@transactional
def test_an_unfinished_transaction_holds_back_the_later_ones(submitted, office, here, elsewhere):
    done, go = threading.Event(), threading.Event()

    def slow():
        with transaction.atomic():
            services.send_back(submitted, by=hand(office), note="请写明路段")
            done.set()
            go.wait(20)
        connections.close_all()

    _, place = feed(Event.objects.all())
    thread = threading.Thread(target=slow)
    thread.start()
    assert done.wait(20)
    note(elsewhere.registry, "后来的", by=elsewhere.by)
    assert feed(Event.objects.all(), place)[0] == []
    go.set()
    thread.join()
    assert told(feed(Event.objects.all(), place)[0]) == ["send_back", "note"]


def read_beside(seconds):
    """What was served page by page, with the place; and what a naive reader saw."""
    served, place, naive, last = [], BEGINNING, set(), 0
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        page, place = feed(Event.objects.all(), place, limit=random.choice([3, 100]))
        served += page
        fresh = list(Event.objects.filter(id__gt=last).values_list("id", flat=True))
        naive, last = naive.union(fresh), max([last, *fresh])
    return served, place, naive, last


def read_on(served, place):
    page = served
    while page:
        page, place = feed(Event.objects.all(), place)
        served = [*served, *page]
    return served


@transactional
def test_every_committed_event_is_served_once_in_order(writers):
    served, place, naive, last = read_beside(SECONDS)
    writers()
    served = read_on(served, place)
    naive |= set(Event.objects.filter(id__gt=last).values_list("id", flat=True))
    committed = list(Event.objects.order_by(*ORDER).values_list("pk", flat=True))
    assert [event.pk for event in served] == committed
    assert len(served) > 200
    assert len(naive) < len(committed)  # a reader that only remembers the last id does skip


@transactional
def test_position_is_no_order_of_a_history_but_versions_are(writers, places):
    """A transaction takes its place in the feed at its first write, a case when it is locked."""
    served, place, _, _ = read_beside(2)
    writers()
    newest, late = {}, 0
    for event in read_on(served, place):
        late += event.version < newest.get(event.case_id, 0)
        newest[event.case_id] = max(event.version, newest.get(event.case_id, 0))
    assert late
    versions = dict(sql("SELECT id, version FROM workflow_case"))
    assert newest == versions


@transactional
def test_a_page_is_read_from_the_index(submitted):
    _, place = feed(Event.objects.all())
    with transaction.atomic():
        sql("SET LOCAL enable_seqscan = off")
        sql("SET LOCAL enable_sort = off")
        plan = Event.objects.filter(past(place)).order_by(*ORDER).explain()
    assert "Index Scan using event_feed" in plan
    assert "ROW(" in plan.split("Index Cond")[1]
