"""看板: every number leads to exactly the rows it counts, and each sees what it looks over."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from common import clock
from consultations import services
from consultations.boards import BOARD, board_of
from consultations.models import Consultation, Measure, Task, Venue
from consultations.services import WHOLE, Area
from members.models import Role, Township
from tests import factories
from tests.conftest import ORIGIN, sql
from tests.consultations.browsing import Person
from tests.consultations.conftest import county_of, fresh
from tests.factories import hand
from workflow.models import Event

BOARD_URL, LIST_URL = reverse("consultations:board"), reverse("consultations:board_list")


@pytest.fixture
def campaign(prefecture, county):
    year = clock.today().year
    targets = {
        (WHOLE, Measure.MEETINGS): 100,
        (Area(county=county.body.pk), Measure.MEETINGS): 10,
    }
    return services.enter_campaign(
        prefecture.body,
        by=hand(prefecture.office),
        name="三百行动",
        first_on=date(year, 1, 1),
        last_on=date(year, 12, 31),
        targets=targets,
    )


@pytest.fixture
def venue(town, studio):
    return services.enter_venue(town, by=hand(studio), name="议事室", kind_of_place="room")


@pytest.fixture
def half_done(handling, power_liaison, office, venue):
    """Of two tasks of one consensus the lamps are done, the footing is late."""
    services.report(handling, by=hand(power_liaison), note="40盏全部装好")
    services.confirm(fresh(handling), by=hand(office))
    sql("SET session_replication_role = replica")
    Task.objects.filter(what="平整灯杆基础").update(due_on=clock.today() - timedelta(days=1))
    sql(ORIGIN)
    return fresh(handling.consultation)


def numbers(line):
    return {code: number for code, number in line.numbers.items() if number}


def test_it_counts_what_there_is(prefecture, campaign, half_done, office, town):
    board = board_of(prefecture.office, campaign)
    assert numbers(board.total) == {
        **{"venues": 1, "meetings": 1, "villages": 1, "consensuses": 1},
        **{"tasks": 2, "done": 1, "open": 1, "late": 1},
    }
    assert (board.total.goals, board.counties[0].goals) == ({"meetings": 100}, {"meetings": 10})
    assert [one.name for one in board.townships if one.numbers["meetings"]] == ["鱼塘乡"]


def test_a_consensus_is_solved_when_all_its_tasks_are_done(prefecture, campaign, done):
    found = board_of(prefecture.office, campaign).total.numbers
    assert (found["solved"], found["consensuses"], found["done"], found["late"]) == (1, 1, 2, 0)


def test_what_became_a_proposal_is_named_apart_and_not_done(
    prefecture, campaign, half_done, office, member
):
    footing = Task.objects.get(what="平整灯杆基础")
    services.turn_task(footing, by=hand(office), member=member.member)
    found = board_of(prefecture.office, campaign).total.numbers
    assert (found["turned"], found["done"], found["tasks"], found["open"]) == (1, 1, 2, 0)
    assert found["solved"] == 0


def test_a_village_counts_once_and_a_line_may_name_several(prefecture, campaign, held):
    sql("SET session_replication_role = replica")
    Consultation.objects.filter(pk=held.pk).update(villages="鱼塘村、大坪村， 鱼塘村")
    sql(ORIGIN)
    assert board_of(prefecture.office, campaign).total.numbers["villages"] == 2


def test_every_number_leads_to_exactly_its_rows(prefecture, campaign, half_done, far_town):
    """Of the whole, of each county and of each township, from the links on the page."""
    office, asked = Person(prefecture.office), 0
    page = office.get(BOARD_URL)
    assert page.context["campaign"] == campaign
    cells = [(one["label"], one["value"], one["url"]) for one in page.context["tiles"]]
    for line in (*page.context["counties"], *page.context["townships"]):
        figures = {code: line.cells[code] for code in BOARD if line.cells.get(code)}
        cells += [
            (code, int(one["text"].partition("／")[0]), one["url"]) for code, one in figures.items()
        ]
    for name, number, url in cells:
        behind = office.get(url)
        assert behind.context["number"] == number == len(behind.context["lines"]), (name, url)
        asked += 1
    assert asked == len(BOARD) + 8 * 2


def test_late_ones_come_first_and_each_tile_says_in_words_what_its_colour_means(
    prefecture, county, next_town, far_town, campaign, half_done
):
    """By code others would come first: another county, and another township of this one."""
    first = county_of("白石县", "538999", prefecture.body)
    for code, where, name in (("538999101", first, "石门乡"), ("539001100", county, "清河乡")):
        Township.objects.create(committee=where.body, code=code, name=name)
    page = Person(prefecture.office).get(BOARD_URL, county=county.body.pk)
    assert [str(line) for line in page.context["townships"]] == ["鱼塘乡", "清河乡", "茶山镇"]
    assert str(page.context["counties"][0]) == "青山县"
    text = page.content.decode()
    assert "逾期1项" in text
    assert "尚未召开" in text
    assert "1／10" in text
    assert "共识解决率" in text
    assert "任务完成率" in text
    assert "50.0%" in text


@pytest.fixture
def viewers(prefecture, county, next_county, people, next_town, elsewhere):
    seats = {
        "prefecture": prefecture.office,
        "county": people.office,
        "lead": factories.person(county, Role.LEAD),
        "township": people.studio,
        "party": people.party,
        "neighbour": factories.person(county, Role.TOWNSHIP, township=next_town),
        "next_county": next_county.office,
        "far": elsewhere.office,
    }
    return {name: Person(seat) for name, seat in seats.items()}


def test_each_counts_what_it_looks_over(viewers, campaign, half_done):
    """The neighbour township, the next county and the next prefecture count nothing of it."""
    sees = {"prefecture", "county", "lead", "township", "party"}
    for name, person in viewers.items():
        page = person.get(BOARD_URL, campaign="none")
        assert page.context["total"].numbers["tasks"] == (2 if name in sees else 0), name


def test_nobody_reaches_another_areas_board_or_rows(
    viewers, campaign, county, next_county, half_done, town
):
    hers, his = {"county": county.body.pk}, {"county": next_county.body.pk}
    hidden = {"next_county": hers, "far": hers, "county": his, "township": his, "neighbour": his}
    for name, query in hidden.items():
        assert viewers[name].get(BOARD_URL, **query).status_code == 404, name
    assert viewers["far"].get(BOARD_URL, campaign=campaign.pk).status_code == 404
    days = {"first": f"{campaign.first_on}", "last": f"{campaign.last_on}"}
    for name in ("neighbour", "next_county", "far"):
        page = viewers[name].get(LIST_URL, figure="tasks", township=town.pk, **days)
        assert page.context["number"] == 0, name


def test_a_grant_brings_another_countys_consultation_into_no_count_of_ours(
    prefecture, held, office, far_town, next_county
):
    """It is counted once, by the township that leads."""
    services.grant(held, by=hand(office), township=far_town)
    assert Consultation.objects.visible_to(next_county.office).exists()
    assert board_of(next_county.office, None).total.numbers["meetings"] == 0
    assert board_of(prefecture.office, None).total.numbers["meetings"] == 1


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"figure": "nonsense", "first": "2026-01-01", "last": "2026-12-31"}, 404),
        ({"figure": "tasks", "first": "gestern", "last": "2026-12-31"}, 400),
        ({"figure": "tasks"}, 400),
    ],
)
def test_an_address_that_was_bent_is_refused(office, query, status):
    assert Person(office).get(LIST_URL, **query).status_code == status


def read(answer):
    return CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()


def test_the_sheet_says_the_same_and_who_took_it_is_on_record(
    prefecture, campaign, half_done, county
):
    office, url = Person(prefecture.office), reverse("consultations:board_sheet")
    assert office.post(url).status_code == 400
    press = uuid4()
    for _ in range(2):
        answer = office.post(f"{url}?campaign={campaign.pk}", press=press)
    rows = read(answer)
    head = rows[0]
    by_area = {(row[0], row[1]): dict(zip(head, row, strict=True)) for row in rows[1:]}
    mine = by_area["青山县", "鱼塘乡"]
    assert (mine["任务（项）"], mine["逾期（项）"], mine["协商场次（场）"]) == (2, 1, 1)
    assert by_area["合计", ""]["协商场次目标"] == 100
    told = Event.objects.get(action="export")
    assert (told.seat, told.note) == (prefecture.office, "导出三百行动看板")


def test_a_name_that_looks_like_a_formula_stays_a_name(prefecture, county, office, town):
    Township.objects.filter(pk=town.pk).update(name="=1+1")
    answer = Person(office).post(reverse("consultations:board_sheet"), press=uuid4())
    assert "=1+1" in [row[1] for row in read(answer) if len(row) > 1]
    with ZipFile(BytesIO(answer.content)) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


def test_a_place_counts_from_the_day_it_was_entered_until_it_was_closed(
    prefecture, town, studio, venue
):
    yesterday = clock.today() - timedelta(days=1)
    url = {"figure": "venues", "first": "2020-01-01"}
    office = Person(prefecture.office)
    assert office.get(LIST_URL, **url, last=f"{yesterday}").context["number"] == 0
    assert office.get(LIST_URL, **url, last=f"{clock.today()}").context["number"] == 1
    services.close_venue(venue, by=hand(studio), note="拆除")
    assert office.get(LIST_URL, **url, last=f"{clock.today()}").context["number"] == 0
    assert Venue.objects.count() == 1


def questions(person, url) -> int:
    person.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert person.get(url).status_code == 200
    return len(asked)


def test_a_hundred_townships_cost_no_more_questions_than_ten(prefecture, campaign, half_done):
    office = Person(prefecture.office)
    urls = (BOARD_URL, reverse("consultations:yearly"))
    many_townships(prefecture, range(1, 3), 4)
    few = [questions(office, url) for url in urls]
    many_townships(prefecture, range(3, 9), 16)
    assert Township.objects.count() >= 104
    many = [questions(office, url) for url in urls]
    print(f"\n看板{many[0]}次查询，统计表{many[1]}次")
    assert few == many
    assert max(many) <= 26


def many_townships(prefecture, counties, each):
    for number in counties:
        county = county_of(f"县{number}", f"5391{number:02}", prefecture.body)
        Township.objects.bulk_create(
            Township(
                committee=county.body, code=f"5391{number:02}{100 + n}", name=f"乡{number}-{n}"
            )
            for n in range(each)
        )


def test_the_desk_of_a_township_shows_no_figures_of_proposals(people):
    assert Person(people.studio).get("/").context["figures"] == []
    assert Person(people.office).get("/").context["figures"]
