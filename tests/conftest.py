"""The cast: the same few people play in every test."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.db import connection, connections
from django.db.backends.postgresql.operations import DatabaseOperations

from members.models import Entry, Level, Role, Township
from proposals import services
from tests import factories
from tests.factories import hand

# Whole files go to one process each; the longest begin, else one would end alone with them.
LONGEST = (
    *("notices/test_faults", "test_permissions", "proposals/test_demo", "platform/test_run"),
    *("journeys/test_every_page", "journeys/test_one_life"),
)

NAME = re.compile(r'"([^"]+)"')
flush = DatabaseOperations.execute_sql_flush
ORIGIN = "SET session_replication_role = origin"
# Few tables have rows after a test, and to empty one that has none makes new files for it.
EMPTY = """
DO $$
DECLARE
    place text;
    found boolean;
BEGIN
    FOREACH place IN ARRAY '{{{}}}'::text[] LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM %I)', place) INTO found;
        IF found THEN
            EXECUTE format('DELETE FROM %I', place);
        END IF;
    END LOOP;
END $$
"""


def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: not item.nodeid.removeprefix("tests/").startswith(LONGEST))


@pytest.fixture(scope="session", autouse=True)
def tables_can_be_emptied_between_tests():
    """pytest-django empties tables by TRUNCATE, which the record refuses to everybody."""

    def as_owner(self, statements):
        emptied = [EMPTY.format(",".join(NAME.findall(one))) for one in statements]
        return flush(self, ["SET session_replication_role = replica", *emptied, ORIGIN])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "execute_sql_flush", as_owner)
        yield


@pytest.fixture(autouse=True)
def nothing_cached():
    cache.clear()


def sql(statement, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall() if cursor.description else cursor.rowcount


def behind_its_back(statement, *parameters):
    """What the owner of the tables can do: without triggers."""
    sql("SET session_replication_role = replica")
    try:
        return sql(statement, *parameters)
    finally:
        sql(ORIGIN)


def at_once(count, work):
    """Run work(n) in that many threads; what each returned, or the code of its refusal."""

    def run(number):
        try:
            return work(number)
        except Exception as refusal:
            return getattr(refusal, "code", None) or type(refusal).__name__
        finally:
            connections.close_all()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


@pytest.fixture
def here(db):
    """政协彩云州委员会, with an office."""
    return factories.committee()


@pytest.fixture
def elsewhere(db):
    """A neighbour that must see nothing of it."""
    return factories.committee("望海州", code="5391", level=Level.PREFECTURE)


@pytest.fixture
def prefecture(db):
    """Above the counties where opinions and consultations are at home."""
    return factories.committee("彩云州", code="539000", level=Level.PREFECTURE)


@pytest.fixture
def county(prefecture):
    return factories.committee("青山县", code="539001", level=Level.COUNTY, parent=prefecture.body)


@pytest.fixture
def next_county(prefecture):
    return factories.committee("绿水县", code="539002", level=Level.COUNTY, parent=prefecture.body)


@pytest.fixture
def town(county):
    return Township.objects.create(committee=county.body, code="539001101", name="鱼塘乡")


@pytest.fixture
def studio(county, town):
    return factories.person(county, Role.TOWNSHIP, township=town)


@pytest.fixture
def office(here):
    return here.office


@pytest.fixture
def director(here):
    return factories.person(here, Role.DIRECTOR)


@pytest.fixture
def dispatcher(here):
    return factories.person(here, Role.DISPATCHER, system=here.government)


@pytest.fixture
def education(here):
    return factories.unit(here, "州教育体育局")


@pytest.fixture
def police(here):
    return factories.unit(here, "州公安局")


@pytest.fixture
def liaison(here, education):
    return factories.person(here, Role.LIAISON, unit=education)


@pytest.fixture
def unit_head(here, education):
    return factories.person(here, Role.UNIT_HEAD, unit=education)


@pytest.fixture
def other_liaison(here, police):
    return factories.person(here, Role.LIAISON, unit=police)


@pytest.fixture
def member(here):
    return factories.member(here)


@pytest.fixture
def other_member(here):
    return factories.member(here)


@pytest.fixture
def cast(office, director, dispatcher, liaison, unit_head, member):
    """The six people of the walking skeleton, by role."""
    return SimpleNamespace(
        office=office,
        director=director,
        dispatcher=dispatcher,
        liaison=liaison,
        unit_head=unit_head,
        member=member,
    )


@pytest.fixture
def category(here):
    return factories.entry(here.body, Entry.Book.CATEGORY, "build")


@pytest.fixture
def draft(member, category):
    """A complete draft of the member's."""
    sheet = services.start_draft(member)
    return services.save_draft(
        sheet,
        by=hand(member),
        seen=0,
        title="关于完善乡村公路安全防护设施的提案",
        category=category,
        body="【情况】\n部分路段临水临崖。\n【建议】\n加装护栏。",
    )


@pytest.fixture
def submitted(draft, member):
    return services.submit(draft, by=hand(member))


@pytest.fixture
def screened(submitted, office, education):
    return services.screen(submitted, by=hand(office), recommendation="file", units=[education])


@pytest.fixture
def meeting(screened, here, office):
    return services.convene(
        here.session,
        by=hand(office),
        name="提案审查委员会第一次会议",
        held_on=here.session.plenary_from,
        proposals=[screened],
    )


@pytest.fixture
def filed(screened, meeting, director):
    return services.file(screened, by=hand(director))


@pytest.fixture
def numbered(filed, office):
    return services.number([filed], by=hand(office))[0]


@pytest.fixture
def transferred(numbered, office, education):
    return services.transfer(numbered, by=hand(office), units=[education])


@pytest.fixture
def handed_over(transferred, dispatcher, education, here):
    return services.hand_over(
        transferred, by=hand(dispatcher), host=education, notice_on=transferred.filed_on
    )


@pytest.fixture
def share(handed_over, liaison):
    """The host's share, waiting to be signed for."""
    return handed_over.assignments.get()


@pytest.fixture
def signed_for(share, liaison):
    return services.sign_for(share, by=hand(liaison))


@pytest.fixture
def contacted(signed_for, liaison):
    services.record_contact(
        signed_for,
        by=hand(liaison),
        way="meeting",
        held_on=signed_for.proposal.notice_on,
        people="提案人、经办人",
        minutes="就护栏加装的路段和时限作了沟通。",
    )
    return signed_for


@pytest.fixture
def grade(here):
    return factories.entry(here.body, Entry.Book.GRADE, "A")


@pytest.fixture
def drafted(contacted, liaison, grade):
    return services.draft_reply(
        contacted,
        by=hand(liaison),
        body="您提出的提案收悉，现答复如下：……",
        own_grade=grade,
        contact_name="经办人",
        contact_phone="0878-1234567",
    )


@pytest.fixture
def reviewing(drafted, liaison):
    return services.send_to_review(drafted, by=hand(liaison))


@pytest.fixture
def passed(reviewing, dispatcher, grade):
    return services.review_pass(reviewing, by=hand(dispatcher), grade=grade)


@pytest.fixture
def signed(passed, unit_head):
    return services.sign(passed, by=hand(unit_head), letter_number="彩教函〔2026〕5号")


@pytest.fixture
def delivered(signed, liaison):
    from common import clock

    return services.deliver(signed, by=hand(liaison), delivered_on=clock.today())
