"""扫码签到: people at the meeting sign in by their own phones."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from common import clock
from consultations import services
from consultations.models import Attendee
from consultations.services import scanning
from members.models import Entry
from tests.conftest import at_once
from tests.consultations.browsing import Person
from tests.consultations.conftest import agree, entry, fresh, put_on_list
from tests.consultations.scanning import Phone, code_of
from tests.factories import hand
from workflow.hand import SYSTEM
from workflow.models import Event


@pytest.fixture
def guest(approved, studio, county) -> Attendee:
    role = entry(county, "attendee", "villager")
    words = {"role": role, "name": "张小满", "phone": "0876-7654321"}
    return services.invite(approved, by=hand(studio), **words)


@pytest.fixture
def meeting(approved, guest):
    """The day of the meeting."""
    with clock.frozen(approved.planned_on):
        yield approved


@pytest.fixture
def code(meeting, studio):
    return code_of(meeting, studio, "sign-in")


def test_a_guest_finds_the_own_name_half_hidden_and_signs_in(code, meeting, guest, studio):
    phone = Phone()
    page = phone.opens(code).content.decode()
    assert "张*满（" in page
    for secret in ("张小满", "0876-7654321"):
        assert secret not in page
    assert "签到成功" in phone.sends(code, guest=guest.pk).content.decode()
    one = fresh(guest)
    assert (one.status, one.signed_in_by) == ("present", "scan")
    event = Event.objects.filter(case=meeting.case).latest("version")
    assert (event.seat, event.address) == (None, None)
    assert "扫码签到" in Person(studio).get(meeting.get_absolute_url()).content.decode()


def test_who_was_not_invited_tells_name_and_role(code, meeting, county):
    role = entry(county, "attendee", "villager")
    for _ in range(2):
        assert "签到成功" in Phone().sends(code, name=" 李大山 ", role=role.pk).content.decode()
    one = meeting.attendees.get(name="李大山")
    assert (one.status, one.signed_in_by, one.role) == ("present", "scan", role)


def test_scanning_twice_is_one_sign_in(code, guest):
    phone = Phone()
    before = fresh(guest)
    answers = [phone.sends(code, guest=guest.pk) for _ in range(3)]
    assert {one.status_code for one in answers} == {200}
    assert before.status == "invited"
    assert Event.objects.filter(subject_id=guest.pk, action="sign_in").count() == 1


def test_who_types_an_invited_name_is_that_guest(code, meeting, guest):
    Phone().sends(code, name="张小满", role=guest.role_id)
    assert meeting.attendees.get().status == "present"


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({}, "name"),
        ({"name": "李大山"}, "role"),
        ({"guest": 0}, "guest"),
        ({"name": "长" * 41}, "name"),
    ],
    ids=str,
)
def test_half_a_form_is_refused_and_kept(code, meeting, words, field):
    answer = Phone().sends(code, **words)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not meeting.attendees.filter(status="present").exists()


def test_a_guest_of_another_meeting_is_no_choice(code, meeting, county, studio, town):
    other = services.raise_topic(town, by=hand(studio), source="people", title="修路")
    ground = entry(county, "discussed", "people")
    other = services.accept(other, by=hand(studio), ground=ground)
    words = {"title": "修路协商", "planned_on": clock.today(), "chair": "甲"}
    row = services.plan(town, by=hand(studio), topics=[other], **words)
    role = entry(county, "attendee", "villager")
    stranger = services.invite(row, by=hand(studio), role=role, name="王远")
    assert Phone().sends(code, guest=stranger.pk).status_code == 422
    with pytest.raises(ValidationError, match="请选择本次协商的受邀人员"):
        services.scan_in(meeting, by=SYSTEM, address=None, guest=stranger)
    assert fresh(stranger).status == "invited"


def test_the_code_works_around_the_day_only_as_the_place_has_it(approved, guest, studio, county):
    assert code_of(approved, studio, "sign-in") == ""  # five days before
    day = approved.planned_on
    with clock.frozen(day - timedelta(days=1)):
        code = code_of(approved, studio, "sign-in")
        assert Phone().opens(code).status_code == 200
    for days in (-2, 2):
        with clock.frozen(day + timedelta(days=days)):
            assert Phone().opens(code).status_code == 410
            assert Phone().sends(code, guest=guest.pk).status_code == 410
    Entry.objects.create(committee=county.body, book="rule", code="sign_in_days", label="3")
    with clock.frozen(day + timedelta(days=3)):
        assert Phone().sends(code, guest=guest.pk).status_code == 200


def test_with_the_minutes_closed_the_code_is_dead(code, meeting, guest, studio, power):
    words = {"held_at": "院坝", "chair": "甲", "minutes": "同意", "held_on": clock.today()}
    services.hold(fresh(meeting), by=hand(studio), **words)
    assert Phone().opens(code).status_code == 200
    put_on_list(agree(meeting, studio), studio, "装灯", power)
    services.ask_list(fresh(meeting), by=hand(studio))
    assert Phone().sends(code, guest=guest.pk).status_code == 410
    assert fresh(guest).status == "invited"


def test_a_code_is_not_guessed_nor_used_for_something_else(code, meeting):
    token = code.rstrip("/").rpartition("/")[2]
    uid = meeting.case.uid.hex
    for forged in (uid, f"{uid}:{'x' * 43}", token[:-1], token[::-1]):
        assert Phone().opens(reverse("villagers:sign_in", args=[forged])).status_code == 404
    assert Phone().opens(reverse("villagers:rating", args=[token])).status_code == 404


def test_one_network_signs_in_so_many_an_hour(code, meeting, guest, county, monkeypatch):
    monkeypatch.setattr(scanning, "MOST_SIGN_INS", 1)
    role = entry(county, "attendee", "villager").pk
    assert Phone().sends(code, guest=guest.pk).status_code == 200
    answer = Phone().sends(code, name="李大山", role=role)
    assert answer.status_code == 429
    assert "李大山" in answer.content.decode()
    assert Phone("203.0.113.8").sends(code, name="李大山", role=role).status_code == 200


def test_who_prints_the_code(meeting, people, prefecture, county, next_county):
    url = reverse("consultations:code", args=[meeting.case.uid, "sign-in"])
    expected = {people.studio: 200, people.office: 200, people.party: 403, people.director: 403}
    expected |= {prefecture.office: 403, people.member: 404, people.power: 404}
    expected |= {next_county.office: 404}
    assert {seat: Person(seat).get(url).status_code for seat in expected} == expected
    assert Person(people.studio).get(url.replace("sign-in", "nothing")).status_code == 404
    assert url in Person(people.studio).get(meeting.get_absolute_url()).content.decode()


@pytest.mark.django_db(transaction=True)
def test_two_phones_with_one_name_at_once_are_one_sign_in(approved, county, studio):
    role = entry(county, "attendee", "villager").pk
    services.reschedule(fresh(approved), by=hand(studio), planned_on=clock.today(), note="提前")
    code = code_of(approved, studio, "sign-in")
    words = {"name": "李大山", "role": role}
    answers = at_once(3, lambda _: Phone().sends(code, **words).status_code)
    assert answers == [200] * 3
    assert approved.attendees.count() == 1
