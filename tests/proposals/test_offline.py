"""线下登记: what may not be entered is known by a neutral title, and counted apart."""

from datetime import timedelta

import pytest
from django.urls import reverse

from common import clock
from deadlines.checks import faults
from proposals import services
from proposals.models import OfflineMatter
from tests.browsing import Person, done, fresh, owed
from tests.factories import hand

URL = reverse("proposals:offline")


def words(**others):
    known = {"title": "线下提案第1号", "registered_on": clock.today(), "handled_by": "机要室"}
    return known | others


@pytest.fixture
def matter(here, office):
    return services.register_offline(here.session, by=hand(office), **words())


def test_the_office_registers_a_neutral_title_and_who_handles_it(here, office):
    page = Person(office).post(URL, **words(note="纸质件存机要室"))
    assert page["Location"] == URL
    matter = OfflineMatter.objects.get()
    assert matter.status == "registered"
    assert owed(matter) == {("offline", "office")}
    assert list(faults()) == []
    assert "线下提案第1号" in Person(office).get(URL).content.decode()


def test_it_stands_in_the_worklist_of_the_office(matter, office):
    assert matter.get_absolute_url() in Person(office).get("/").content.decode()


@pytest.mark.parametrize("missing", ["title", "registered_on", "handled_by"])
def test_what_is_missing_is_told_and_what_was_typed_is_kept(here, office, missing):
    page = Person(office).post(URL, **words(**{missing: ""}))
    assert page.status_code == 422
    assert missing in page.context["form"].errors
    assert not OfflineMatter.objects.exists()


def test_nothing_is_registered_for_tomorrow(here, office):
    page = Person(office).post(URL, **words(registered_on=clock.today() + timedelta(days=1)))
    assert page.status_code == 422
    assert "登记日期不能晚于今天" in page.content.decode()


def test_it_is_closed_with_the_day_on_which_it_was_dealt_with(matter, office):
    person = Person(office)
    early = matter.registered_on - timedelta(days=1)
    assert person.does("close_offline", matter, closed_on=early).status_code == 422
    assert done(person.does("close_offline", matter), matter)
    assert (fresh(matter).status, fresh(matter).closed_on) == ("closed", clock.today())
    assert owed(matter) == set()


def test_the_director_reads_it_and_does_not_close_it(matter, director):
    person = Person(director)
    assert person.get(matter.get_absolute_url()).status_code == 200
    assert person.insists("close_offline", matter, closed_on=clock.today()).status_code == 403


@pytest.mark.parametrize("who", ["member", "dispatcher", "liaison"])
def test_for_others_there_is_no_such_register(request, matter, who):
    person = Person(request.getfixturevalue(who))
    assert person.get(URL).status_code == 403
    assert person.insists("close_offline", matter, closed_on=clock.today()).status_code == 404


def test_a_neighbour_does_not_see_it(matter, elsewhere):
    assert Person(elsewhere.office).get(matter.get_absolute_url()).status_code == 404
