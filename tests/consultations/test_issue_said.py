"""What the issue says in half a sentence, and what no other file shows."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from common import clock
from consultations.models import Enclosure
from consultations.services import villages
from deadlines.sweep import sweep
from members.models import Entry
from tests.browsing import inbox
from tests.consultations.browsing import Person
from tests.consultations.test_campaign import filled
from tests.factories import hand
from tests.papers import picture


@pytest.mark.parametrize(("verb", "number"), [("retire", 4), ("add", 6)])
def test_four_foci_or_six_are_the_office_s_own_choice(office, studio, county, verb, number):
    """The township chooses from what the office keeps."""
    person = Person(office)
    if verb == "retire":
        focus = Entry.objects.get(committee=county.body, book="focus", code="poverty")
        page = person.post(reverse("dictionary_retire", args=[focus.pk]))
    else:
        url = reverse("dictionary_add", args=["focus"])
        page = person.post(url, **filled(person.get(url)) | {"label": "生态保护难点"})
    assert page.status_code == 302
    field = Person(studio).get(reverse("consultations:new_topic")).context["form"]["focus"].field
    assert field.queryset.count() == number


def test_a_session_that_the_village_ran_itself_is_marked_as_such(planned, studio, office):
    assert "村组自办" not in Person(office).get(planned.get_absolute_url()).content.decode()
    Person(studio).does("revise", planned, self_run="on")
    assert "村组自办" in Person(office).get(planned.get_absolute_url()).content.decode()


def test_a_task_is_reminded_of_like_any_other_duty(handling, power_liaison):
    """Once before its day comes near, and again when it has gone by."""
    before = len(inbox(power_liaison))
    for day in (handling.due_on - timedelta(days=1), handling.due_on + timedelta(days=20)):
        with clock.frozen(working(day)):
            sweep(whole=True)
            told = inbox(power_liaison)
            assert len(told) > before, day
            assert "协商任务办理" in told[-1]
            before = len(told)


def working(day: date) -> date:
    """That day, or the Friday before it."""
    return day - timedelta(days=max(0, day.weekday() - 4))


def test_money_and_its_source_quantity_and_measure_stand_beside_the_task(listed, studio):
    task = listed.tasks.get(what="安装太阳能路灯")
    words = {"money": 80000, "money_source": "财政衔接资金", "quantity": 40, "measure": "盏"}
    Person(studio).does("change_task", task, **words)
    text = Person(studio).get(listed.get_absolute_url()).content.decode()
    for told in ("40盏", "80,000", "财政衔接资金", "县级事权", "县供电局"):
        assert told in text


def test_the_county_s_notes_reach_the_township(filed, office, studio):
    Person(office).does("oversee", filed, text="请于雨季前完工")
    assert any("县政协记录了监督意见" in one for one in inbox(studio))
    assert "请于雨季前完工" in Person(studio).get(filed.get_absolute_url()).content.decode()


def test_a_role_of_the_committee_s_own_is_one_to_invite_in(approved, office, studio):
    """参会身份: added by the office in its dictionary, chosen by the township."""
    keeper, url = Person(office), reverse("dictionary_add", args=["attendee"])
    assert keeper.post(url, **filled(keeper.get(url)) | {"label": "乡贤代表"}).status_code == 302
    role = Entry.objects.get(committee=approved.committee_id, label="乡贤代表")
    Person(studio).does("invite", approved, role=role.pk, name="赵老师")
    shown = Person(studio).get(approved.get_absolute_url()).content.decode()
    assert "赵老师" in shown
    assert "乡贤代表" in shown


def test_what_was_seen_before_and_said_in_the_meeting_stands_on_its_page(approved, studio, office):
    """Visit with households, people and notes; place, chair, minutes; speech by agenda point."""
    visit = {"by_whom": "委员三人", "households": 23, "people": 87, "notes": "沟边三户最怕黑"}
    hands = Person(studio)
    hands.does("record_visit", approved, **visit)
    hands.does("record_speech", approved, point="议程二：资金", speaker="王支书", text="集体出一半")
    told = {"held_at": "老槐树下", "chair": "召集人李芳", "minutes": "一致同意装灯"}
    hands.does("hold", approved, **told)
    shown = Person(office).get(approved.get_absolute_url()).content.decode()
    said = ("议程二：资金", "王支书", "集体出一半")
    for words in ("走访23户87人", visit["notes"], visit["by_whom"], *said, *told.values()):
        assert words in shown


def test_pictures_of_a_meeting_are_kept_without_the_place_they_were_taken(
    approved, studio, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    file = SimpleUploadedFile("会场.jpg", picture(with_place=True))
    assert places_in(file)
    words = {"held_at": "院坝", "minutes": "同意", "files": file}
    Person(studio).does("hold", approved, **words)
    kept = Person(studio).get(Enclosure.objects.get().url)
    assert not places_in(io.BytesIO(b"".join(kept.streaming_content)))


def places_in(file) -> bool:
    file.seek(0)
    found = bool(Image.open(file).getexif().get_ifd(0x8825))
    file.seek(0)
    return found


def test_the_party_committee_sets_a_topic_of_its_own(people, town):
    """党政点题: from its own page, screened by the township like any other."""
    party, url = Person(people.party), reverse("consultations:new_topic")
    form = party.get(url).context["form"]
    assert [value for value, _ in form["source"].field.choices] == ["party"]
    typed = filled(party.get(url)) | {"title": "公墓如何选址", "source": "party"}
    page = party.post(url, **typed)
    assert page.status_code == 302
    text = Person(people.studio).get(page["Location"]).content.decode()
    assert "党政点题" in text
    assert "列入协商" in text


def test_a_duty_around_the_meetings_is_told_to_other_systems_too(town, studio, office):
    bid = villages.propose_village(town, by=hand(studio), village="鱼塘村", reasons="好")
    page = Person(office).get(reverse("api:obligation-list"))
    [told] = [one for one in page.json()["results"] if one["case"]["uid"] == str(bid.case.uid)]
    assert (told["kind"], told["case"]["kind"]) == ("judge_village", "village")
    assert told["case"]["url"].endswith(bid.get_absolute_url())
