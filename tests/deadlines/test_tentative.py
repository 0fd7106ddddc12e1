"""暂定: whoever reads a day of a year that is not published reads beside it that it may move."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from common import clock
from deadlines.models import Obligation
from notices.models import Notice
from tests.browsing import Person, inbox
from tests.conftest import behind_its_back

pytestmark = pytest.mark.django_db
CASE = "the page of the case"
PAGES = [
    ("liaison", reverse("home")),
    ("liaison", CASE),
    ("member", CASE),
    ("office", reverse("proposals:list")),
    ("office", reverse("proposals:board_list")),
    ("dispatcher", reverse("proposals:handing_list")),
    ("liaison", reverse("calendar") + "?month=2027-02"),
]


@pytest.fixture(autouse=True)
def late_in_the_year():
    """2026, when the notice for 2027 is not out yet."""
    with clock.frozen(date(2026, 11, 24)):
        yield


@pytest.fixture
def due_next_year(signed_for):
    """Everything that is owed is due in February of 2027."""
    day = date(2027, 2, 24)
    behind_its_back("UPDATE deadlines_obligation SET due_on = %s, provisional = true", day)
    return signed_for


@pytest.mark.parametrize(("who", "url"), PAGES)
def test_every_page_that_shows_such_a_day_says_so(request, due_next_year, who, url):
    person = Person(request.getfixturevalue(who))
    url = due_next_year.proposal.get_absolute_url() if url == CASE else url
    text = person.get(url).content.decode()
    lights = text.count('class="light ok"')
    assert lights
    assert text.count('<span class="tentative">暂定</span>') >= lights
    behind_its_back("UPDATE deadlines_obligation SET due_on = '2026-12-24', provisional = false")
    assert "暂定" not in person.get(url.replace("2027-02", "2026-12")).content.decode()


def test_the_pages_of_meetings_and_of_closing_say_so_too(meeting, office, director):
    behind_its_back("UPDATE deadlines_obligation SET due_on = '2027-02-24', provisional = true")
    for url in (reverse("proposals:meetings"), meeting.get_absolute_url()):
        assert "暂定</span>" in Person(director).get(url).content.decode(), url


def test_closing_says_so(delivered, office):
    behind_its_back("UPDATE deadlines_obligation SET due_on = '2027-02-24', provisional = true")
    assert "暂定</span>" in Person(office).get(reverse("proposals:closing")).content.decode()


def test_who_asks_for_more_time_reads_it_of_the_present_day_and_of_the_last_one(
    due_next_year, liaison
):
    url = reverse(
        "proposals:share_act",
        args=[due_next_year.proposal.case.uid, due_next_year.pk, "ask_extension"],
    )
    told = Person(liaison).get(url).context["form"]["until"].help_text
    assert "现在的期限是2027年2月24日（暂定），" in told
    assert told.endswith("（暂定）")
    behind_its_back("UPDATE deadlines_obligation SET due_on = '2026-12-24', provisional = false")
    assert (
        "现在的期限是2026年12月24日，"
        in Person(liaison).get(url).context["form"]["until"].help_text
    )


def test_a_message_of_a_new_duty_says_so(share, liaison):
    """Who is told of a day far off is told that it may move."""
    behind_its_back("UPDATE deadlines_obligation SET due_on = '2027-02-24', provisional = true")
    assert Obligation.objects.open().get(kind="sign_for").provisional
    [text] = [text for text in inbox(liaison) if text.startswith("待办：签收")]
    assert "2月24日（暂定）前办理" in text


def test_a_reminder_says_so(due_next_year, liaison):
    from deadlines.sweep import sweep

    Notice.objects.all().delete()
    with clock.frozen(date(2027, 2, 22)):
        sweep()
    texts = Notice.objects.filter(seat=liaison, about__startswith="owed:")
    assert any("2月24日到期，还有2天（暂定）" in one.text for one in texts)
