"""The frame of every page: where a seat may go, and what stands behind 管理."""

from __future__ import annotations

import pytest

from members.models import Role
from tests import factories
from tests.browsing import Person


def labels(links) -> list[str]:
    return [link["label"] for link in links]


def test_the_office_has_its_daily_work_at_hand_and_the_rest_behind_one_tab(office):
    page = Person(office).get("/registers/units/")
    assert {"提案", "审查会议", "编号"} <= set(labels(page.context["nav"]))
    assert {"名册", "词典", "导入"} <= set(labels(page.context["nav_more"]))
    assert '管理<span class="unseen">（当前：名册）' in page.content.decode()
    assert labels(one for one in page.context["nav_more"] if one["current"]) == ["名册"]


@pytest.mark.parametrize("role", [Role.SECADMIN, Role.AUDITOR, Role.SYSADMIN])
def test_whoever_has_few_places_sees_them_side_by_side(here, role):
    page = Person(factories.person(here, role)).get("/")
    assert page.context["nav_more"] == []
    assert len(page.context["nav"]) > 1
    assert "（当前" not in page.content.decode()


@pytest.mark.parametrize(
    ("role", "begin"),
    [(Role.SYSADMIN, "/people/"), (Role.SECADMIN, "/limits/"), (Role.AUDITOR, "/audit/")],
)
def test_a_keeper_who_never_owes_anything_is_shown_where_to_begin(here, role, begin):
    person = Person(factories.person(here, role))
    words = person.get("/").content.decode()
    assert f'<a class="btn" href="{begin}"' in words
    assert person.get(begin).status_code == 200


@pytest.mark.parametrize(
    ("path", "lit"), [("/consultations/yearly/", "协商看板"), ("/proposals/report/", "审查会议"),
     ("/registers/members/", "名册"), ("/imports/units/", "导入")],
)  # fmt: skip
def test_a_page_beside_its_place_lights_the_tab_it_is_reached_from(office, path, lit):
    page = Person(office).get(path)
    places = page.context["nav"] + page.context["nav_more"]
    assert labels(one for one in places if one["current"]) == [lit]


def test_messages_are_reached_from_the_head_of_every_page(member):
    page = Person(member).get("/notices/").content.decode()
    assert '<a class="inbox" href="/notices/" aria-current="page">' in page
