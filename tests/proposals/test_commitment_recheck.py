"""复核 after 不认可 by the office, and 更正 of a wrong check by the director: only forwards."""

from datetime import timedelta

import pytest

from common import clock
from deadlines.checks import faults
from deadlines.models import Obligation
from proposals import services
from tests.browsing import Person, done, inbox
from tests.factories import hand
from tests.promising import delivered_with, in_days, kept_of, owed_about, planned, promise_of
from workflow.chain import faults as broken
from workflow.models import Event

OWED = ("commitment", "liaison")


@pytest.fixture
def answered(contacted, cast, grade):
    return delivered_with(contacted, cast, grade, planned())


@pytest.fixture
def disputed(answered, cast):
    promise = kept_of(answered, cast)
    services.contest(promise, by=hand(cast.member), words="东段没有装")
    return promise_of(answered)


def words_on(promise):
    return list(promise.confirmations.order_by("pk").values_list("status", flat=True))


def test_looked_at_again_it_stays_kept_and_the_proposers_word_stays_beside_it(
    disputed, cast, member
):
    assert Person(cast.office).insists("uphold", disputed, note=" ").status_code == 422
    assert done(Person(cast.office).does("uphold", disputed, note="东段属另一工程"), disputed)
    promise = promise_of(disputed.assignment)
    assert (promise.status, owed_about(promise)) == ("kept", set())
    assert words_on(promise) == ["disagreed"]
    assert any("复核维持" in text for text in inbox(member))
    assert (list(faults()), list(broken())) == ([], [])


def test_the_proposer_was_right_and_the_unit_owes_it_by_a_new_day(disputed, cast, liaison):
    words = {"note": "东段300米未装", "until": in_days(-1)}
    assert Person(cast.office).insists("take_up", disputed, **words).status_code == 422
    words["until"] = in_days(30)
    assert done(Person(cast.office).does("take_up", disputed, **words), disputed)
    promise = promise_of(disputed.assignment)
    assert (promise.status, promise.due_on, promise.ended_on) == ("extended", in_days(30), None)
    assert promise.first_due_on == in_days(90)
    assert owed_about(promise) == {OWED}
    assert any("继续落实" in text for text in inbox(liaison))
    assert list(faults()) == []


def test_found_kept_once_more_the_proposer_is_asked_once_more(disputed, cast, answered, member):
    services.take_up_promise(disputed, by=hand(cast.office), until=in_days(30), note="东段未装")
    assert words_on(disputed) == ["lapsed"]
    again = kept_of(answered, cast)
    assert owed_about(again) == {("confirm_commitment", "member")}
    assert done(Person(member).does("endorse", again), again)
    assert words_on(again) == ["lapsed", "agreed"]
    assert list(broken()) == []


def test_looked_at_again_it_was_not_kept_at_all(disputed, cast):
    assert done(Person(cast.office).does("fail", disputed, note="一处未装"), disputed)
    promise = promise_of(disputed.assignment)
    assert (promise.status, owed_about(promise)) == ("failed", set())
    assert list(faults()) == []


def test_only_the_office_looks_again_and_only_at_what_is_not_agreed(disputed, cast, answered):
    for seat in (cast.member, cast.liaison, cast.director, cast.dispatcher):
        for verb in ("uphold", "take_up"):
            page = Person(seat).insists(verb, disputed, note="复核", until=in_days(9))
            assert page.status_code == 403
    services.uphold_promise(disputed, by=hand(cast.office), note="属实")
    assert Person(cast.office).insists("uphold", disputed, note="属实").status_code == 409


def test_the_director_puts_a_wrong_check_right_with_a_reason(answered, cast, member, liaison):
    kept = kept_of(answered, cast)
    words = {"note": "核查的是另一路段", "until": in_days(60)}
    for seat in (cast.office, cast.liaison, cast.member):
        assert Person(seat).insists("put_right", kept, **words).status_code == 403
    page = Person(cast.director).insists("put_right", kept, **words | {"note": ""})
    assert page.status_code == 422
    assert done(Person(cast.director).does("put_right", kept, **words), kept)
    promise = promise_of(answered)
    assert (promise.status, promise.due_on) == ("extended", in_days(60))
    assert owed_about(promise) == {OWED}
    told = Event.objects.filter(subject_id=promise.pk, action__in=("keep", "put_right"))
    assert list(told.order_by("pk").values_list("note", flat=True)) == [
        "现场查看属实",
        "核查的是另一路段",
    ]
    for seat in (member, liaison):
        assert any("更正核定" in text for text in inbox(seat))


def test_what_was_wrongly_found_not_kept_is_open_again_and_may_be_found_kept(answered, cast):
    services.fail_promise(promise_of(answered), by=hand(cast.office), note="未见护栏")
    with clock.frozen(clock.now() + timedelta(days=200)):
        services.put_promise_right(
            promise_of(answered),
            by=hand(cast.director),
            until=clock.today(),
            note="护栏已装，查错了",
        )
        assert owed_about(promise_of(answered)) == {OWED}
        assert kept_of(answered, cast).status == "kept"
    assert Obligation.objects.filter(kind="commitment").count() == 2
    assert (list(faults()), list(broken())) == ([], [])


def test_what_still_stands_is_not_put_right(answered, cast):
    page = Person(cast.director).insists(
        "put_right", promise_of(answered), note="更正", until=in_days(9)
    )
    assert page.status_code == 409
