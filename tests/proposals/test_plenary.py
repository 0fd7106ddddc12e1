"""大会收件: how many came in each hour, and who is still writing; names, never texts."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse

from common import clock
from members.models import Session
from proposals import services
from tests import factories
from tests.browsing import Person
from tests.factories import hand

URL = reverse("proposals:plenary")


def write(seat, category, title="又一件"):
    words = {"title": title, "category": category, "body": "【建议】不给别人看的内容"}
    return services.save_draft(services.start_draft(seat), by=hand(seat), seen=0, **words)


def test_what_came_in_is_counted_by_the_hour_and_by_kind(draft, member, category, office):
    with clock.frozen(clock.now() - timedelta(hours=3)):
        services.submit(draft, by=hand(member))
    for _ in range(2):
        services.submit(write(member, category), by=hand(member))
    page = Person(office).get(URL)
    assert [count for _, count in page.context["hours"]] == [1, 2]
    assert page.context["kinds"] == [("委员提案", 3)]
    words = page.content.decode()
    assert "大会提案共 3 件" in words
    assert words.count("<svg") == 3


def test_proposals_after_the_cutoff_are_not_of_the_plenary(draft, member, here, office):
    with clock.frozen(here.session.cutoff + timedelta(minutes=1)):
        services.submit(draft, by=hand(member))
        page = Person(office).get(URL)
    assert page.context["received"] == 0
    assert "已截止" in page.content.decode()


def test_who_is_still_writing_is_named_by_sector_and_the_text_is_not_shown(
    draft, member, category, here, office
):
    body = factories.organisation(here)
    contact = factories.person(here, "contact", organisation=body)
    write(contact, category, "不给别人看的案由")
    page = Person(office).get(URL)
    writing = {line["place"]: line["names"] for line in page.context["writing"]}
    assert writing == {"农业界": [str(member.member)], "集体提案（党派）": [str(body)]}
    words = page.content.decode()
    assert "不给别人看" not in words
    assert draft.title not in words


def test_what_was_submitted_or_never_begun_is_not_being_written(draft, member, office):
    services.submit(draft, by=hand(member))
    services.start_draft(member)
    assert Person(office).get(URL).context["writing"] == []


def test_a_neighbour_counts_its_own(draft, member, elsewhere):
    services.submit(draft, by=hand(member))
    page = Person(elsewhere.office).get(URL)
    assert (page.context["received"], page.context["writing"]) == (0, [])


def test_before_the_first_session_the_page_says_so(office):
    Session.objects.update(opens_on=clock.today() + timedelta(days=1))
    page = Person(office).get(URL)
    assert "还没有开始征集" in page.content.decode()
