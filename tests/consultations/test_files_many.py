"""Several files a press, so many a record; one that is too big loses nothing that was typed."""

from __future__ import annotations

import pytest
from django.urls import reverse

from common.table_files import MAX_BYTES
from consultations.models import Enclosure, Visit
from members.models import Entry
from tests.consultations.browsing import Person, url_of
from tests.consultations.conftest import fresh
from tests.papers import PDF, picture, upload

VISIT = {"by_whom": "委员二人", "households": 3, "people": 9, "notes": "路口漆黑"}


@pytest.fixture(autouse=True)
def files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def pages(*numbers):
    return [upload(PDF + str(one).encode(), f"第{one}页.pdf") for one in numbers]


def test_a_visit_keeps_several_files_and_shows_them(planned, studio):
    snap = upload(picture(with_place=True), "路口.jpg")
    Person(studio).does("record_visit", planned, **VISIT, files=[*pages(1), snap])
    assert {one.name for one in Enclosure.objects.all()} == {"第1页.pdf", "路口.jpg"}
    shown = Person(studio).get(planned.get_absolute_url()).content.decode()
    assert all(one.url in shown for one in Enclosure.objects.all())


def test_a_meeting_and_progress_take_several_files_too(approved, studio):
    words = {"held_at": "院坝", "minutes": "同意"}
    Person(studio).does("hold", approved, **words, files=pages(1, 2))
    Person(studio).does("rewrite", approved, files=pages(3))
    assert Enclosure.objects.filter(subject_id=approved.pk).count() == 3


def test_evidence_of_a_task_is_several_files(handling, power_liaison):
    person = Person(power_liaison)
    person.does("record_progress", handling, text="已装20盏", files=pages(1, 2))
    person.does("report", fresh(handling), note="全部装好", files=pages(3, 4))
    assert Enclosure.objects.count() == 4


def test_so_many_files_a_record_as_the_place_allows(approved, studio, county):
    Entry.objects.create(committee=county.body, book="rule", code="most_files", label="2")
    words = {"held_at": "院坝", "minutes": "大家同意装灯"}
    page = Person(studio).tries("hold", approved, **words, files=pages(1, 2, 3))
    assert page.status_code == 422
    assert "每条记录最多2个附件，请减少后再传" in str(page.context["form"].errors["files"])
    assert "大家同意装灯" in page.content.decode()
    assert not Enclosure.objects.exists()
    Person(studio).does("hold", approved, **words, files=pages(1, 2))
    page = Person(studio).tries("rewrite", approved, files=pages(3))
    assert "已有2个" in str(page.context["form"].errors["files"])


def test_what_is_too_big_is_refused_at_its_field_and_the_words_stay(planned, studio, settings):
    big = upload(PDF + bytes(MAX_BYTES + 6 * 1024 * 1024), "大.pdf")
    assert big.size > settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    page = Person(studio).tries("record_visit", planned, **VISIT, files=big)
    assert page.status_code == 422
    assert "文件超过 20 MB" in str(page.context["form"].errors["files"])
    assert VISIT["notes"] in page.content.decode()
    assert not Visit.objects.exists()


def test_not_even_a_form_with_files_is_endless(planned, studio, settings):
    settings.LARGEST_UPLOAD = 1000
    answer = Person(studio).post(url_of(planned, "record_visit"), files=upload(PDF + bytes(2000)))
    assert answer.status_code == 413


def test_a_new_topic_takes_several_files(town, studio):
    words = {"title": "路灯", "township": town.pk, "source": "people", "press": "1" * 32}
    url = reverse("consultations:new_topic")
    assert Person(studio).post(url, **words, files=pages(1, 2)).status_code == 302
    assert Enclosure.objects.count() == 2
