"""Villagers say what they think of what was done, on paper or by their own phone."""

from __future__ import annotations

from consultations import services
from consultations.models import Rating
from tests.browsing import inbox, owed
from tests.consultations.browsing import Person
from tests.consultations.conftest import fresh
from tests.factories import hand
from workflow.hand import SYSTEM

GOOD = {"attitude": "satisfied", "result": "satisfied"}


def test_when_all_is_done_the_township_owes_the_villagers_word(rating):
    assert rating.status == "rating"
    assert owed(rating) == {("rate_tasks", "township")}


def test_attitude_and_result_are_told_apart_and_discontent_is_heard(rating, studio, office):
    task = rating.tasks.first()
    words = {"attitude": "satisfied", "result": "dissatisfied", "words": "两盏不亮"}
    Person(studio).does("rate", rating, task=task.pk, **words)
    said = Rating.objects.get()
    assert (said.attitude, said.result, said.on_paper) == ("satisfied", "dissatisfied", True)
    assert inbox(office)[-1].startswith(f"群众不满意：“{task}”")


def test_half_a_word_is_no_rating(rating, studio):
    page = Person(studio).tries("rate", rating, task=rating.tasks.first().pk, attitude="fair")
    assert page.status_code == 422
    assert Rating.objects.count() == 0


def test_a_villagers_phone_needs_no_seat(rating):
    services.rate(rating, by=SYSTEM, task=rating.tasks.first(), **GOOD)
    assert Rating.objects.get().on_paper is False


def test_units_do_not_rate_themselves(rating, power_liaison):
    task = rating.tasks.first()
    page = Person(power_liaison).insists("rate", rating, task=task.pk, **GOOD)
    assert page.status_code == 403


def test_before_everything_is_done_nobody_rates(reported, studio):
    row = reported.consultation
    page = Person(studio).insists("rate", row, task=reported.pk, **GOOD)
    assert page.status_code == 422
    assert Rating.objects.count() == 0


def test_a_voided_rating_does_not_end_it(rating, studio, office):
    services.rate(rating, by=hand(studio), task=rating.tasks.first(), **GOOD)
    said = Rating.objects.get()
    Person(office).does("void_rating", said, note="重复登记")
    assert Person(studio).insists("end_rating", rating).status_code == 422
    assert fresh(rating).status == "rating"


def test_with_the_end_of_the_rating_it_is_done(rating, studio):
    services.rate(rating, by=hand(studio), task=rating.tasks.first(), **GOOD)
    Person(studio).does("end_rating", rating)
    assert fresh(rating).status == "done"
    assert owed(rating) == set()
