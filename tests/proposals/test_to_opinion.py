"""A declined proposal goes on as an opinion; both pages know of it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from members.models import Entry
from opinions.models import Opinion, OpinionDraft
from proposals import services as proposals
from tests import factories
from tests.browsing import owed
from tests.factories import hand
from tests.opinions.browsing import Person


@pytest.fixture
def declined(here, screened, meeting, director):
    return proposals.decline(
        screened,
        by=hand(director),
        ground=factories.entry(here.body, Entry.Book.GROUND, "vague"),
        disposition=factories.entry(here.body, Entry.Book.DISPOSITION, "opinion"),
        note="所提事项较小，建议转社情民意",
    )


@pytest.fixture
def consented(declined, member):
    return proposals.consent(declined, by=hand(member), agrees=True)


def turn_url(proposal):
    return reverse("opinions:turn", args=[proposal.case.uid])


def press(person, url):
    form = person.get(url).context["form"]
    told = {name: form[name].value() for name in ("press", "version")}
    return person.post(url, **told)


def test_the_office_turns_it_and_both_remember(consented, office, member, liaison):
    person, url = Person(office), turn_url(consented)
    assert url in person.get(consented.get_absolute_url()).content.decode()
    page = press(person, url)
    sheet = OpinionDraft.objects.get()
    assert page["Location"] == reverse("opinions:draft", args=[sheet.uid])
    assert (sheet.title, sheet.member) == (consented.title, consented.member)
    assert "加装护栏" in sheet.body
    consented.refresh_from_db()
    assert consented.passed_on is not None
    assert owed(consented) == set()
    assert url not in person.get(consented.get_absolute_url()).content.decode()
    shown = person.get(page["Location"]).content.decode()
    assert consented.get_absolute_url() in shown
    person.post(page["Location"], version=1, do="submit", title=sheet.title, body=sheet.body)
    row = Opinion.objects.get()
    for seat in (office, member):
        case = Person(seat).get(consented.get_absolute_url()).content.decode()
        assert row.get_absolute_url() in case
        assert consented.get_absolute_url() in Person(seat).reads(row)


def test_it_is_turned_once(consented, office):
    person, url = Person(office), turn_url(consented)
    first = press(person, url)
    assert person.get(url)["Location"] == first["Location"]
    assert OpinionDraft.objects.count() == 1


def test_what_came_of_something_is_not_thrown_away(consented, office):
    person = Person(office)
    sheet_url = press(person, turn_url(consented))["Location"]
    assert "删除草稿" not in person.get(sheet_url).content.decode()
    sheet = OpinionDraft.objects.get()
    person.post(sheet_url, version=1, do="drop", title=sheet.title, body=sheet.body)
    assert OpinionDraft.objects.count() == 1


def test_without_consent_it_is_not_turned(declined, office, director):
    url = turn_url(declined)
    assert url not in Person(office).get(declined.get_absolute_url()).content.decode()
    assert Person(office).get(url)["Location"] == declined.get_absolute_url()
    words = {"press": "5f0a0a52-9c1f-4b7c-9d6e-000000000001", "version": declined.case.version}
    page = Person(office).post(url, **words)
    assert "提案人同意转送后" in page.content.decode()
    assert Person(director).get(url).status_code == 403
    assert OpinionDraft.objects.count() == 0
