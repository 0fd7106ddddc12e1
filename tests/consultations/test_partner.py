"""共同协商: a township that takes part sees it and brings in its own people, visits and words."""

from __future__ import annotations

import pytest

from consultations import services
from members.models import Entry, Role
from tests import factories
from tests.consultations.browsing import Person
from tests.consultations.conftest import county_of, entry, fresh, visit
from tests.factories import hand

VISIT = {"by_whom": "委员三人", "households": 5, "people": 20, "notes": "对岸也没有灯"}


@pytest.fixture
def neighbour(county, next_town):
    return factories.person(county, Role.TOWNSHIP, township=next_town)


@pytest.fixture
def shared(approved, office, next_town):
    services.grant(approved, by=hand(office), township=next_town)
    return fresh(approved)


def test_a_partner_brings_people_visits_and_words_of_its_own(
    shared, neighbour, next_town, county, studio
):
    person, role = Person(neighbour), entry(county, "attendee", "villager").pk
    person.does("record_visit", shared, **VISIT)
    person.does("invite", shared, role=role, name="茶农甲")
    person.does("walk_in", shared, role=role, name="茶农乙")
    person.does("record_speech", shared, point="一", speaker="茶农甲", text="两岸一起装")
    rows = [*shared.visits.filter(notes=VISIT["notes"]), *shared.attendees.all()]
    assert {one.township for one in [*rows, *shared.speeches.all()]} == {next_town}
    shown = Person(studio).get(shared.get_absolute_url()).content.decode()
    assert shown.count("茶山镇") >= 4


def test_a_partner_takes_back_its_own_and_nobody_elses(shared, neighbour, studio, county):
    theirs = visit(shared, studio)
    person = Person(neighbour)
    person.does("record_visit", shared, **VISIT)
    own = shared.visits.get(notes=VISIT["notes"])
    assert person.insists("void_visit", theirs, note="错").status_code == 403
    person.does("void_visit", own, note="重复")
    role = entry(county, "attendee", "villager")
    guest = services.invite(fresh(shared), by=hand(studio), role=role, name="村民乙")
    assert person.insists("miss", guest).status_code == 403


def test_a_partner_neither_plans_nor_decides(shared, neighbour):
    offered = Person(neighbour).buttons(shared)
    assert offered == {"record_visit", "invite", "walk_in", "record_speech"}
    for verb in ("hold", "call_off", "record_consensus", "ask_list", "send_material"):
        assert Person(neighbour).insists(verb, shared).status_code == 403


def test_with_the_end_of_the_grant_it_is_hidden_and_what_was_brought_stays(
    shared, neighbour, office, studio
):
    Person(neighbour).does("record_visit", shared, **VISIT)
    Person(office).does("end_grant", shared.partners.get(), note="分开办理")
    assert not Person(neighbour).sees(shared)
    assert Person(neighbour).insists("record_visit", shared, **VISIT).status_code == 404
    assert VISIT["notes"] in Person(studio).get(shared.get_absolute_url()).content.decode()


def test_a_township_of_another_county_brings_people_of_its_own_county(
    approved, office, next_county, far_town, county
):
    Person(office).does("grant", approved, township=far_town.pk)
    far = Person(factories.person(next_county, Role.TOWNSHIP, township=far_town))
    theirs, ours = factories.member(next_county), factories.member(county)
    role = entry(county, "attendee", "member").pk
    words = {"role": role, "name": "委员丙"}
    assert far.tries("invite", approved, **words, member=ours.member_id).status_code == 422
    far.does("invite", approved, **words, member=theirs.member_id)
    assert Person(theirs).sees(approved)


def test_a_prefecture_may_keep_it_within_counties(approved, office, far_town, prefecture):
    words = {"code": "county_only", "label": "是"}
    Entry.objects.create(committee=prefecture.body, book="rule", **words)
    page = Person(office).tries("grant", approved, township=far_town.pk)
    assert page.status_code == 422
    assert "州市规定共同协商只限本县乡镇" in page.content.decode()
    assert not approved.partners.exists()


def test_nobody_is_let_in_from_another_prefecture(approved, office):
    abroad = factories.committee("望海州", code="5400", level="prefecture")
    county = county_of("海边县", "540001", abroad.body)
    town = county.body.townships.create(code="540001101", name="海口镇")
    page = Person(office).insists("grant", approved, township=town.pk)
    assert page.status_code == 422
    with pytest.raises(Exception, match="不在同一州市"):
        services.grant(fresh(approved), by=hand(office), township=town)
