"""What is owed, read by another system: only what the seat may see, and 暂定 where it is."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from common import clock
from deadlines.changes import make
from deadlines.keeping import Publication, seed_calendar
from deadlines.models import CalendarYear, Obligation, SpecialDay
from deadlines.recomputing import go_on
from members.models import Role
from proposals import services
from tests import factories
from tests.browsing import Person
from tests.conftest import behind_its_back
from tests.factories import hand
from tests.test_queries import copies, owe

pytestmark = pytest.mark.django_db
LIST = reverse("api:obligation-list")


def one(owed):
    return reverse("api:obligation-detail", args=[owed.pk])


def read(seat, url=LIST, **query):
    answer = Person(seat).get(url, **query)
    assert answer.status_code == 200, answer.content.decode()
    assert answer["Content-Type"] == "application/json"
    return answer.json()


def ids(page):
    return [line["id"] for line in page["results"]]


def reply_of(share):
    return Obligation.objects.open().about(*share.key()).get(kind="reply")


def test_a_unit_reads_what_it_owes(signed_for, liaison, settings):
    owed, case = reply_of(signed_for), signed_for.proposal.case
    line = read(liaison, one(owed))
    light, note = line.pop("light"), line.pop("provisional_note")
    assert line == {
        "id": owed.pk,
        "kind": "reply",
        "label": "答复",
        "case": {
            "uid": str(case.uid),
            "kind": "proposal",
            "caption": case.caption,
            "url": settings.SITE_URL + signed_for.proposal.get_absolute_url(),
        },
        "debtor": "州教育体育局",
        "counted_from": owed.counted_from.isoformat(),
        "due_on": owed.due_on.isoformat(),
        "first_due_on": owed.first_due_on.isoformat(),
        "provisional": owed.provisional,
        "due_version": 1,
        "state": "open",
    }
    assert light["level"] == "ok"
    assert light["text"].startswith("剩 ")
    assert bool(note) == owed.provisional
    assert owed.pk in ids(read(liaison))


def test_a_neighbour_and_a_foreign_committee_do_not_learn_that_it_exists(
    signed_for, other_liaison, other_member, elsewhere
):
    owed = reply_of(signed_for)
    for seat in (other_liaison, other_member, elsewhere.office):
        assert Person(seat).get(one(owed)).status_code == 404
        assert read(seat)["results"] == []


def test_the_committee_and_the_proposer_read_whom_it_waits_for(signed_for, office, member):
    for seat in (office, member):
        [line] = [line for line in read(seat)["results"] if line["kind"] == "reply"]
        assert line["debtor"] == "州教育体育局"


def test_a_proposer_does_not_see_into_the_government(reviewing, member, dispatcher):
    """As on the page: that an answer lies with the dispatcher is the government's business."""
    assert "review" in [line["kind"] for line in read(dispatcher)["results"]]
    assert "review" not in [line["kind"] for line in read(member)["results"]]
    inside = Obligation.objects.open().get(kind="review")
    assert Person(member).get(one(inside)).status_code == 404


def test_who_else_was_asked_for_an_opinion_stays_with_the_committee(
    screened, office, dispatcher, liaison, member, here
):
    services.consult(screened, by=hand(office), systems=[here.government])
    asked = Obligation.objects.open().get(kind="consult")
    assert read(office, one(asked))["kind"] == "consult"
    assert read(dispatcher, one(asked))["kind"] == "consult"
    assert Person(member).get(one(asked)).status_code == 404


def test_a_meeting_is_a_case_too(meeting, director):
    kinds = {line["case"]["kind"] for line in read(director)["results"]}
    assert kinds == {"proposal", "review_meeting"}


def test_an_administrator_sees_no_case_at_all(signed_for, here):
    assert read(factories.person(here, Role.SECADMIN))["results"] == []


# --- 暂定 ---------------------------------------------------------------------------------------


@pytest.fixture
def november():
    with clock.frozen(date(2026, 11, 24)):
        yield


@pytest.fixture
def tentative(november, signed_for):
    """An answer that is due in 2027, whose notice is not out."""
    owed = reply_of(signed_for)
    assert owed.due_on.year == 2027
    return owed


def test_a_day_of_a_year_without_a_notice_is_tentative(tentative, liaison):
    line = read(liaison, one(tentative))
    assert line["provisional"] is True
    assert "公布后重新核定" in line["provisional_note"]


def test_once_the_year_is_published_it_is_not(tentative, here, liaison):
    admin = factories.person(here, Role.SYSADMIN)
    seed_calendar(here.body)
    CalendarYear.objects.create(committee=here.body, year=2027, source="国办发明电〔2026〕9号")
    SpecialDay.objects.create(committee=here.body, day=date(2027, 1, 1), working=False, name="元旦")
    make(Publication(here.body, 2027), by=hand(admin))
    go_on()
    line = read(liaison, one(tentative))
    assert (line["provisional"], line["provisional_note"]) == (False, "")


# --- states and filters -------------------------------------------------------------------------


def test_what_is_done_stays_readable_and_has_no_light(signed_for, liaison):
    done = Obligation.objects.get(kind="sign_for", met_at__isnull=False)
    line = read(liaison, one(done))
    assert (line["state"], line["light"]) == ("met", None)


@pytest.mark.parametrize(
    ("column", "state"),
    [
        ("met_at = now()", "met"),
        ("cancelled_at = now()", "cancelled"),
        ("paused_on = now()", "paused"),
    ],
)
def test_each_state_is_told_and_looked_up_by(signed_for, liaison, column, state):
    owed = reply_of(signed_for)
    behind_its_back(f"UPDATE deadlines_obligation SET {column} WHERE id = %s", owed.pk)
    assert read(liaison, one(owed))["state"] == state
    assert owed.pk in ids(read(liaison, state=state))
    for other in {"open", "paused", "met", "cancelled"} - {state}:
        assert owed.pk not in ids(read(liaison, state=other))
    assert owed.pk in ids(read(liaison, state=["open", state]))


def test_kinds_and_days_narrow_the_list(signed_for, liaison):
    owed = reply_of(signed_for)
    others = Obligation.objects.exclude(pk=owed.pk)
    others.update(due_on=date(2020, 1, 1))
    day = owed.due_on.isoformat()
    assert ids(read(liaison, kind="reply")) == [owed.pk]
    assert owed.pk not in ids(read(liaison, kind="sign_for"))
    assert ids(read(liaison, due_after="2020-01-01")) == [owed.pk]
    assert owed.pk not in ids(read(liaison, due_after=day))
    assert owed.pk not in ids(read(liaison, due_before=day))


# --- page by page -------------------------------------------------------------------------------


@pytest.fixture
def many(screened, office):
    owe(copies(screened, 10), office)
    return lambda count: owe(copies(screened, count), office)


def test_page_by_page_nothing_is_missing_or_doubled_while_rows_are_added(many, office):
    before = list(Obligation.objects.order_by("id").values_list("id", flat=True))
    page, seen = read(office, limit=3), []
    while True:
        seen += ids(page)
        if len(seen) == 6:
            many(5)
        if not page["next"]:
            break
        page = read(office, page["next"])
    assert seen[: len(before)] == before
    assert seen == list(Obligation.objects.order_by("id").values_list("id", flat=True))
    assert len(seen) == len(before) + 5


def test_the_way_back_leads_over_the_same_rows(many, office):
    first = read(office, limit=4)
    second = read(office, first["next"])
    assert first["previous"] is None
    assert ids(read(office, second["previous"])) == ids(first)


def test_two_hundred_rows_cost_no_more_questions_than_ten(many, office):
    asked = []
    for count in (10, 200):
        many(count)
        person = Person(office)
        person.get(LIST, limit=count)  # what is looked up once and kept
        with CaptureQueriesContext(connection) as questions:
            assert len(person.get(LIST, limit=count).json()["results"]) == count
        asked.append(len(questions))
    assert asked[0] == asked[1] <= 6
