"""Likely units: the proposer's wish, else whoever answered the like; offered, never imposed."""

import pytest

from proposals import services
from proposals.likely import ENOUGH, Past, learned, likely_units, usual
from proposals.likeness import pairs
from tests.browsing import Person
from tests.factories import hand
from tests.merging import submitted_by


def test_the_proposers_wish_comes_first(handed_over, submitted, police):
    submitted.suggestions.all().delete()
    submitted.suggestions.create(unit=police, by="proposer")
    assert likely_units([submitted]) == {submitted.pk: [police.pk]}


def test_without_a_wish_it_is_who_answers_the_like(here, handed_over, other_member, education):
    alike = submitted_by(here, other_member, f"再谈{handed_over.title}")
    assert likely_units([alike]) == {alike.pk: [education.pk]}


def test_the_first_review_offers_it(here, handed_over, other_member, office, education):
    alike = submitted_by(here, other_member, f"再谈{handed_over.title}")
    assert Person(office).form(alike, "screen")["units"] == [education.pk]


def test_with_nothing_known_nothing_is_offered(submitted):
    assert likely_units([submitted]) == {submitted.pk: []}


def test_the_offices_own_advice_stands(screened, office, police, education):
    screened.suggestions.create(unit=education, by="proposer")
    services.advise(screened, by=hand(office), recommendation="file", units=[police])
    assert likely_units([screened]) == {screened.pk: [police.pk]}


@pytest.mark.parametrize(
    ("units", "expected"),
    [([7] * ENOUGH, [7]), ([7] * (ENOUGH - 1), []), ([7, 7, 7, 8, 8, 8], []), ([], [])],
)
def test_a_category_tells_only_when_most_of_it_went_to_one_unit(units, expected):
    past = [Past(pairs("修建停车场"), 3, unit) for unit in units]
    assert usual(3, past) == expected
    assert usual(None, past) == []


def test_titles_that_are_strangers_tell_nothing(submitted):
    assert learned(submitted, [Past(pairs("修建停车场"), None, 7)]) == []
