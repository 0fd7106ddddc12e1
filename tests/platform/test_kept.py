"""A question that is put into words once gives what the ORM would, whoever asks next."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db.models import Model

from common import clock
from common.kept import Kept, Told
from members.http import seats_of
from members.models import Committee, Level, Role, Seat
from tests import factories
from tests.conftest import at_once

WITHIN = ("committee", *Seat.NARROWING)


def columns(row: Model | None) -> dict[str, object] | None:
    return row and {field.attname: getattr(row, field.attname) for field in row._meta.fields}


def whole(seat: Seat) -> list[object]:
    """It and what is joined to it, which must be there without another question."""
    assert all(seat._state.fields_cache.keys() >= {name} for name in WITHIN)
    return [columns(seat), *(columns(getattr(seat, name)) for name in WITHIN)]


def test_each_person_has_their_own_seats_with_all_that_they_stand_for(
    office, liaison, member, dispatcher, elsewhere, django_assert_num_queries
):
    for seat in (office, liaison, member, dispatcher, elsewhere.office):
        fresh = Seat.objects.in_force().filter(user=seat.user_id).select_related(*WITHIN)
        expected = [whole(one) for one in fresh.order_by("id")]
        assert expected
        with django_assert_num_queries(1):
            assert [whole(one) for one in seats_of(seat.user)] == expected


def test_the_day_is_that_of_the_question_not_of_its_wording(here, office, monkeypatch):
    today = clock.today()
    Seat.objects.filter(pk=office.pk).update(valid_to=today)
    assert [one.pk for one in seats_of(office.user)] == [office.pk]
    monkeypatch.setattr(clock, "today", lambda: today + timedelta(days=1))
    assert seats_of(office.user) == []


def test_whoever_may_not_sign_in_holds_none(office):
    office.user.is_active = False
    assert seats_of(office.user) == []


@pytest.mark.django_db(transaction=True)
def test_threads_ask_with_connections_of_their_own(here):
    people = [factories.person(here, Role.DIRECTOR).user for _ in range(4)]
    found = at_once(8, lambda number: [one.user_id for one in seats_of(people[number % 4])])
    assert found == [[people[number % 4].pk] for number in range(8)]


@pytest.mark.django_db
def test_it_is_compiled_once(here, monkeypatch):
    wordings = []

    def written():
        wordings.append("")
        return Committee.objects.filter(level=Told(1), pk=Told(0))

    kept = Kept(written)
    for level, count in ((here.body.level, 1), (Level.PROVINCE, 0), (here.body.level, 1)):
        assert len(kept.rows(here.body.pk, level)) == count
    assert len(wordings) == 1
