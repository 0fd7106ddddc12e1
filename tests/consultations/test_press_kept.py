"""What a browser kept and sends over a bad line: each press once, each picture once."""

from __future__ import annotations

import os
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from common import clock
from consultations import services, tasks
from consultations.models import Ahead, Attendee, Enclosure, Sending, Speech
from tests import factories
from tests.conftest import at_once
from tests.consultations.browsing import Person, url_of
from tests.consultations.conftest import entry, fresh
from tests.factories import hand
from tests.papers import picture, upload
from workflow.models import Event

AHEAD = reverse("consultations:ahead")
SPOKEN = {"point": "通报调研", "speaker": "委员甲", "text": "灯杆太少"}


@pytest.fixture(autouse=True)
def files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def guests(approved, studio, county):
    role = entry(county, "attendee", "villager")
    names = ("村民甲", "村民乙", "村民丙")
    return [services.invite(fresh(approved), by=hand(studio), role=role, name=n) for n in names]


def by_script(seat):
    """A browser whose script sends what it kept."""
    return Person(seat, headers={"X-Kept-By": f"{seat.user_id}-{seat.pk}"})


def ahead(person, key=None, data=None):
    key = key or uuid4()
    file = upload(data or picture(with_place=True), "村口.jpg")
    assert person.post(AHEAD, key=key, file=file).status_code == 201
    return key


def meeting(person, row, **words):
    """The form as it was opened, filled in, to be sent as often as it takes."""
    return person.form(row, "hold") | {"held_at": "村口院坝", "minutes": "大家同意装灯"} | words


def test_a_meeting_sent_three_times_is_one_with_each_picture_and_guest_once(
    approved, studio, guests
):
    person = by_script(studio)
    keys = [ahead(person), ahead(person, data=picture(size=(50, 50)))]
    words = meeting(person, approved, ahead=[f"files:{key}" for key in keys])
    words["present"] = [one.pk for one in guests[:2]]
    url = url_of(approved, "hold")
    answers = [person.post(url, **words) for _ in range(3)]
    assert [one.json()["url"] for one in answers] == [approved.get_absolute_url()] * 3
    assert fresh(approved).minutes == "大家同意装灯"
    assert Event.objects.filter(action="hold").count() == 1
    assert Enclosure.objects.count() == 2
    assert set(Attendee.objects.filter(status="present")) == set(guests[:2])
    assert not Ahead.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_same_speech_from_four_lines_at_once_is_one(approved, studio):
    people = [by_script(studio) for _ in range(4)]
    url = url_of(approved, "record_speech")
    words = people[0].form(approved, "record_speech") | SPOKEN
    answers = at_once(4, lambda number: people[number].post(url, **words).status_code)
    assert answers == [200] * 4
    assert (Speech.objects.count(), Sending.objects.count()) == (1, 1)


def test_without_a_script_the_same_press_leads_to_the_same_page(approved, studio):
    person, url = Person(studio), url_of(approved, "record_speech")
    words = person.form(approved, "record_speech") | SPOKEN
    pages = [person.post(url, **words)["Location"] for _ in range(3)]
    assert pages == [approved.get_absolute_url()] * 3
    assert Speech.objects.count() == 1
    assert "此前已收到" in person.get(pages[0]).content.decode()


def test_a_first_answer_holds_when_the_form_would_no_longer_do(approved, studio, guests):
    """The guest whom it ticked has signed in by then, and the meeting is held."""
    person = by_script(studio)
    words, url = meeting(person, approved, present=[guests[0].pk]), url_of(approved, "hold")
    first = person.post(url, **words).json()
    assert person.post(url, **(words | {"chair": ""})).json() == first


def test_the_press_of_a_refused_form_may_be_sent_again_corrected(approved, studio):
    person, url = by_script(studio), url_of(approved, "hold")
    words = meeting(person, approved, held_on=clock.today() + timedelta(days=1))
    page = person.post(url, **words)
    assert page.status_code == 422
    assert "大家同意装灯" in page.content.decode()
    assert not Sending.objects.exists()
    assert person.post(url, **(words | {"held_on": clock.today()})).status_code == 200
    assert fresh(approved).status == "held"


def test_somebody_elses_same_press_is_their_own_row(approved, studio, county, town):
    mate = factories.person(county, studio.role, township=town)
    words, url = Person(studio).form(approved, "record_speech") | SPOKEN, "record_speech"
    assert Person(studio).post(url_of(approved, url), **words).status_code == 302
    theirs = Person(mate).form(approved, url) | SPOKEN | {"speaker": "村民乙"}
    theirs["press"] = words["press"]
    page = Person(mate).post(url_of(approved, url), **theirs)
    assert page.status_code == 409  # told, and kept on the page: never answered as if it were done
    assert "村民乙" in page.content.decode()
    assert Speech.objects.get().speaker == "委员甲"


def test_what_another_hand_typed_is_not_sent_in_ones_name(approved, studio, party):
    stranger = Person(studio, headers={"X-Kept-By": f"{party.user_id}-{party.pk}"})
    words = Person(studio).form(approved, "record_speech") | SPOKEN
    answer = stranger.post(url_of(approved, "record_speech"), **words)
    assert (answer.status_code, answer.json()) == (401, {"reason": "hand"})
    assert stranger.post(AHEAD, key=uuid4(), file=upload()).status_code == 401
    assert not Speech.objects.exists()
    assert not Ahead.objects.exists()


def test_speeches_noted_on_two_phones_at_once_do_not_hinder_each_other(approved, studio):
    first, second = by_script(studio), by_script(studio)
    url = url_of(approved, "record_speech")
    forms = [one.form(approved, "record_speech") | SPOKEN for one in (first, second)]
    assert [first.post(url, **words).status_code for words in forms] == [200, 200]
    assert Speech.objects.count() == 2


def test_who_signed_in_meanwhile_does_not_hinder_the_meeting(approved, studio, guests):
    services.sign_in(fresh(guests[0]), by=hand(studio))
    row = services.hold(
        fresh(approved),
        by=hand(studio),
        held_on=clock.today(),
        held_at="院坝",
        chair="甲",
        minutes="同意",
        present=guests,
    )
    assert {one.status for one in row.attendees.all()} == {"present"}


def test_a_file_sent_ahead_twice_is_one_and_without_its_place(studio):
    person, key = by_script(studio), uuid4()
    ahead(person, key)
    ahead(person, key)
    kept = Ahead.objects.get()
    assert b"Exif" not in default_storage.open(kept.path).read()


def test_a_file_that_is_not_here_any_more_is_asked_for_again(approved, studio):
    person, key = by_script(studio), uuid4()
    words = meeting(person, approved, ahead=f"files:{key}")
    answer = person.post(url_of(approved, "hold"), **words)
    assert (answer.status_code, answer.json()) == (410, {"missing": [str(key)]})
    ahead(person, key)
    assert person.post(url_of(approved, "hold"), **words).status_code == 200
    assert Enclosure.objects.get().name == "村口.jpg"


def test_nobody_takes_a_file_that_somebody_else_sent_ahead(approved, studio, party):
    key = ahead(by_script(party))
    person = by_script(studio)
    words = meeting(person, approved, ahead=f"files:{key}")
    assert person.post(url_of(approved, "hold"), **words).status_code == 410
    assert Ahead.objects.get().user == party.user


def test_a_file_ahead_is_looked_into_and_their_number_is_bounded(studio, monkeypatch):
    person = by_script(studio)
    broken = person.post(AHEAD, key=uuid4(), file=upload(b"\xff\xd8\xff broken", "a.jpg"))
    assert broken.status_code == 422
    assert "图片打不开" in broken.json()["errors"][0]
    assert person.post(AHEAD, key="nothing").status_code == 422
    monkeypatch.setattr("consultations.services.sendings.MOST_AHEAD", 1)
    ahead(person)
    full = person.post(AHEAD, key=uuid4(), file=upload())
    assert "请先提交已填写的表单" in full.json()["errors"][0]


def test_too_many_files_or_a_bad_one_refuse_the_form_and_keep_its_words(approved, studio):
    person, url = Person(studio), url_of(approved, "hold")
    bad = [upload(), upload(b"\xff\xd8\xff broken", "坏.jpg")]
    many = [upload() for _ in range(21)]
    for files, why in ((bad, "坏.jpg：图片打不开"), (many, "每条记录最多20个附件")):
        page = person.post(url, **meeting(person, approved, files=files))
        assert page.status_code == 422
        assert why in page.content.decode()
        assert "大家同意装灯" in page.content.decode()
    assert not Enclosure.objects.exists()


def test_a_conflict_shows_what_was_written_ticked_and_enclosed(approved, studio, guests):
    person = by_script(studio)
    words = meeting(person, approved, ahead=f"files:{ahead(person)}", present=[guests[1].pk])
    services.miss(fresh(guests[0]), by=hand(studio))
    page = person.post(url_of(approved, "hold"), **words)
    assert page.status_code == 409
    kept = {one["label"]: one["value"] for one in page.context["kept"]}
    assert kept["到会人员"] == "村民乙（群众代表）"
    assert kept["现场图片或签到表"] == "村口.jpg"
    assert Ahead.objects.exists()  # for the next try


def test_answers_are_forgotten_after_months_and_lost_files_after_weeks(approved, studio):
    person, url = by_script(studio), url_of(approved, "record_speech")
    words = person.form(approved, "record_speech") | SPOKEN
    person.post(url, **words)
    ahead(person)
    assert tasks.forget_sendings() == 0
    path = Ahead.objects.get().path
    Sending.objects.update(at=clock.now() - timedelta(days=91))
    Ahead.objects.update(at=clock.now() - timedelta(days=31))
    assert tasks.forget_sendings() == 2
    assert not Ahead.objects.exists()
    assert default_storage.exists(path)  # until this is certain
    assert person.post(url, **words).status_code == 200  # the record still knows the press
    assert Speech.objects.count() == 1


def test_a_picture_of_progress_goes_ahead_too(handling, power_liaison):
    person, url = by_script(power_liaison), url_of(handling, "record_progress")
    words = person.form(handling, "record_progress") | {"text": "已装20盏"}
    words["ahead"] = f"files:{ahead(person)}"
    assert [person.post(url, **words).status_code for _ in range(2)] == [200, 200]
    assert handling.progress.count() == 1
    assert Enclosure.objects.get().name == "村口.jpg"


def test_bytes_without_a_row_are_swept_once_they_are_old(studio):
    ahead(by_script(studio))
    old, fresh_one = default_storage.path("ahead/1-left"), Ahead.objects.get().path
    with open(old, "wb") as left:
        left.write(b"half")
    long_ago = (clock.now() - timedelta(days=61)).timestamp()
    os.utime(old, (long_ago, long_ago))
    tasks.forget_sendings()
    assert not os.path.exists(old)
    assert default_storage.exists(fresh_one)


def test_who_came_late_and_more_pictures_are_added_with_the_minutes(approved, studio, guests):
    person = by_script(studio)
    person.post(url_of(approved, "hold"), **meeting(person, approved))
    words = person.form(approved, "rewrite") | {"present": [guests[2].pk], "files": upload()}
    assert person.post(url_of(approved, "rewrite"), **words).status_code == 200
    assert Attendee.objects.get(status="present") == guests[2]
    assert Enclosure.objects.count() == 1
