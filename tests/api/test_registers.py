"""The numbers that sheets ask for: what may be chosen in the committee of whoever asks."""

from __future__ import annotations

import pytest
from django.urls import reverse

from common import clock
from members import services
from members.models import Entry, Level, Role, Township
from tests import factories
from tests.api.systems import SignedIn, system
from tests.factories import hand

pytestmark = pytest.mark.django_db
URL = reverse("api:registers")


def names(lines, key="name"):
    return [one[key] for one in lines]


def test_a_system_of_the_office_can_hand_a_proposal_in_by_what_it_reads(
    here, member, category, education
):
    office = system(here, Role.OFFICE)
    told = office.get(URL).json()
    [person] = [one for one in told["members"] if one["name"] == member.member.name]
    [kind] = [one for one in told["entries"] if one["code"] == category.code]
    [unit] = [one for one in told["units"] if one["name"] == education.name]
    sheet = {"title": "关于护栏的提案", "body": "路窄。", "publication": "full",
             "category": kind["id"], "units": [unit["id"]], "member": person["id"]}  # fmt: skip
    assert office.post(reverse("api:proposal-list"), sheet).status_code == 201
    assert here.session.name in names(told["sessions"])


def test_who_writes_for_nobody_else_is_not_told_who_the_members_are(here, liaison, member):
    for reader in (SignedIn(liaison), SignedIn(member), system(here, Role.CLIENT)):
        told = reader.get(URL).json()
        assert told["members"] is None
        assert told["organisations"] is None
        assert told["units"]


def test_nothing_of_a_neighbour_and_nothing_that_is_over_is_told(
    here, elsewhere, office, education, police, category
):
    factories.unit(elsewhere, "望海州教育局")
    factories.member(elsewhere, name="外州委员")
    Entry.objects.filter(pk=category.pk).update(retired_on=clock.today())
    services.merge_unit(police, by=hand(office), into=education, reason="合并")
    told = SignedIn(office).get(URL).json()
    assert names(told["units"]) == [education.name]
    assert "外州委员" not in names(told["members"])
    assert category.code not in names(told["entries"], "code")
    assert told["committee"]["name"] == here.body.name


def test_a_prefecture_reads_its_counties_and_their_townships(prefecture, county, town):
    told = SignedIn(prefecture.office).get(URL).json()
    assert names(told["counties"], "short_name") == ["青山县"]
    assert [(one["name"], one["committee"]) for one in told["townships"]] == [
        (town.name, county.body.pk)
    ]
    factories.committee("红河县", code="539009", level=Level.COUNTY)
    assert Township.objects.count() == len(told["townships"])


def test_it_takes_as_many_questions_for_many_as_for_few(
    here, office, django_assert_max_num_queries
):
    for number in range(12):
        factories.unit(here, f"第{number}局")
        factories.member(here)
    reader = SignedIn(office)
    with django_assert_max_num_queries(16):
        assert len(reader.get(URL).json()["units"]) == 12
