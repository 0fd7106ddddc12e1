"""审查会议: called by the office, decided by the director, concluded with minutes."""

from datetime import timedelta

import pytest
from django.urls import reverse

from common import clock
from proposals.models import ReviewMeeting
from tests import factories
from tests.browsing import Person, done, fresh, inbox, owed, told
from tests.merging import submitted_by

CONVENE = reverse("proposals:convene")


def test_the_office_calls_a_meeting_on_what_was_screened(screened, office, director):
    person = Person(office)
    assert list(person.get(CONVENE).context["form"]["proposals"].value()) == [screened.pk]
    page = person.post(CONVENE, name="第一次会议", held_on=clock.today(), proposals=[screened.pk])
    meeting = ReviewMeeting.objects.get()
    assert page["Location"] == meeting.get_absolute_url()
    assert owed(meeting) == {("conclude", "director")}
    assert [text for text in inbox(director) if "第一次会议" in text]


@pytest.mark.parametrize("missing", ["name", "held_on", "proposals"])
def test_a_meeting_needs_name_day_and_agenda_and_keeps_what_was_typed(screened, office, missing):
    words = {"name": "第一次会议", "held_on": clock.today(), "proposals": [screened.pk]}
    del words[missing]
    page = Person(office).post(CONVENE, **words)
    assert page.status_code == 422
    assert missing in page.context["form"].errors
    kept = page.context["form"]["name"].value()
    assert kept == words.get("name")


def test_what_one_coming_meeting_lists_no_other_one_does(screened, meeting, office):
    words = {"name": "第二次会议", "held_on": clock.today(), "proposals": [screened.pk]}
    assert Person(office).post(CONVENE, **words).status_code == 422
    assert ReviewMeeting.objects.count() == 1


def test_one_press_files_all_that_was_recommended(screened, meeting, director):
    url = reverse("proposals:as_recommended", args=[meeting.case.uid])
    boss = Person(director)
    assert told(boss.post(url)) == ["已立案1件"]
    assert fresh(screened).status == "filed"
    assert told(boss.post(url))[-1] == "没有可以立案的提案，可能已经办过"


def test_it_ends_with_minutes_when_everything_is_decided(screened, meeting, director):
    boss = Person(director)
    page = boss.insists("conclude", meeting, minutes="讨论了一件。")
    assert page.status_code == 422
    assert "还有1件未作出决定" in page.content.decode()
    assert "讨论了一件。" in page.content.decode()
    boss.does("file", screened)
    assert boss.does("conclude", meeting, minutes="  ").status_code == 422
    assert boss.does("conclude", meeting, minutes="同意立案一件。").status_code == 302
    assert fresh(meeting).status == "held"
    assert owed(meeting) == set()


@pytest.mark.parametrize("who", ["member", "dispatcher", "liaison"])
def test_for_others_there_are_no_meetings(request, meeting, who):
    person = Person(request.getfixturevalue(who))
    assert person.insists("conclude", meeting, minutes="纪要").status_code == 404
    assert person.get(meeting.get_absolute_url()).status_code == 403


def test_a_neighbours_proposal_cannot_be_listed(screened, elsewhere):
    words = {"name": "会议", "held_on": clock.today(), "proposals": [screened.pk]}
    assert Person(elsewhere.office).post(CONVENE, **words).status_code == 422


def test_before_its_day_a_meeting_says_when_it_decides_and_offers_nothing(
    screened, office, director
):
    day = clock.today() + timedelta(days=3)
    Person(office).post(CONVENE, name="下次会议", held_on=day, proposals=[screened.pk])
    url, boss = ReviewMeeting.objects.get().get_absolute_url(), Person(director)
    assert f"{day.month}月{day.day}日召开，当日起才能作出决定" in boss.get(url).content.decode()
    assert "同意建议，一并立案" not in boss.get(url).content.decode()
    ReviewMeeting.objects.update(held_on=clock.today())
    assert "同意建议，一并立案" in boss.get(url).content.decode()


def test_as_recommended_leaves_what_was_not_recommended_to_be_decided_by_itself(
    screened, here, office, director, other_member
):
    second = submitted_by(here, other_member, "关于推广电子票据的提案")
    words = {"recommendation": "decline", "note": "属个人事项", "units": []}
    assert done(Person(office).does("screen", second, **words), second)
    both = [screened.pk, second.pk]
    Person(office).post(CONVENE, name="第一次会议", held_on=clock.today(), proposals=both)
    meeting, boss = ReviewMeeting.objects.get(), Person(director)
    url = reverse("proposals:as_recommended", args=[meeting.case.uid])
    assert told(boss.post(url)) == ["已立案1件"]
    assert (fresh(screened).status, fresh(second).status) == ("filed", "screening")
    why = {
        "ground": factories.entry(here.body, "ground", "vague").pk,
        "disposition": factories.entry(here.body, "disposition", "opinion").pk,
        "note": "内容空泛",
    }
    assert done(boss.does("decline", fresh(second), **why), second)
    assert boss.does("conclude", meeting, minutes="立案一件，不予立案一件。").status_code == 302
