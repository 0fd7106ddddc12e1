"""A county with two townships, its neighbour, and the people of a consultation."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest

from common import clock
from consultations import services
from consultations.models import Consultation, Topic
from consultations.services import gatherings, villages
from members.dictionary import books
from members.models import Entry, Level, Role, Township
from tests import factories
from tests.factories import hand

BOOKS = ("focus", "discussed", "undiscussed", "attendee")


def county_of(name, code, parent):
    county = factories.committee(name, code=code, level=Level.COUNTY, parent=parent)
    for book, lines in books("chuxiong", "会办").items():
        if book in BOOKS:
            for place, line in enumerate(lines, 1):
                Entry.objects.create(
                    committee=county.body, book=book, position=place, **line._asdict()
                )
    return county


@pytest.fixture
def here(county):
    """Where the people of the cast are at home."""
    return county


@pytest.fixture
def county(prefecture):
    return county_of("青山县", "539001", prefecture.body)


@pytest.fixture
def next_county(prefecture):
    return county_of("绿水县", "539002", prefecture.body)


@pytest.fixture
def next_town(county):
    return Township.objects.create(committee=county.body, code="539001102", name="茶山镇")


@pytest.fixture
def far_town(next_county):
    return Township.objects.create(committee=next_county.body, code="539002101", name="临江镇")


@pytest.fixture
def party(county, town):
    return factories.person(county, Role.PARTY, township=town)


@pytest.fixture
def power(county):
    return factories.unit(county, "县供电局")


@pytest.fixture
def roads(county):
    return factories.unit(county, "县交通运输局")


@pytest.fixture
def power_liaison(county, power):
    return factories.person(county, Role.LIAISON, unit=power)


@pytest.fixture
def roads_liaison(county, roads):
    return factories.person(county, Role.LIAISON, unit=roads)


@pytest.fixture
def people(studio, party, office, director, power_liaison, roads_liaison, member):
    return SimpleNamespace(
        studio=studio,
        party=party,
        office=office,
        director=director,
        power=power_liaison,
        roads=roads_liaison,
        member=member,
    )


def entry(county, book, code) -> Entry:
    return factories.entry(county.body, book, code)


@pytest.fixture
def topic(town, studio) -> Topic:
    return services.raise_topic(
        town,
        by=hand(studio),
        source="people",
        title="村内道路没有路灯",
        village="鱼塘村",
        body="夜里老人摔倒",
        wisher="村民甲",
        phone="0876-1234567",
    )


@pytest.fixture
def accepted(topic, studio, county) -> Topic:
    return services.accept(topic, by=hand(studio), ground=entry(county, "discussed", "people"))


@pytest.fixture
def planned(accepted, studio, town, people) -> Consultation:
    return services.plan(
        town,
        by=hand(studio),
        topics=[accepted],
        title="鱼塘村亮化协商",
        planned_on=clock.today() + timedelta(days=5),
        chair="委员工作室召集人",
        villages="鱼塘村",
        plan="先走访，再开院坝会",
    )


@pytest.fixture
def surveyed(planned, studio) -> Consultation:
    visit(planned, studio)
    return fresh(planned)


def visit(row, seat):
    return services.record_visit(
        row,
        by=hand(seat),
        visited_on=clock.today(),
        village="鱼塘村",
        by_whom="委员二人",
        households=12,
        people=40,
        notes="路口漆黑",
    )


@pytest.fixture
def plan_asked(surveyed, studio) -> Consultation:
    return services.ask_plan(surveyed, by=hand(studio))


@pytest.fixture
def approved(plan_asked, party) -> Consultation:
    return services.approve_plan(plan_asked, by=hand(party))


@pytest.fixture
def held(approved, studio) -> Consultation:
    return services.hold(
        approved,
        by=hand(studio),
        held_on=clock.today(),
        held_at="村口院坝",
        chair="委员工作室召集人",
        minutes="大家同意装灯",
    )


def agree(row, seat, text="年内装路灯"):
    return services.record_consensus(fresh(row), by=hand(seat), text=text)


def put_on_list(consensus, seat, what, unit=None, level=None, days=30):
    return services.list_task(
        fresh(consensus.consultation),
        by=hand(seat),
        consensus=consensus,
        what=what,
        level=level or ("county" if unit else "township"),
        unit=unit,
        quantity=40,
        measure="盏",
        due_on=clock.today() + timedelta(days=days),
    )


@pytest.fixture
def listed(held, studio, power) -> Consultation:
    consensus = agree(held, studio)
    put_on_list(consensus, studio, "安装太阳能路灯", power)
    put_on_list(consensus, studio, "平整灯杆基础")
    return fresh(held)


@pytest.fixture
def list_asked(listed, studio) -> Consultation:
    return services.ask_list(listed, by=hand(studio))


@pytest.fixture
def list_approved(list_asked, party) -> Consultation:
    return services.approve_list(list_asked, by=hand(party))


@pytest.fixture
def filed(list_approved, office) -> Consultation:
    return services.file_list(list_approved, by=hand(office))


@pytest.fixture
def lamps(filed):
    return task_of(filed, "安装太阳能路灯")


@pytest.fixture
def footing(filed):
    """The township's own task."""
    return task_of(filed, "平整灯杆基础")


def task_of(row, what):
    return row.tasks.select_related("consultation__case", "unit").get(
        what=what, status__in=("listed", "waiting", "handling", "return_asked", "reported")
    )


@pytest.fixture
def signed(lamps, power_liaison):
    return services.sign_for(lamps, by=hand(power_liaison))


@pytest.fixture
def handling(signed, footing, studio):
    """Every task is signed for."""
    services.sign_for(fresh(footing), by=hand(studio))
    return fresh(signed)


@pytest.fixture
def reported(handling, power_liaison):
    return services.report(handling, by=hand(power_liaison), note="40盏全部装好")


@pytest.fixture
def rating(reported, footing, office, studio):
    """Everything is done; the villagers are asked."""
    services.confirm(reported, by=hand(office))
    report_and_confirm(fresh(footing), studio, office)
    return Consultation.objects.select_related("case").get(pk=reported.consultation_id)


def report_and_confirm(task, seat, checker):
    task = services.report(fresh(task), by=hand(seat), note="已完成")
    return services.confirm(fresh(task), by=hand(checker))


@pytest.fixture
def done(rating, studio):
    services.rate(
        rating, by=hand(studio), task=rating.tasks.first(), attitude="satisfied", result="fair"
    )
    return services.end_rating(fresh(rating), by=hand(studio))


@pytest.fixture
def announced(prefecture, town):
    sort = Entry.objects.create(
        committee=prefecture.body, book="gathering", code="visit", label="观摩会", position=1
    )
    words = {"sort": sort, "title": "全州院坝协商观摩会", "place": "鱼塘村", "host": town}
    words |= {"planned_on": clock.today() + timedelta(days=7), "body": "九点集合"}
    by = hand(prefecture.office)
    return gatherings.announce(prefecture.body, by=by, townships=[town], **words)


@pytest.fixture
def proposed(town, studio):
    words = {"village": "鱼塘村", "reasons": "一年开了三次院坝会，路灯都亮了。"}
    return villages.propose_village(town, by=hand(studio), **words)


def fresh(row):
    """As somebody else would read it now."""
    return type(row)._base_manager.get(pk=row.pk)
