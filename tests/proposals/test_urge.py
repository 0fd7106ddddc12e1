"""催办: the committee or the dispatcher presses a unit; it is told at once, and counted."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from common import clock
from common.clock import SHANGHAI
from notices import sending
from notices.models import Delivery
from tests import factories, sinks
from tests.browsing import Person, done, fresh, inbox

SUNDAY_NIGHT = datetime(2026, 5, 17, 22, tzinfo=SHANGHAI)
WORDS = {"note": "请于本周内与提案人面商"}


@pytest.fixture(autouse=True)
def sunday_night():
    with clock.frozen(SUNDAY_NIGHT):
        yield


@pytest.mark.parametrize("who", ["office", "director", "dispatcher"])
def test_the_unit_is_told_in_the_words_of_who_pressed(share, cast, unit_head, who):
    before = fresh(share).status
    assert done(Person(getattr(cast, who)).does("urge", share, **WORDS), share)
    for seat in (cast.liaison, unit_head):
        [text] = [text for text in inbox(seat) if text.startswith("催办")]
        assert "请于本周内与提案人面商" in text
    assert fresh(share).status == before


def test_it_goes_out_at_once_even_on_a_sunday_night(share, cast, settings):
    with sinks.smtp(settings) as letters:
        Person(cast.office).does("urge", share, **WORDS)
        inbox(cast.liaison)
        sending.deliver()
        assert {letter["To"] for letter in letters.taken} == {
            cast.liaison.user.email,
            cast.unit_head.user.email,
        }
    assert Delivery.objects.filter(user=cast.dispatcher.user, state="sent").count() == 0


def test_it_is_counted_on_the_page_of_the_case(share, cast):
    Person(cast.office).does("urge", share, **WORDS)
    with clock.frozen(SUNDAY_NIGHT + timedelta(days=1)):
        Person(cast.office).does("urge", share, **WORDS)
        page = Person(cast.office).get(share.proposal.get_absolute_url()).content.decode()
    assert "已催办2次，最近一次5月18日 22:00" in page


def test_it_stands_in_the_record_with_its_words_and_who_pressed(share, cast):
    Person(cast.dispatcher).does("urge", share, **WORDS)
    event = share.case.events.get(action="urge")
    assert (event.note, event.seat) == (WORDS["note"], cast.dispatcher)
    for seat in (cast.office, cast.liaison):
        page = Person(seat).get(share.proposal.get_absolute_url())
        assert WORDS["note"] in page.content.decode()


def test_the_same_seat_presses_once_a_day(share, cast):
    person = Person(cast.office)
    person.does("urge", share, **WORDS)
    page = person.does("urge", share, **WORDS)
    assert page.status_code == 422
    assert "您今天已催办过该单位" in page.content.decode()
    assert done(Person(cast.director).does("urge", share, **WORDS), share)


def test_nobody_presses_without_a_word(share, cast):
    page = Person(cast.office).does("urge", share, note="")
    assert page.status_code == 422


def test_units_and_proposers_do_not_press(share, cast, here):
    party = factories.person(here, "dispatcher", system=here.party)
    for seat, status in ((cast.liaison, 403), (cast.member, 403), (party, 404)):
        assert Person(seat).insists("urge", share, **WORDS).status_code == status


def test_an_answer_that_was_delivered_is_not_pressed_for(delivered, cast):
    page = Person(cast.office).insists("urge", delivered, **WORDS)
    assert page.status_code == 409
