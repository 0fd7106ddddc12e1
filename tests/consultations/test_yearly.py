"""统计表: an independent recount in plain SQL says the same as the page."""

from __future__ import annotations

from io import BytesIO
from uuid import uuid4

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from common import clock
from consultations import services
from consultations.services import villages
from members.models import Role
from tests import factories
from tests.conftest import sql
from tests.consultations.browsing import Person
from tests.consultations.conftest import entry, fresh
from tests.factories import hand
from workflow.models import Event

URL = reverse("consultations:yearly")
HELD = (
    "c.held_on BETWEEN %s AND %s"
    " AND c.status NOT IN ('planning', 'plan_asked', 'approved', 'called_off')"
)
MEETING = "consultations_consultation c"
CAME = "(received_at AT TIME ZONE 'Asia/Shanghai')::date BETWEEN %s AND %s"


def of_meetings(what: str, table: str, more: str = "TRUE") -> str:
    return f"SELECT {what} FROM {table} t JOIN {MEETING} USING (case_id) WHERE {more} AND {HELD}"


def of_tasks(what: str) -> str:
    return of_meetings(what, "consultations_task", "t.status NOT IN ('dropped', 'reassigned')")


def of_ratings(more: str = "TRUE") -> str:
    return of_meetings("count(*)", "consultations_rating", f"t.status = 'recorded' AND {more}")


def of_guests(more: str = "TRUE") -> str:
    return of_meetings("count(*)", "consultations_attendee", f"t.status = 'present' AND {more}")


def of_topics(more: str = "TRUE") -> str:
    return f"SELECT count(*) FROM consultations_topic WHERE {more} AND {CAME}"


def of_visits(what: str) -> str:
    days = "visited_on BETWEEN %s AND %s"
    return f"SELECT {what} FROM consultations_visit WHERE status = 'recorded' AND {days}"


def of_villages(day: str, more: str = "status <> 'withdrawn'") -> str:
    named = f"{day} BETWEEN %s AND %s AND {more}"
    return f"SELECT count(*) FROM consultations_civicvillage WHERE {named}"


VILLAGER = "t.role_id IN (SELECT id FROM members_entry WHERE label = '群众代表')"
RECOUNT = {
    "meetings": f"SELECT count(*) FROM {MEETING} WHERE {HELD}",
    "self_run": f"SELECT count(*) FROM {MEETING} WHERE {HELD} AND c.self_run",
    "villages": f"SELECT count(DISTINCT (township_id, villages)) FROM {MEETING} WHERE {HELD}",
    "visits": of_visits("count(*)"),
    "households": of_visits("sum(households)"),
    "people": of_visits("sum(people)"),
    "role:群众代表": of_guests(VILLAGER),
    "roles": of_guests(),
    "topics": of_topics(),
    "source:people": of_topics("source = 'people'"),
    "turned_topics": of_topics("status = 'turned'"),
    "told_topics": of_topics("status = 'to_opinion'"),
    "bids": of_villages("proposed_on"),
    "civic": of_villages("named_on", "status = 'named'"),
    "consensuses": of_meetings("count(*)", "consultations_consensus", "t.status = 'recorded'"),
    "tasks": of_tasks("count(*)"),
    "level:county": of_tasks("count(*) FILTER (WHERE t.level = 'county')"),
    "level:township": of_tasks("count(*) FILTER (WHERE t.level = 'township')"),
    "turned": of_tasks("count(*) FILTER (WHERE t.status = 'turned')"),
    "to_opinion": of_tasks("count(*) FILTER (WHERE t.status = 'to_opinion')"),
    "done": of_tasks("count(*) FILTER (WHERE t.status = 'done')"),
    "money": of_tasks("sum(t.money)"),
    "money:县级财政": of_tasks("sum(t.money) FILTER (WHERE t.money_source = '县级财政')"),
    "ratings": of_ratings(),
    "attitude:satisfied": of_ratings("t.attitude = 'satisfied'"),
    "result:fair": of_ratings("t.result = 'fair'"),
}


@pytest.fixture
def attended(approved, studio, county):
    """Three came, one did not; then the meeting was held."""
    villager, lawyer = (entry(county, "attendee", role) for role in ("villager", "lawyer"))
    for name, role in (("村民乙", villager), ("村民丙", villager), ("王律师", lawyer)):
        services.walk_in(fresh(approved), by=hand(studio), role=role, name=name)
    missed = services.invite(fresh(approved), by=hand(studio), role=villager, name="村民丁")
    services.miss(missed, by=hand(studio))
    words = {"held_on": clock.today(), "held_at": "院坝", "chair": "召集人", "minutes": "同意"}
    return services.hold(fresh(approved), by=hand(studio), **words)


@pytest.fixture
def paid(attended, studio, power, party, office):
    """Two tasks with their money, of the county and of the township; two without."""
    agreed = services.record_consensus(attended, by=hand(studio), text="装路灯")
    words = {"consensus": agreed, "due_on": clock.today()}
    county = {"unit": power, "level": "county", "money": 5000, "money_source": "县级财政"}
    own = {"level": "township"}
    lines = (("装灯", county), ("平地", own | {"money": 1}), ("架桥", own), ("改线", own))
    for what, how in lines:
        services.list_task(fresh(attended), by=hand(studio), what=what, **words, **how)
    services.ask_list(fresh(attended), by=hand(studio))
    services.approve_list(fresh(attended), by=hand(party))
    return services.file_list(fresh(attended), by=hand(office))


@pytest.fixture
def year(paid, studio, power_liaison, office, town, member, prefecture):
    """Two are done and one is rated; other tasks and topics were turned, a village named."""
    *mine, bridge, line = paid.tasks.order_by("pk")
    services.turn_task(bridge, by=hand(office), member=member.member)
    services.task_to_opinion(line, by=hand(studio))
    for task, seat in zip(mine, (power_liaison, studio), strict=True):
        services.sign_for(task, by=hand(seat))
        services.report(fresh(task), by=hand(seat), note="完成")
        services.confirm(fresh(task), by=hand(office))
    words = {"task": paid.tasks.first(), "attitude": "satisfied", "result": "fair"}
    services.rate(fresh(paid), by=hand(studio), **words)
    other = services.raise_topic(town, by=hand(studio), source="member", title="修路")
    services.turn_topic(other, by=hand(office), member=member.member)
    third = services.raise_topic(town, by=hand(studio), source="party", title="改水")
    services.topic_to_opinion(third, by=hand(studio))
    for village in ("鱼塘村", "茶山村"):
        bid = villages.propose_village(town, by=hand(studio), village=village, reasons="好")
    bid = villages.recommend_village(bid, by=hand(office), score=90, note="好")
    villages.confirm_village(fresh(bid), by=hand(prefecture.office), score=90, note="好")
    return clock.today().year


def numbers(page) -> dict[str, object]:
    """The last row of every table: all together."""
    found = {}
    for table in page.context["tables"]:
        for code, value in table["lines"][-1].cells.items():
            found[code] = (
                int(value["text"]) if isinstance(value, dict) and "spoken" in value else value
            )
    return found


def test_a_recount_in_plain_sql_says_the_same(prefecture, year, next_town):
    told = numbers(Person(prefecture.office).get(URL, year=year))
    assert told["topics"] == 3
    days = (f"{year}-01-01", f"{year}-12-31")
    for code, query in RECOUNT.items():
        [[number]] = sql(query, *days)
        assert (told[code] or 0) == (number or 0), code
        if code != "self_run":
            assert number, f"{code} counts nothing here"


def test_each_column_is_explained_and_each_half_counts_its_own(prefecture, year):
    office = Person(prefecture.office)
    page = office.get(URL, year=year)
    text = page.content.decode()
    explained = {label for labels, _ in page.context["meanings"] for label in labels.split("、")}
    headed = {one.label for table in page.context["tables"] for one in table["columns"]}
    assert headed - {"地区"} == explained
    assert "<b>已解决</b>：所列任务全部核查完成的共识" in text
    halves = [numbers(office.get(URL, year=year, half=half))["meetings"] or 0 for half in "12"]
    assert sum(halves) == 1
    assert numbers(office.get(URL, year=year - 1))["meetings"] is None


@pytest.mark.parametrize("query", [{"year": "1999"}, {"year": "zwei"}, {"half": "3"}])
def test_a_year_or_half_that_is_none_does_not_exist(office, query):
    assert Person(office).get(URL, **query).status_code == 404


def test_each_reads_the_numbers_of_its_own_area(
    prefecture, county, people, year, next_town, elsewhere
):
    """Neighbours count nothing of it; units and members have no such page."""
    neighbour = factories.person(county, Role.TOWNSHIP, township=next_town)
    seats = {people.office: 1, people.studio: 1, people.party: 1, neighbour: None}
    for seat, meetings in seats.items():
        assert numbers(Person(seat).get(URL, year=year))["meetings"] == meetings
    assert not Person(elsewhere.office).get(URL, year=year).context["tables"][0]["lines"]
    assert Person(elsewhere.office).get(URL, county=county.body.pk).status_code == 404
    for seat in (people.member, people.power):
        assert Person(seat).get(URL).status_code == 403


def test_the_sheet_has_every_township_and_who_took_it_is_on_record(people, year, next_town):
    url = f"{reverse('consultations:yearly_sheet')}?year={year}"
    answer = Person(people.office).post(url, press=uuid4())
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    places = {(row[0], row[1]): dict(zip(rows[0], row, strict=False)) for row in rows[1:5]}
    assert set(places) == {("合计", ""), ("青山县", ""), ("青山县", "鱼塘乡"), ("青山县", "茶山镇")}
    mine = places["青山县", "鱼塘乡"]
    assert (mine["任务"], mine["县级财政（元）"], mine["资金合计（元）"]) == (4, 5000, 5001)
    told = Event.objects.get(action="export")
    assert (told.seat, told.note) == (people.office, f"导出{year}年院坝协商统计表")
