"""A unit gets another name, or goes into another, while its promises stand: nothing is lost."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.urls import reverse

from deadlines.checks import faults
from members import services as members
from members.models import Entry, Seat, Session
from members.services import registry_of
from proposals import services
from proposals.models import Assignment, Commitment, Regrading
from proposals.yearly_facts import letters_that_hold
from tests import factories
from tests.answering import BAD
from tests.browsing import Person, done, fresh
from tests.conftest import ORIGIN, sql
from tests.factories import hand
from tests.promising import (
    TWO,
    delivered_with,
    kept_of,
    planned,
    promise_of,
    promises,
    stood_always,
)

LAMPS = planned("安装路灯", 60, "20", "盏")


@pytest.fixture
def b(here):
    return factories.entry(here.body, Entry.Book.GRADE, "B")


@pytest.fixture
def promised(contacted, cast, b):
    return delivered_with(contacted, cast, b, planned(), LAMPS)


@pytest.fixture
def renamed(promised, cast, education):
    """Its second round, handled under another name."""
    services.give_feedback(promised, by=hand(cast.member), **BAD)
    proposal = services.verify(promised.proposal, by=hand(cast.office), note="属实")
    members.rename_unit(education, by=hand(cast.office), name="州教育局", reason="机构改革")
    services.rehandle(proposal, by=hand(cast.director), units=[education], note="重办")
    share = fresh(proposal).assignments.get(round=2)
    held = Seat.objects.held()
    for name in ("liaison", "unit_head"):  # they sit in the unit of the new name
        setattr(cast, name, held.get(user=getattr(cast, name).user))
    return services.waive_contact(share, by=hand(cast.member), note="电话说清")


@pytest.fixture
def joined(promised, cast, police, education):
    """Two units answered apart and each promised something; now one of them is the other's."""
    sql("SET session_replication_role = replica")
    other, letter = Assignment._base_manager.get(pk=promised.pk), promised.replies.get()
    other.pk, other.unit = None, police
    Assignment.objects.bulk_create([other])
    letter.pk, letter.assignment = None, other
    type(letter).objects.bulk_create([letter])
    sql(ORIGIN)
    mast = stood_always(other)
    Commitment.objects.filter(pk=mast.pk).update(what="立限速标志")
    members.merge_unit(police, by=hand(cast.office), into=education, reason="机构改革")
    return promised


def offered(seat, share):
    """The promises that the seat may let give way."""
    lines = Person(seat).get(share.proposal.get_absolute_url()).context["promises"]
    return {
        line["promise"].what
        for line in lines
        if "由新承诺替代" in {one["label"] for one in line["actions"]}
    }


def test_an_old_promise_gives_way_to_one_under_the_new_name(renamed, cast, b):
    share = delivered_with(renamed, cast, b, planned("护栏和标线", 200), number=TWO)
    old, new = promise_of(share), promise_of(share, "护栏和标线")
    assert offered(cast.office, share) == {"加装护栏", "安装路灯"}
    assert done(Person(cast.office).does("give_way", old, fresh=new.pk, note="合并实施"), old)
    assert promise_of(share).replaced_by == new
    assert list(faults()) == []


def test_what_two_units_promised_apart_one_may_take_the_place_of_the_other(joined, cast):
    old, new = promise_of(joined), promise_of(joined, "立限速标志")
    assert offered(cast.office, joined) == {"加装护栏", "安装路灯"}
    assert done(Person(cast.office).does("give_way", old, fresh=new.pk, note="合并实施"), old)
    assert promise_of(joined).replaced_by == new


def test_a_better_grade_waits_for_all_that_the_one_unit_promised_by_two_names(joined, cast):
    for what in ("加装护栏", "安装路灯"):
        kept_of(joined, cast, what)
    assert not Regrading.objects.exists()
    kept_of(joined, cast, "立限速标志")
    assert Regrading.objects.exists()
    services.put_promise_right(
        promise_of(joined), by=hand(cast.director), until=LAMPS["due_on"], note="查错了路段"
    )
    assert [one.status for one in Regrading.objects.all()] == ["lapsed"]


def test_the_answer_of_a_later_round_takes_the_place_of_the_earlier_one(renamed, cast, here):
    better = factories.entry(here.body, Entry.Book.GRADE, "A")
    share = delivered_with(renamed, cast, better, number=TWO)
    [letter] = letters_that_hold().filter(proposal=share.proposal_id)
    assert (letter.assignment, letter.code) == (share, "A")
    call_command("recount_statistics")


def test_the_grade_that_was_published_holds_under_the_new_name(promised, renamed, cast, here, b):
    registry = registry_of(here.body)
    services.publish_year(registry, by=hand(cast.director), session=here.session)
    better = factories.entry(here.body, Entry.Book.GRADE, "A")
    share = services.draft_reply(renamed, by=hand(cast.liaison), body="再答复", own_grade=better)
    share = services.send_to_review(share, by=hand(cast.liaison))
    page = Person(cast.dispatcher).does("review_pass", share, grade=better.pk, note="如实")
    assert page.status_code == 422
    assert "请选择“B" in page.content.decode()
    assert Session.objects.get().published_on is not None


def test_what_two_units_promised_is_one_unit_s_once_they_are_one(
    promised, cast, police, education, other_liaison
):
    before = promises(promised)
    members.merge_unit(education, by=hand(cast.office), into=police, reason="机构改革")
    assert promises(promised) == before
    shown = Person(other_liaison).get(reverse("proposals:ledger"), unit=police.pk)
    assert {line.row.what for line in shown.context["lines"]} == {"加装护栏", "安装路灯"}
    page = Person(other_liaison).does("report", promise_of(promised), note="已装一半")
    assert done(page, promised)
    assert list(faults()) == []
