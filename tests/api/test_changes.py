"""Clients keep a copy: all of it first, then what changed, and what they may not see any more."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from common import clock
from members import services as members
from members.models import Copied, Role, Seat
from proposals import services
from proposals.models import Proposal
from tests import factories
from tests.api.systems import system
from tests.api.test_problems import told
from tests.browsing import Person
from tests.conftest import at_once, sql
from tests.factories import hand
from tests.merging import another
from tests.test_queries import copies
from workflow.models import Event

pytestmark = pytest.mark.django_db(transaction=True)
URL = reverse("api:changes")
LINES = {"Accept": "application/x-ndjson"}


class Mirror:
    """A copy as an integrator keeps it: of each case what has the highest version."""

    def __init__(self, one):
        self.one, self.cursor, self.rows, self.seen = one, "", {}, []

    def take(self, change):
        self.seen.append((change["op"], change["id"]))
        known = self.rows.get(change["id"])
        if known is None or known["version"] <= change["version"]:
            self.rows[change["id"]] = change

    def page(self, **query):
        answer = self.one.get(URL, **({"cursor": self.cursor} if self.cursor else {}), **query)
        assert answer.status_code == 200, answer.content.decode()
        page = answer.json()
        for change in page["changes"]:
            self.take(change)
        self.cursor = page["next_cursor"]
        return page

    def catch_up(self, **query):
        self.seen = []
        while self.page(**query)["has_more"]:
            pass
        return self.titles()

    def titles(self):
        alive = (row["data"] for row in self.rows.values() if row["op"] == "upsert")
        return sorted(data["title"] for data in alive if "title" in data)

    def holds(self, case):
        return self.rows[str(case.uid)]


@pytest.fixture
def mirror(here):
    return Mirror(system(here))


@pytest.fixture
def units_mirror(here, education):
    return Mirror(system(here, Role.LIAISON, name="教体局系统", unit=education))


# --- what a copy holds ---------------------------------------------------------------------------


def test_the_first_read_brings_all_and_then_nothing(mirror, handed_over):
    copies(handed_over, 4)
    assert len(mirror.catch_up(limit=2)) == 5
    mirror.catch_up()
    assert mirror.seen == []


def test_a_case_comes_whole(mirror, delivered):
    mirror.catch_up()
    data = mirror.holds(delivered.case)["data"]
    assert "加装护栏" in data["body"]
    [share], [reply] = data["assignments"], data["replies"]
    assert (share["status"], reply["letter_number"]) == ("delivered", "彩教函〔2026〕5号")


def test_what_changed_since_is_told_once_as_it_is_now(mirror, share, liaison):
    mirror.catch_up()
    services.sign_for(share, by=hand(liaison))
    mirror.catch_up()
    assert mirror.seen == [("upsert", str(share.case.uid))]
    held = mirror.holds(share.case)
    assert held["data"]["assignments"][0]["status"] == "handling"
    assert held["version"] == Event.objects.filter(case=share.case.pk).latest("version").version


def test_what_becomes_visible_is_told_though_its_history_is_older(
    mirror, numbered, office, education
):
    assert mirror.catch_up() == []
    services.transfer(numbered, by=hand(office), units=[education])
    assert mirror.catch_up() == [numbered.title]


def test_a_case_of_others_is_never_spoken_of(units_mirror, here, office, other_member, handed_over):
    units_mirror.catch_up()
    hidden = another(here, other_member, office, "关于发展茶产业的提案")
    units_mirror.catch_up()
    assert str(hidden.case.uid) not in units_mirror.rows


def test_only_what_the_client_may_read_is_in_its_copy(here, delivered):
    small = Mirror(system(here, scopes=["proposals:read", "assignments:read"]))
    small.catch_up()
    data = small.holds(delivered.case)["data"]
    assert "assignments" in data
    assert "replies" not in data
    assert Mirror(system(here, name="无权", scopes=["deadlines:read"])).catch_up() == []


# --- rights that end -----------------------------------------------------------------------------


def lose(share):
    """The unit has nothing to do with it any more, and somebody did that: an event."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("UPDATE proposals_assignment SET unit_id = (SELECT id FROM members_unit"
                       " WHERE name = '州公安局') WHERE id = %s", [share.pk])  # fmt: skip
        cursor.execute("SET session_replication_role = origin")


def test_a_case_that_is_lost_from_sight_leaves_the_copy(units_mirror, share, police, dispatcher):
    assert units_mirror.catch_up() == [share.proposal.title]
    lose(share)
    services.add_unit(share.proposal, by=hand(dispatcher), unit=factories_unit(share))
    assert units_mirror.catch_up() == []
    assert units_mirror.seen == [("delete", str(share.case.uid))]
    assert "data" not in units_mirror.holds(share.case)


def factories_unit(share):
    """A third unit of the same system."""
    return members.enter_unit(
        share.unit.registry, by=hand(Seat.objects.filter(role=Role.OFFICE).first()),
        name="州林业和草原局", system=share.unit.system,
    )  # fmt: skip


def test_a_tombstone_is_told_again_to_a_reader_that_was_killed(
    units_mirror, share, police, dispatcher
):
    units_mirror.catch_up()
    kept = units_mirror.cursor
    lose(share)
    services.add_unit(share.proposal, by=hand(dispatcher), unit=factories_unit(share))
    units_mirror.catch_up()
    units_mirror.cursor, units_mirror.rows = kept, {}
    units_mirror.catch_up()
    assert units_mirror.holds(share.case)["op"] == "delete"


def test_what_came_in_the_stream_leaves_the_copy_as_well(units_mirror, share, police, dispatcher):
    units_mirror.cursor = lines(units_mirror)[-1]["next_cursor"]
    lose(share)
    services.add_unit(share.proposal, by=hand(dispatcher), unit=factories_unit(share))
    units_mirror.catch_up()
    assert units_mirror.seen == [("delete", str(share.case.uid))]


def test_units_that_merge_bring_their_cases_to_the_other_unit(here, share, police, office):
    theirs = Mirror(system(here, Role.LIAISON, unit=police))
    assert theirs.catch_up() == []
    members.merge_unit(share.unit, by=hand(office), into=police, reason="机构改革")
    assert theirs.catch_up() == [share.proposal.title]


def test_a_name_that_changes_changes_in_all_its_cases(mirror, share, office):
    copies(share.proposal, 2)
    mirror.catch_up()
    reason = {"name": "州教育和体育局", "short_name": "", "reason": "更名"}
    members.rename_unit(share.unit, by=hand(office), **reason)
    mirror.catch_up()
    assert len(mirror.seen) >= 3
    assert alive(mirror) == anew(mirror)


def test_a_body_that_is_amended_is_amended_in_its_cases(mirror, here, share, office):
    body = factories.organisation(here)
    Proposal.objects.update(member=None, organisation=body, proposer_kind="party")
    mirror.catch_up()
    members.amend_body(here.registry, by=hand(office), body=body, name="民建州委会", kind="party")
    mirror.catch_up()
    assert mirror.holds(share.case)["data"]["proposer"] == "民建州委会"


def alive(mirror):
    return {key: row["data"] for key, row in mirror.rows.items() if row["op"] == "upsert"}


def anew(mirror):
    """What somebody holds who reads everything now."""
    fresh = type(mirror)(mirror.one)
    fresh.catch_up()
    return alive(fresh)


def test_a_copy_equals_what_is_there_after_a_whole_life(
    mirror, units_mirror, request, office, director, liaison
):
    """Read at every step, in pages of one."""
    for state in ("transferred", "share", "signed_for", "contacted", "drafted", "delivered"):
        request.getfixturevalue(state)
        for one in (mirror, units_mirror):
            one.catch_up(limit=1)
            assert alive(one) == anew(one)


# --- order and cursors ---------------------------------------------------------------------------


def test_what_is_not_committed_yet_is_not_skipped(mirror, share, liaison, other_liaison):
    """A long transaction took its number first; others that commit earlier wait behind it."""
    mirror.catch_up()

    def slow(number):
        with transaction.atomic():
            services.sign_for(share, by=hand(liaison))
            mirror.catch_up()
            return list(mirror.seen)

    assert at_once(1, slow) == [[]]
    mirror.catch_up()
    assert mirror.seen == [("upsert", str(share.case.uid))]


def cursor_of(mirror):
    mirror.catch_up()
    return {"cursor": mirror.cursor}


def test_a_cursor_of_half_a_year_is_too_old(mirror, handed_over):
    query = cursor_of(mirror)
    with clock.frozen(clock.now() + timedelta(days=181)):
        told(mirror.one.get(URL, **query), 410, "cursor-expired")


def test_a_cursor_from_before_a_restore_is_void(mirror, handed_over):
    query = cursor_of(mirror)
    sql("SELECT nextval('workflow_epoch')")
    told(mirror.one.get(URL, **query), 410, "cursor-expired")
    mirror.cursor = ""
    assert mirror.catch_up() == [handed_over.title]


def test_a_cursor_holds_for_the_rights_it_was_given_with(mirror, handed_over):
    query = cursor_of(mirror)
    client = mirror.one.client
    keeper = hand(Seat.objects.get(role=Role.SECADMIN))
    members.adjust_client(client, by=keeper, scopes=["deadlines:read"], rate=300)
    told(mirror.one.get(URL, **query), 410, "cursor-expired")
    mirror.cursor = ""
    assert mirror.catch_up() == []
    assert mirror.holds(handed_over.case)["op"] == "delete"


def test_all_that_was_told_is_taken_back_page_by_page(mirror, handed_over):
    """Of two blocks of keys, some of each."""
    copies(handed_over, 3)
    sql("SELECT setval('workflow_case_id_seq', nextval('workflow_case_id_seq') + 3000)")
    [late] = copies(handed_over, 1)
    mirror.catch_up(limit=2)
    keeper = hand(Seat.objects.get(role=Role.SECADMIN))
    members.adjust_client(mirror.one.client, by=keeper, scopes=["deadlines:read"], rate=300)
    mirror.cursor = ""
    assert mirror.catch_up(limit=2) == []
    assert len(mirror.seen) == 5
    assert mirror.seen[-1] == ("delete", str(late.case.uid))


def test_a_cursor_that_is_none_of_theirs_is_refused(mirror, here, handed_over):
    query = cursor_of(mirror)
    other = system(here, Role.OFFICE, name="另一系统")
    made_up = ("x", "\x00", "made-up", "1:2:3", "WzEsMSwxXQ")
    cursors = [(mirror.one, {"cursor": text}) for text in made_up]
    for one, given in ((other, query), *cursors):
        [fault] = told(one.get(URL, **given), 400, "invalid-parameters")["errors"]
        assert fault["parameter"] == "cursor"


def test_people_have_no_copies(office, handed_over):
    told(Person(office).get(URL), 403, "forbidden")
    assert not Copied.objects.exists()


# --- the first load ------------------------------------------------------------------------------


def lines(mirror, **query):
    answer = mirror.one.get(URL, headers=LINES, **query)
    assert answer["Content-Type"] == "application/x-ndjson"
    return [json.loads(line) for line in b"".join(answer.streaming_content).splitlines()]


def test_the_first_load_comes_in_one_stream(mirror, handed_over, liaison, monkeypatch):
    monkeypatch.setattr("members.api_changes.BATCH", 3)
    monkeypatch.setattr("common.pouring.TOGETHER", 2)
    copies(handed_over, 4)
    came = lines(mirror)
    assert len([one for one in came if one.get("op") == "upsert"]) == 5
    assert came[-1]["has_more"] is False
    services.sign_for(handed_over.assignments.get(), by=hand(liaison))
    mirror.cursor = came[-1]["next_cursor"]
    mirror.catch_up()
    assert mirror.seen == [("upsert", str(handed_over.case.uid))]


def test_a_stream_that_broke_goes_on_from_its_last_cursor(mirror, handed_over, monkeypatch):
    monkeypatch.setattr("members.api_changes.BATCH", 2)
    copies(handed_over, 4)
    came = lines(mirror)
    first = next(number for number, one in enumerate(came) if "next_cursor" in one)
    rest = lines(mirror, cursor=came[first]["next_cursor"])
    both = [one["id"] for one in (*came[:first], *rest) if "id" in one]
    there = Proposal.objects.order_by("pk").values_list("case__uid", flat=True)
    assert both == [str(uid) for uid in there]


KEPT = "SELECT xmin::text, cases::text FROM members_copied ORDER BY block"
EACH = """SELECT key FROM members_copied, unnest(cases) AS part,
    generate_series(lower(part), upper(part) - 1) AS key ORDER BY key"""


def test_a_thousand_cases_are_remembered_in_a_row_that_stays_when_they_are_read_again(
    mirror, handed_over
):
    copies(handed_over, 4)
    mirror.catch_up(limit=2)
    kept = sql(KEPT)
    assert len(kept) <= 2  # where a thousand ends between them
    assert sql(EACH) == list(Proposal.objects.order_by("pk").values_list("pk"))
    Mirror(mirror.one).catch_up()
    assert sql(KEPT) == kept
    lines(Mirror(mirror.one))
    assert [row[1:] for row in sql(KEPT)] == [row[1:] for row in kept]


def test_a_page_costs_the_same_however_much_is_in_it(mirror, handed_over):
    asked = []
    for count in (5, 50):
        copies(handed_over, count)
        mirror.one.get(URL, limit=count)
        with CaptureQueriesContext(connection) as questions:
            assert len(mirror.one.get(URL, limit=count).json()["changes"]) == count
        asked.append(len(questions))
    assert asked[0] == asked[1] <= 18
