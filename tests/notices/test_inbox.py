"""消息: each seat reads its own, and a message leads to where one acts."""

import pytest
from django.urls import reverse

from notices.models import Notice
from notices.services import mark_read, tell
from notices.tasks import drain
from tests import factories
from tests.browsing import Person, inbox

LIST, UNREAD = reverse("notices:list"), reverse("notices:unread")


@pytest.fixture
def told(filed, member):
    drain()
    return Notice.objects.filter(seat=member).latest("id")


def test_reading_it_leads_to_the_case_and_marks_it_read(told, member, filed):
    person = Person(member)
    assert person.get(UNREAD).json() == {"unread": 1}
    assert "您的提案已立案" in person.get(LIST).content.decode()
    page = person.get(reverse("notices:open", args=[told.pk]))
    assert page["Location"] == filed.get_absolute_url()
    assert person.get(UNREAD).json() == {"unread": 0}


def test_an_open_inbox_learns_how_many_came_after_its_newest(told, member, office):
    person = Person(member)
    seen = person.get(LIST).context["newest"]
    assert seen == told.pk
    assert person.get(UNREAD, since=seen).json() == {"unread": 1, "came": 0}
    tell(member, "您的提案已编号", "/", about="test:1")
    tell(office, "别人的消息", "/", about="test:2")
    assert person.get(UNREAD, since=seen).json() == {"unread": 2, "came": 1}
    mark_read(member)
    assert person.get(UNREAD, since=seen).json() == {"unread": 0, "came": 0}


def test_an_older_page_of_the_inbox_knows_the_newest_too_and_an_empty_one_asks_from_the_start(
    told, member, other_member
):
    assert Person(member).get(LIST, after=str(told.pk)).context["newest"] == told.pk
    person = Person(other_member)
    assert person.get(LIST).context["newest"] == 0
    tell(other_member, "您收到联名邀请", "/", about="test:3")
    assert person.get(UNREAD, since="0").json() == {"unread": 1, "came": 1}


@pytest.mark.parametrize("key", ["abc", "-1", "9" * 30, ""])
def test_a_crooked_key_is_answered_as_if_none_was_sent(told, member, key):
    assert Person(member).get(UNREAD, since=key).json() == {"unread": 1}


def test_all_are_read_at_one_press(told, member):
    person = Person(member)
    assert person.post(LIST)["Location"] == LIST
    assert person.get(UNREAD).json() == {"unread": 0}


def test_nobody_opens_or_marks_somebody_elses(told, other_member, office):
    for seat in (other_member, office):
        person = Person(seat)
        assert person.get(reverse("notices:open", args=[told.pk])).status_code == 404
        assert "您的提案已立案" not in person.get(LIST).content.decode()
        person.post(LIST)
    told.refresh_from_db()
    assert told.read_at is None


def test_nobody_is_told_of_what_they_did_themselves(screened, office):
    assert [text for text in inbox(office) if "审查决定" in text] == []


def test_a_message_of_an_event_comes_once_however_often_it_is_passed_on(told):
    before = Notice.objects.count()
    drain()
    drain()
    assert Notice.objects.count() == before


def test_every_colleague_in_the_same_role_is_told(here, submitted, office):
    colleague = factories.person(here, "office")
    assert [text for text in inbox(colleague) if "初审" in text]
    assert [text for text in inbox(office) if "初审" in text]


def test_the_neighbours_are_told_nothing(submitted, elsewhere):
    assert inbox(elsewhere.office) == []


def test_who_has_no_messages_reads_so(member):
    page = Person(member).get(LIST)
    assert page.status_code == 200
    assert "没有" in page.content.decode() or "暂无" in page.content.decode()


@pytest.mark.parametrize("key", ["abc", "-1", "9" * 30])
def test_a_crooked_page_number_is_refused(told, member, key):
    assert Person(member).get(f"{LIST}?after={key}").status_code == 400
