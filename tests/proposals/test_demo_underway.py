"""While the demo year is loaded behind the scenes, the desks of the demo say so in one line."""

from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from common import clock
from members.models import Seat
from proposals.demo import story
from proposals.demo.year.loading import Volume, load_year
from tests.browsing import Person

LINE = "年度演示数据正在载入"
FEW, NONE = Volume(70, 60), Volume(0, 0)
TUESDAY = datetime(2026, 11, 24, 20, tzinfo=clock.SHANGHAI)


@pytest.fixture
def demo(db):
    with clock.frozen(TUESDAY):
        story.load(0)
        yield


def desk_of(username):
    seat = Seat.objects.select_related("committee", "user").get(user__username=username)
    return Person(seat).get("/").content.decode()


def asked_of_locks(person):
    with CaptureQueriesContext(connection) as asked:
        person.get("/")
    return [one for one in asked.captured_queries if "pg_locks" in one["sql"]]


def test_the_desk_says_so_while_it_lasts_and_not_before_nor_after(demo):
    assert LINE not in desk_of("office")
    year = load_year(FEW, NONE)
    next(year)
    assert desk_of("office").count(LINE) == 1
    list(year)
    assert LINE not in desk_of("office")


def test_a_loader_that_was_stopped_halfway_leaves_no_such_line(demo):
    year = load_year(FEW, NONE)
    next(year)
    year.close()
    assert LINE not in desk_of("office")


def test_an_office_that_is_no_demo_is_not_even_looked_at(office, other_member):
    for seat in (office, other_member):
        assert asked_of_locks(Person(seat)) == []
