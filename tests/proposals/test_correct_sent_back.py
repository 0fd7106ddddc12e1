"""更正 while the proposer rewords: the sheet goes on from what was put right, or it waits."""

import pytest
from django.urls import reverse

from members.models import Entry
from proposals import services
from proposals.models import Draft
from tests import factories
from tests.browsing import Person, done, fresh
from tests.factories import hand

BETTER = "关于加强校车安全的提案"


@pytest.fixture
def sent_back(submitted, office):
    return services.send_back(submitted, by=hand(office), note="请补充具体建议")


@pytest.fixture
def sheet(sent_back):
    return Draft.objects.get(proposal=sent_back, submitted_at=None)


@pytest.fixture
def teach(here):
    return factories.entry(here.body, Entry.Book.CATEGORY, "teach")


def words(sheet, **other):
    kept = {"title": sheet.title, "category": sheet.category_id, "body": sheet.body}
    return kept | {"publication": "full", "version": sheet.revision} | other


def page_of(sheet):
    return reverse("proposals:draft", args=[sheet.uid])


def corrected(director, case, **what):
    return Person(director).does("correct", case, note="录入有误", **what)


def test_the_proposer_is_shown_it_and_hands_it_in_again_as_corrected(
    sent_back, sheet, teach, director, member
):
    assert done(corrected(director, sent_back, title=BETTER, category=teach.pk), sent_back)
    sheet.refresh_from_db()
    assert (sheet.title, sheet.category) == (BETTER, teach)
    shown = Person(member).get(page_of(sheet)).content.decode()
    assert f"案由由“{sent_back.title}”更正为“{BETTER}”" in shown
    again = words(sheet, body="【建议】\n加装护栏二十公里。", do="submit")
    assert done(Person(member).post(page_of(sheet), **again), sent_back)
    now = fresh(sent_back)
    assert (now.status, now.title, now.category) == ("submitted", BETTER, teach)


def test_a_window_that_was_open_before_overwrites_nothing(sent_back, sheet, director, member):
    before = words(sheet, body="【建议】\n加装护栏二十公里。", do="submit")
    corrected(director, sent_back, title=BETTER)
    page = Person(member).post(page_of(sheet), **before)
    assert page.status_code == 409
    assert "加装护栏二十公里" in page.content.decode()
    assert (fresh(sent_back).status, fresh(sent_back).title) == ("sent_back", BETTER)


def test_with_the_correction_alone_it_is_still_unchanged(sent_back, sheet, director, member):
    corrected(director, sent_back, title=BETTER)
    sheet.refresh_from_db()
    page = Person(member).post(page_of(sheet), **words(sheet, do="submit"))
    assert (page.status_code, "内容与退回前相同" in page.content.decode()) == (422, True)


def test_what_the_proposer_has_reworded_is_theirs_until_it_is_handed_in(
    sent_back, sheet, teach, director, member
):
    own = "关于规范校车营运的提案"
    Person(member).post(page_of(sheet), **words(sheet, title=own, do="save"))
    page = corrected(director, sent_back, title=BETTER)
    assert page.status_code == 422
    assert "已另拟案由，请待其重新提交后再更正" in page.content.decode()
    assert fresh(sent_back).title != BETTER
    assert done(corrected(director, sent_back, category=teach.pk), sent_back)
    sheet.refresh_from_db()
    assert (sheet.title, sheet.category) == (own, teach)


def test_without_a_correction_the_sheet_tells_of_none(sheet, member):
    assert "提案委已更正" not in Person(member).get(page_of(sheet)).content.decode()


def test_what_the_sheet_does_not_say_leaves_it_as_it_is(sent_back, sheet, director):
    assert done(corrected(director, sent_back, occasion="between"), sent_back)
    untouched = Draft.objects.get(pk=sheet.pk)
    assert (untouched.revision, untouched.title) == (sheet.revision, sheet.title)
