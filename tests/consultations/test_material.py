"""会前材料: what is sent to whom before the meeting, and who may read it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from common import clock
from consultations import services
from consultations.models import Enclosure, Material
from tests import factories
from tests.browsing import inbox
from tests.consultations.browsing import Person
from tests.consultations.conftest import entry, fresh
from tests.factories import hand
from tests.papers import upload


@pytest.fixture(autouse=True)
def files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def guests(approved, studio, county, member, power):
    """An invited member, an invited unit, and a villager without an account."""
    role = entry(county, "attendee", "villager")
    told = [{"name": "委员甲", "member": member.member}, {"name": "周工", "unit": power}]
    return [
        services.invite(fresh(approved), by=hand(studio), role=role, **one)
        for one in (*told, {"name": "村民乙"})
    ]


def sends(studio, row, *guests, **words):
    told = {"what": "调研报告", "recipients": [one.pk for one in guests], "files": upload()}
    return Person(studio).tries("send_material", row, **(told | words))


def status_of(seat, file):
    return Person(seat).get(file.url).status_code


def test_who_is_invited_and_was_sent_it_reads_it_and_is_told(
    approved, guests, studio, member, power_liaison, people, county
):
    assert sends(studio, approved, *guests).status_code == 302
    [file] = Enclosure.objects.all()
    for seat in (member, power_liaison):
        assert inbox(seat)[-1].startswith("给您送来会前材料“调研报告”")
        page = Person(seat).get(approved.get_absolute_url()).content.decode()
        assert file.url in page
        assert "村民乙" not in page
        assert status_of(seat, file) == 200
    for seat in (people.roads, factories.member(county)):
        assert status_of(seat, file) == 404
    for seat in (people.studio, people.party, people.office):
        assert status_of(seat, file) == 200
    assert "村民乙" in Person(people.office).get(approved.get_absolute_url()).content.decode()


def test_what_was_sent_to_others_is_not_there_for_an_invited_member(
    approved, guests, studio, member, power_liaison
):
    sends(studio, approved, guests[1], what="内部说明")
    [file] = Enclosure.objects.all()
    assert (status_of(power_liaison, file), status_of(member, file)) == (200, 404)
    page = Person(member).get(approved.get_absolute_url()).content.decode()
    assert "内部说明" not in page
    assert "送达会前材料" not in page


def test_it_is_sent_to_somebody_by_a_day_that_has_come(approved, guests, studio):
    assert sends(studio, approved).status_code == 422
    tomorrow = clock.today() + timedelta(days=1)
    page = sends(studio, approved, guests[0], sent_on=tomorrow)
    assert set(page.context["form"].errors) == {"sent_on"}
    assert not Material.objects.exists()


def test_a_wrong_one_is_voided_with_its_reason_and_gone(approved, guests, studio, member):
    sends(studio, approved, guests[0])
    material = Material.objects.get()
    assert Person(studio).tries("void_material", material, note="").status_code == 422
    Person(studio).does("void_material", material, note="发错了")
    [file] = Enclosure.objects.all()
    assert status_of(member, file) == 404
    assert "调研报告" not in Person(member).get(approved.get_absolute_url()).content.decode()


def test_after_the_meeting_nothing_is_sent_before_it(held, studio, county):
    role = entry(county, "attendee", "villager")
    guest = services.invite(held, by=hand(studio), role=role, name="村民乙")
    page = Person(studio).insists(
        "send_material", held, what="报告", recipients=[guest.pk], sent_on=clock.today()
    )
    assert page.status_code == 422
    assert not Material.objects.exists()
