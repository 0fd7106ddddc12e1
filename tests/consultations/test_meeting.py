"""The meeting: guests in the committee's own roles, speeches, minutes with a picture."""

from __future__ import annotations

from datetime import timedelta

import pytest

from common import clock
from consultations import services
from consultations.models import Attendee, Enclosure, Topic
from tests.browsing import inbox, owed
from tests.consultations.browsing import Person
from tests.consultations.conftest import agree, entry, fresh, put_on_list
from tests.factories import hand
from tests.papers import upload
from workflow.hand import SYSTEM


@pytest.fixture(autouse=True)
def files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_guests_are_invited_and_sign_in_by_list(approved, studio, county, member):
    role = entry(county, "attendee", "member")
    words = {"role": role.pk, "name": "委员甲", "member": member.member_id}
    Person(studio).does("invite", approved, **words)
    guest = Attendee.objects.get()
    assert inbox(member)[-1].startswith("邀请您参加协商：《鱼塘村亮化协商》")
    Person(studio).does("sign_in", guest)
    assert (fresh(guest).status, fresh(guest).signed_in_by) == ("present", "list")
    Person(studio).does("miss", guest)
    assert (fresh(guest).status, fresh(guest).signed_in_by) == ("absent", "")


def test_somebody_who_was_not_invited_is_put_down_too(approved, studio, county):
    role = entry(county, "attendee", "villager")
    Person(studio).does("walk_in", approved, role=role.pk, name="村民甲")
    assert Attendee.objects.get().status == "present"


def test_a_villagers_own_phone_signs_in_without_a_seat(approved, county):
    role = entry(county, "attendee", "villager")
    guest = services.walk_in(approved, by=SYSTEM, role=role, name="村民甲", way="scan")
    assert guest.signed_in_by == "scan"


def test_a_role_of_another_book_is_refused(approved, studio, county):
    focus = entry(county, "focus", "concern")
    page = Person(studio).tries("invite", approved, role=focus.pk, name="甲")
    assert page.status_code == 422
    assert Attendee.objects.count() == 0


def test_speeches_are_kept_by_point_of_the_agenda_and_voided_with_a_reason(approved, studio):
    words = {"point": "通报调研", "speaker": "委员甲", "text": "灯杆太少"}
    Person(studio).does("record_speech", approved, **words)
    speech = approved.speeches.get()
    assert "灯杆太少" in Person(studio).get(approved.get_absolute_url()).content.decode()
    assert Person(studio).tries("void_speech", speech, note="").status_code == 422
    Person(studio).does("void_speech", speech, note="记错了人")
    assert "灯杆太少" not in Person(studio).get(approved.get_absolute_url()).content.decode()


def test_a_meeting_is_recorded_with_its_minutes_and_a_picture(approved, studio, office):
    words = {"held_at": "村口院坝", "minutes": "大家同意装灯", "files": upload()}
    Person(studio).does("hold", approved, **words)
    row = fresh(approved)
    assert (row.status, row.held_at, row.held_on) == ("held", "村口院坝", clock.today())
    assert owed(row) == {("ask_list", "township")}
    [picture] = Enclosure.objects.all()
    shown = Person(office).get(row.get_absolute_url()).content.decode()
    assert picture.url in shown
    assert Person(office).get(picture.url).status_code == 200


def test_a_meeting_to_come_is_not_recorded(approved, studio):
    tomorrow = clock.today() + timedelta(days=1)
    words = {"held_at": "院坝", "minutes": "无", "held_on": tomorrow}
    page = Person(studio).tries("hold", approved, **words)
    assert page.status_code == 422
    assert fresh(approved).status == "approved"


def test_minutes_are_added_to_until_the_list_is_asked_for(held, studio):
    Person(studio).does("rewrite", held, minutes="大家同意装灯，另补充资金来源")
    assert fresh(held).minutes.endswith("资金来源")
    put_on_list(agree(held, studio), studio, "平整基础")
    services.ask_list(fresh(held), by=hand(studio))
    assert Person(studio).insists("rewrite", held, minutes="改").status_code == 409


def test_a_villagers_wish_by_phone_needs_no_seat_but_only_as_one(town):
    topic = services.raise_topic(town, by=SYSTEM, source="scan", title="路灯不亮")
    assert owed(topic)
    assert Topic.objects.get().source == "scan"


def test_nobody_without_a_seat_says_it_came_from_elsewhere(town):
    with pytest.raises(Exception, match="您无权登记议题"):
        services.raise_topic(town, by=SYSTEM, source="party", title="路灯不亮")
    assert Topic.objects.count() == 0
