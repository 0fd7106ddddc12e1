"""专项行动: who runs one, what it is to reach, and who learns of it."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from consultations import services
from consultations.models import Campaign, Measure, Target
from consultations.services import WHOLE, Area
from members.models import Level, Role
from tests import factories
from tests.consultations.browsing import Person
from tests.factories import hand
from workflow.models import Event

WORDS = {"name": "百村协商行动", "first_on": date(2026, 1, 1), "last_on": date(2027, 12, 31)}


@pytest.fixture
def campaign(prefecture):
    targets = {(WHOLE, Measure.MEETINGS): 100, (WHOLE, Measure.VENUES): 100}
    return services.enter_campaign(
        prefecture.body, by=hand(prefecture.office), targets=targets, **WORDS
    )


def targets_of(campaign):
    rows = Target.objects.filter(campaign=campaign)
    return {(Area(one.county_id, one.township_id), one.measure): one.number for one in rows}


def act(campaign, verb):
    return reverse("consultations:campaign_act", args=[campaign.pk, verb])


def filled(page):
    """What the browser would send back of the form."""
    fields = {bound.html_name: bound.value() for bound in page.context["form"]}
    return {name: value for name, value in fields.items() if value not in (None, "")}


def test_the_office_registers_one_on_its_page_and_the_same_press_twice_is_one(prefecture):
    office, url = Person(prefecture.office), reverse("consultations:new_campaign")
    words = WORDS | {"press": uuid4(), "meetings": 100, "villages": ""}
    for _ in range(2):
        assert office.post(url, **words).status_code == 302
    one = Campaign.objects.get()
    assert targets_of(one) == {(WHOLE, "meetings"): 100}
    told = Event.objects.get(case=one.case_id, subject_type=Campaign.kind())
    assert told.data["targets"] == [
        {"county": None, "township": None, "measure": "meetings", "before": None, "after": 100}
    ]
    assert "百村协商行动" in office.get(reverse("consultations:campaigns")).content.decode()


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"last_on": "2025-12-31"}, "结束日期不能早于开始日期"),
        ({"last_on": "2126-12-31"}, "专项行动最长5年，请核对年份"),
        ({"meetings": "-1"}, "不能小于0"),
        ({"name": "百村协商行动"}, "已有进行中的“百村协商行动”，请改用其他名称"),
    ],
)
def test_what_cannot_be_is_told_at_its_field_and_the_rest_kept(prefecture, campaign, wrong, told):
    words = WORDS | {"name": "乡村行动", "press": uuid4(), "villages": 77} | wrong
    page = Person(prefecture.office).post(reverse("consultations:new_campaign"), **words)
    assert page.status_code == 422
    text = page.content.decode()
    assert told in text
    assert 'value="77"' in text
    assert Campaign.objects.count() == 1


def test_it_is_changed_and_a_target_that_is_left_empty_is_taken_back(prefecture, campaign):
    office = Person(prefecture.office)
    words = filled(office.get(act(campaign, "change")))
    assert words["venues"] == 100
    del words["venues"]
    assert office.post(act(campaign, "change"), **words | {"meetings": 120}).status_code == 302
    assert targets_of(campaign) == {(WHOLE, "meetings"): 120}
    told = Event.objects.filter(subject_type=Campaign.kind(), action="change").get().data["targets"]
    assert {(one["measure"], one["before"], one["after"]) for one in told} == {
        ("venues", 100, None),
        ("meetings", 100, 120),
    }


def test_targets_are_broken_down_to_counties_and_then_to_townships(
    prefecture, county, town, next_town, campaign
):
    office, url = Person(prefecture.office), act(campaign, "target")
    words = filled(office.get(url)) | {f"c{county.body.pk}-meetings": 60}
    assert office.post(url, **words).status_code == 302
    of_county = f"{url}?county={county.body.pk}"
    page = office.get(of_county)
    assert "鱼塘乡" in page.content.decode()
    words = filled(page) | {f"t{town.pk}-meetings": 5, f"t{next_town.pk}-meetings": 0}
    assert office.post(of_county, **words).status_code == 302
    assert targets_of(campaign) == {
        (WHOLE, "venues"): 100,
        (WHOLE, "meetings"): 100,
        (Area(county=county.body.pk), "meetings"): 60,
        (Area(township=town.pk), "meetings"): 5,
        (Area(township=next_town.pk), "meetings"): 0,
    }


def test_a_target_that_cannot_be_is_told_and_the_others_are_kept(prefecture, county, campaign):
    office, url = Person(prefecture.office), act(campaign, "target")
    typed = {f"c{county.body.pk}-meetings": "-3", f"c{county.body.pk}-villages": "44"}
    page = office.post(url, **filled(office.get(url)) | typed)
    assert page.status_code == 422
    text = page.content.decode()
    assert "不能小于0" in text
    assert 'value="44"' in text
    assert targets_of(campaign).keys() == {(WHOLE, "venues"), (WHOLE, "meetings")}


def test_a_townships_own_target_stands_on_its_board(prefecture, studio, town, campaign):
    targets = {(Area(township=town.pk), Measure.VENUES): 2}
    services.set_targets(campaign, by=hand(prefecture.office), targets=targets)
    page = Person(studio).get(reverse("consultations:board"))
    [line] = page.context["townships"]
    assert line.cells["venues"]["text"] == "0／2"


def test_what_a_county_runs_is_its_own_affair(county, next_county, prefecture, office):
    """Neither the county beside it nor the prefecture above it is shown it."""
    mine = services.enter_campaign(county.body, by=hand(office), targets={}, **WORDS)
    for seat in (next_county.office, prefecture.office):
        assert mine not in Campaign.objects.visible_to(seat)
        board = f"{reverse('consultations:board')}?campaign={mine.pk}"
        assert Person(seat).get(board).status_code == 404
    assert mine in Campaign.objects.visible_to(office)


def test_a_county_runs_its_own_for_its_townships_only(county, office, town, far_town):
    mine = services.enter_campaign(county.body, by=hand(office), targets={}, **WORDS)
    services.set_targets(mine, by=hand(office), targets={(Area(township=town.pk), "venues"): 2})
    with pytest.raises(ValidationError, match="只能为本会所属"):
        services.set_targets(
            mine, by=hand(office), targets={(Area(township=far_town.pk), "venues"): 2}
        )
    assert targets_of(mine) == {(Area(township=town.pk), "venues"): 2}


def test_ended_it_is_still_looked_at_but_no_longer_changed(prefecture, campaign):
    office = Person(prefecture.office)
    words = filled(office.get(act(campaign, "end")))
    assert office.post(act(campaign, "end"), **words).status_code == 422
    assert office.post(act(campaign, "end"), **words, note="任务已完成").status_code == 302
    with pytest.raises(ValidationError, match="已结束"):
        services.change_campaign(campaign, by=hand(prefecture.office), targets={}, **WORDS)
    board = f"{reverse('consultations:board')}?campaign={campaign.pk}"
    assert office.get(board).status_code == 200


def test_a_province_sets_the_targets_of_no_township(db):
    province = factories.committee("云岭省", code="538000", level=Level.PROVINCE)
    with pytest.raises(ValidationError, match="由市（州）或县"):
        services.enter_campaign(province.body, by=hand(province.office), targets={}, **WORDS)


def test_only_its_committee_and_those_below_learn_of_it(
    prefecture, county, people, campaign, elsewhere
):
    """The secadmin keeps it too; nobody below changes it; the neighbour prefecture has none."""
    keeper = factories.person(prefecture, Role.SECADMIN)
    answers = {
        "secadmin": (keeper, 200, 422),
        "office": (prefecture.office, 200, 422),
        "director": (factories.person(prefecture, Role.DIRECTOR), 200, 403),
        "county": (people.office, 200, 403),
        "township": (people.studio, 200, 403),
        "party": (people.party, 200, 403),
        "foreign": (elsewhere.office, 404, 404),
    }
    for name, (seat, looks, presses) in answers.items():
        person = Person(seat)
        seen = campaign.name in person.get(reverse("consultations:campaigns")).content.decode()
        assert seen == (looks == 200), name
        assert person.post(act(campaign, "change")).status_code == presses, name
    for name in ("member", "power"):
        url = reverse("consultations:campaigns")
        assert Person(getattr(people, name)).get(url).status_code == 403


def test_the_county_cannot_change_what_the_prefecture_runs(office, campaign):
    with pytest.raises(PermissionDenied):
        services.set_targets(campaign, by=hand(office), targets={(WHOLE, "venues"): 1})
