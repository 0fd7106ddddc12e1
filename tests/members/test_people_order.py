"""账号与身份 stands in the order in which people are looked for: by the pinyin of their names."""

from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse

from common.listing import PAGE
from members import services
from members.models import Role, User
from tests import factories
from tests.browsing import Person
from tests.factories import hand

LIST = reverse("people:list")


def expert(here, name):
    user = factories.account(f"z{User.objects.count():03}", name)
    services.appoint(here.registry, by=here.by, user=user, role=Role.EXPERT)
    return user


@pytest.fixture
def three(here):
    return [expert(here, name) for name in ("曾立秋", "张惊蛰", "安小满")]


def listed(person, **asked):
    lines = person.get(LIST, role=Role.EXPERT, **asked).context["lines"]
    return [line.row.name for line in lines]


def test_people_stand_by_the_pinyin_of_their_names_and_a_surname_is_read_as_one(three, office):
    assert listed(Person(office)) == ["安小满", "曾立秋", "张惊蛰"]


def test_who_was_just_given_an_account_is_first_when_asked_so(three, office):
    assert listed(Person(office), order="newest") == ["安小满", "张惊蛰", "曾立秋"]


def test_the_page_offers_both_orders(three, office):
    page = Person(office).get(LIST).content.decode()
    assert "按姓名" in page
    assert "最近开通的在前" in page


def test_an_account_that_was_opened_by_hand_stands_in_its_place(here, three, office):
    services.open_with_seat(
        here.registry, by=hand(office), username="new01", name="李谷雨", role=Role.EXPERT
    )
    assert listed(Person(office)) == ["安小满", "李谷雨", "曾立秋", "张惊蛰"]


def test_whoever_is_renamed_moves_to_the_place_of_the_new_name(here, three, office):
    services.change_account(here.registry, three[0], by=hand(office), name="阿立秋")
    assert listed(Person(office)) == ["阿立秋", "安小满", "张惊蛰"]


def test_namesakes_are_neither_lost_nor_shown_twice_from_page_to_page(here, three, office):
    everybody = [*three, *(expert(here, "陈清明") for _ in range(PAGE + 5))]
    person, shown = Person(office), []
    page = person.get(LIST, role=Role.EXPERT)
    while True:
        shown.append([line.pk for line in page.context["lines"]])
        if not (way := page.context["page"]["next_url"]):
            break
        page = person.get(LIST + way)
    flat = [pk for one in shown for pk in one]
    assert len(shown) == 2
    assert sorted(flat) == sorted(one.pk for one in everybody)
    assert (flat[0], flat[-1]) == (three[2].pk, three[1].pk)
    back = person.get(LIST + page.context["page"]["previous_url"])
    assert [line.pk for line in back.context["lines"]] == shown[0]


def test_a_page_after_somebody_of_another_committee_is_refused(three, office, elsewhere):
    stranger = factories.person(elsewhere, Role.EXPERT).user
    assert Person(office).get(LIST, after=str(stranger.pk)).status_code == 400


def test_accounts_of_before_are_spelt_when_the_house_is_brought_up_to_date(three, office):
    User.objects.update(pinyin="")
    import_module("members.migrations.0005_names_by_pinyin").spell(apps, None)
    assert listed(Person(office)) == ["安小满", "曾立秋", "张惊蛰"]
