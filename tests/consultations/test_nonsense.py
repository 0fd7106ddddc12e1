"""Mistyped days, numbers and files are told at their field, and nothing is changed by them."""

from __future__ import annotations

import io
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from common import clock
from consultations import services
from consultations.models import Consultation, Enclosure, Task, Topic
from consultations.services import content
from tests.browsing import inbox, owed
from tests.consultations.browsing import Person, url_of
from tests.consultations.conftest import agree, entry, fresh
from tests.factories import hand, unit
from workflow.models import Event

LONG_AGO, NEVER = date(1900, 1, 1), date(9999, 12, 31)


@pytest.fixture(autouse=True)
def files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def refused_at(page) -> set[str]:
    assert page.status_code == 422
    return set(page.context["form"].errors)


@pytest.mark.parametrize("day", [LONG_AGO, NEVER])
def test_a_plan_has_a_day_near_today(accepted, planned, studio, day):
    assert refused_at(Person(studio).tries("revise", planned, planned_on=day)) == {"planned_on"}
    assert fresh(planned).planned_on != day


def test_a_new_plan_of_the_wrong_century_leaves_its_topic_alone(accepted, studio):
    words = {"title": "亮化", "chair": "甲", "press": "0" * 32}
    page = Person(studio).post(
        reverse("consultations:plan"), topics=[accepted.pk], planned_on=NEVER, **words
    )
    assert refused_at(page) == {"planned_on"}
    assert not Consultation.objects.exists()
    assert fresh(accepted).status == "accepted"


def test_a_visit_and_a_meeting_were_not_in_the_last_century(approved, studio):
    visit = {"by_whom": "甲", "households": 1, "people": 1, "notes": "看了"}
    page = Person(studio).tries("record_visit", approved, visited_on=LONG_AGO, **visit)
    assert refused_at(page) == {"visited_on"}
    words = {"held_at": "院坝", "minutes": "同意", "held_on": LONG_AGO}
    assert refused_at(Person(studio).tries("hold", approved, **words)) == {"held_on"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("quantity", "-1"), ("quantity", "1e30"), ("quantity", "NaN"), ("quantity", "盏")),
        *(("money", "0.001"), ("money", "-0.01"), ("money", "1e30")),
        *(("due_on", "9999-12-31"), ("due_on", "1900-01-01"), ("due_on", "2027-02-30")),
        ("what", "字" * 201),
    ],
)
def test_a_line_of_the_list_is_refused_at_the_field(held, studio, power, field, value):
    agreed = agree(held, studio)
    words = {"consensus": agreed.pk, "what": "装灯", "level": "county", "unit": power.pk}
    words |= {"due_on": clock.today() + timedelta(days=9), "measure": "盏"}
    assert refused_at(Person(studio).tries("list_task", held, **words | {field: value})) == {field}
    assert not Task.objects.exists()


def test_less_than_nothing_is_refused_at_every_door(held, studio):
    words = {"consensus": agree(held, studio), "what": "装灯", "level": "township", "unit": None}
    words |= {"due_on": clock.today(), "measure": "盏"}
    for name in ("quantity", "money"):
        with pytest.raises(ValidationError, match="不能小于0"):
            services.list_task(fresh(held), by=hand(studio), **words | {name: Decimal(-1)})


def test_ten_million_characters_are_not_minutes(approved, studio):
    words = {"held_at": "院坝", "minutes": "字" * 3_000_000}
    assert refused_at(Person(studio).tries("hold", approved, **words)) == {"minutes"}


def test_a_program_is_no_picture(topic, studio, town):
    words = {"title": "路", "source": "people", "press": "1" * 32, "township": town.pk}
    file = SimpleUploadedFile("灯.jpg", b"MZ\x00\x01program", content_type="image/jpeg")
    page = Person(studio).post(reverse("consultations:new_topic"), files=file, **words)
    assert refused_at(page) == {"files"}
    assert Topic.objects.count() == 1
    assert not Enclosure.objects.exists()


def test_a_picture_tells_no_longer_where_it_was_taken(studio, town):
    notes = Image.Exif()
    notes[0x010E] = "secret-house"
    notes.get_ifd(0x8825).update({1: "N", 2: (25.0, 2.0, 11.0), 3: "E", 4: (101.0, 32.0, 0.0)})
    out = io.BytesIO()
    Image.new("RGB", (40, 30)).save(out, "JPEG", exif=notes)
    assert Image.open(out).getexif().get_ifd(0x8825)
    file = SimpleUploadedFile("灯.jpg", out.getvalue())
    words = {"title": "路", "source": "people", "press": "2" * 32, "township": town.pk}
    Person(studio).post(reverse("consultations:new_topic"), files=file, **words)
    with content(Enclosure.objects.get()) as kept:
        data = kept.read()
    assert not Image.open(io.BytesIO(data)).getexif()
    assert b"secret-house" not in data


def test_more_time_is_not_asked_for_into_the_past_or_for_ever(handling, power_liaison):
    with clock.frozen(handling.due_on + timedelta(days=20)):
        person = Person(power_liaison)
        for until in (handling.due_on + timedelta(days=3), NEVER):
            page = person.tries("ask_extension", handling, until=until, note="雨季")
            assert refused_at(page) == {"until"}
        until = clock.today() + timedelta(days=3)
        person.does("ask_extension", handling, until=until, note="雨季")


def test_a_unit_of_another_county_is_not_proposed(lamps, power_liaison, next_county):
    stranger = unit(next_county, "邻县交通运输局")
    with pytest.raises(ValidationError):
        services.ask_return(lamps, by=hand(power_liaison), note="不是本单位职责", proposed=stranger)
    assert fresh(lamps).status == "waiting"


def test_a_member_does_not_speak_for_the_party_committee(town, member):
    with pytest.raises(ValidationError, match="来源"):
        services.raise_topic(
            town, by=hand(member), source="party", title="修路", member=member.member
        )
    assert not Event.objects.filter(case__kind=Topic.kind()).exists()


def test_two_topics_merged_into_each_other_are_not_both_lost(topic, studio, town):
    """Both pages were open before either press."""
    other = services.raise_topic(town, by=hand(studio), source="people", title="道路太暗")
    first, stale, second = fresh(topic), fresh(topic), fresh(other)
    services.merge_topic(first, by=hand(studio), into=fresh(other))
    with pytest.raises(ValidationError, match="请选择另一件"):
        services.merge_topic(second, by=hand(studio), into=stale)
    assert [fresh(topic).status, fresh(other).status] == ["duplicate", "received"]


def test_who_was_invited_is_told_that_it_is_called_off(planned, studio, county, member):
    role = entry(county, "attendee", "member")
    words = {"role": role, "name": "委员甲", "member": member.member}
    services.invite(planned, by=hand(studio), **words)
    Person(studio).does("call_off", planned, note="道路已修好")
    assert inbox(member)[-1] == "您受邀参加的协商已取消：《鱼塘村亮化协商》"


def test_a_unit_is_told_when_its_task_becomes_a_proposal(signed, office, member, power_liaison):
    Person(office).does("turn_task", signed, member=member.member_id)
    assert any("转为提案，不再办理" in text for text in inbox(power_liaison))


def test_a_member_is_on_the_list_of_guests_once(planned, studio, county, member):
    role = entry(county, "attendee", "member")
    words = {"role": role.pk, "name": "委员甲", "member": member.member_id}
    Person(studio).does("invite", planned, **words)
    assert refused_at(Person(studio).tries("walk_in", planned, **words)) == {"member"}
    assert planned.attendees.count() == 1


def test_a_request_for_more_time_ends_when_the_task_is_to_be_given_back(
    handling, power_liaison, office
):
    person = Person(power_liaison)
    person.does("ask_extension", handling, until=handling.due_on + timedelta(days=9), note="雨季")
    assert ("task_extension", "office") in owed(handling.consultation)
    person.does("ask_return", handling, note="不是本单位职责")
    assert ("task_extension", "office") not in owed(handling.consultation)
    assert handling.extensions.get().status == "lapsed"
    Person(office).does("refuse_handling", handling, note="仍由你单位办理")
    assert "ask_extension" in person.buttons(handling.consultation)


def test_a_township_of_the_same_name_is_told_by_its_county(filed, office, far_town):
    field = Person(office).get(url_of(filed, "grant")).context["form"].fields["township"]
    assert field.label_from_instance(far_town).endswith("绿水县·临江镇")
