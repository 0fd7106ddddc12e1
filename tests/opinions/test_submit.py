"""提交: a sheet, saved by itself, becomes an opinion with a number of the year."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from common import clock
from members.models import Entry
from opinions import services
from opinions.models import Opinion, OpinionDraft
from tests.browsing import inbox, owed
from tests.factories import hand
from tests.opinions.browsing import Person
from tests.opinions.conftest import BODY, sent_in

WORDS = {"title": "赶集日道路拥堵", "body": BODY}


def begins(person, **chosen) -> str:
    """Begin to write; the address of the sheet."""
    page = person.post(reverse("opinions:new_draft"), **chosen)
    assert page.status_code == 302
    return page["Location"]


def saves(person, url, do="submit", **words):
    version = OpinionDraft.objects.get(uid=url.rstrip("/").rpartition("/")[2]).revision
    return person.post(url, **({"version": version, "do": do} | WORDS | words))


def test_a_member_writes_on_a_phone_and_hands_it_in(member, office):
    person = Person(member)
    url = begins(person)
    assert "严禁录入涉密内容" in person.get(url).content.decode()
    auto = person.post(f"{url}autosave/", version=0, title="赶集日", body="")
    assert auto.json()["version"] == 1
    page = saves(person, url)
    row = Opinion.objects.get()
    assert page["Location"] == row.get_absolute_url()
    assert (row.member, row.title, row.status) == (member.member, WORDS["title"], "submitted")
    assert row.received_as == f"{clock.today().year}-0001"
    assert owed(row) == {("edit_opinion", "office")}
    assert any("社情民意编辑" in told for told in inbox(office))
    assert person.get(url)["Location"] == row.get_absolute_url()


def test_numbers_of_a_year_have_no_gaps(member, contact, studio):
    rows = [sent_in(seat) for seat in (member, contact, studio)]
    assert [row.receipt for row in rows] == [1, 2, 3]


@pytest.mark.parametrize(("words", "field"), [({"title": " "}, "title"), ({"body": ""}, "body")])
def test_what_is_missing_is_told_at_its_field_and_the_rest_is_kept(member, words, field):
    person = Person(member)
    url = begins(person)
    page = saves(person, url, **words)
    assert page.status_code == 422
    assert list(page.context["form"].errors) == [field]
    kept = {"title", "body"} - {field}
    assert all(page.context["form"][name].value() == WORDS[name] for name in kept)
    assert Opinion.objects.count() == 0


def test_the_place_says_how_long_it_may_be(member, county):
    Entry.objects.create(
        committee=county.body, book="rule", code="opinion_limit", label="200", position=1
    )
    person = Person(member)
    page = saves(person, begins(person), body="一" * 201)
    assert "正文不超过200字，现有201字" in page.content.decode()


def test_the_office_enters_for_a_member_who_is_told(office, member):
    person = Person(office)
    url = begins(person, member=member.member.pk)
    saves(person, url)
    row = Opinion.objects.get()
    assert row.member == member.member
    event = row.case.events.get()
    assert event.on_behalf_of == f"member:{member.member.pk}"
    assert "（代录）" in Person(member).reads(row)
    assert any("已为您提交社情民意" in told for told in inbox(member))


def test_the_office_names_one_writer_of_its_own_committee(office, member, body, next_county):
    new = reverse("opinions:new_draft")
    for chosen in ({}, {"member": member.member.pk, "organisation": body.pk}):
        assert Person(office).post(new, **chosen).status_code == 422
    assert Person(next_county.office).post(new, member=member.member.pk).status_code == 422


def test_the_same_press_bears_one_opinion(member):
    person = Person(member)
    url = begins(person)
    first, second = saves(person, url), saves(person, url)
    assert first["Location"] == second["Location"]
    assert Opinion.objects.count() == 1


def test_what_was_changed_elsewhere_is_not_written_over(member):
    person = Person(member)
    url = begins(person)
    saves(person, url, do="save")
    page = person.post(url, version=0, do="save", title="旧页上写的", body="一")
    assert page.status_code == 409
    assert "旧页上写的" in page.content.decode()
    assert OpinionDraft.objects.get().title == WORDS["title"]
    page = person.post(f"{url}autosave/", version=0, title="又一", body="一")
    assert page.status_code == 409


def test_a_draft_is_thrown_away_but_not_once_it_is_submitted(member):
    person = Person(member)
    url = begins(person)
    saves(person, url, do="drop")
    assert OpinionDraft.objects.count() == 0
    sent_in(member)
    sheet = OpinionDraft.objects.get()
    with pytest.raises(ValidationError, match="不能删除草稿"):
        services.drop_draft(sheet, by=hand(member))
    assert "没有草稿" in person.get(reverse("opinions:drafts")).content.decode()
