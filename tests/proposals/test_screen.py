"""初审 is the office's: it recommends, and the review meeting's decision is now awaited."""

import pytest

from tests.browsing import Person, done, fresh, inbox, owed


def test_the_office_recommends_filing_and_likely_units(submitted, office, education):
    page = Person(office).does("screen", submitted, recommendation="file", units=[education.pk])
    assert done(page, submitted)
    now = fresh(submitted)
    assert (now.status, now.recommendation) == ("screening", "file")
    assert now.suggestions.get(by="office").unit == education
    assert owed(submitted) == {("decide", "office")}


def test_the_proposers_wish_is_the_offices_first_suggestion(submitted, office, education):
    submitted.suggestions.create(unit=education, by="proposer")
    assert Person(office).form(submitted, "screen")["units"] == [education.pk]


def test_a_recommendation_to_decline_needs_its_reason_and_keeps_what_was_chosen(
    submitted, office, education
):
    page = Person(office).does(
        "screen", submitted, recommendation="decline", units=[education.pk], note=""
    )
    assert page.status_code == 422
    words = page.content.decode()
    assert "建议不予立案的，请写明理由" in words
    assert page.context["form"]["units"].value() == [str(education.pk)]
    assert fresh(submitted).status == "submitted"


def test_nobody_screens_without_a_recommendation(submitted, office):
    page = Person(office).insists("screen", submitted)
    assert page.status_code == 422
    assert "未能提交，请先改正以下内容" in page.content.decode()


def test_those_who_see_it_may_not_screen_it(request, submitted):
    for who, status in [("director", 403), ("member", 403)]:
        person = Person(request.getfixturevalue(who))
        page = person.insists("screen", submitted, recommendation="file")
        assert page.status_code == status
        assert "您无权初审" in page.content.decode()


@pytest.mark.parametrize("who", ["other_member", "dispatcher", "liaison"])
def test_for_everybody_else_it_does_not_exist(request, submitted, who):
    person = Person(request.getfixturevalue(who))
    assert person.insists("screen", submitted, recommendation="file").status_code == 404


def test_the_proposer_is_not_told_what_passes_inside_the_committee(screened, member, office):
    assert inbox(member) == []
    assert "初审" not in Person(member).get(screened.get_absolute_url()).content.decode()
    assert "初审" in Person(office).get(screened.get_absolute_url()).content.decode()
