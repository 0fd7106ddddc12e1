"""The year behind the demo story: many proposals, each with a whole and provable life."""

from collections import Counter
from datetime import datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import transaction
from django.db.models import F

from common import clock
from deadlines import checks
from deadlines.calendar import NATIONAL
from deadlines.models import Obligation
from members.models import Counter as Numbers
from members.models import Session
from proposals.demo import story
from proposals.demo.year.fate import fates
from proposals.demo.year.house import places
from proposals.demo.year.loading import Volume, counts_as_filed, load_year, this_year
from proposals.models import (
    Commitment,
    Confirmation,
    Feedback,
    Proposal,
    ProposalText,
    Regrading,
    Reply,
    Visit,
)
from workflow.chain import faults
from workflow.chronicle import Chronicle
from workflow.models import Event

TUESDAY = datetime(2026, 11, 24, 20, tzinfo=clock.SHANGHAI)
ENDED = {"closed", "declined", "merged", "withdrawn"}
FEW, BEFORE = Volume(70, 60), Volume(30, 26)


@pytest.fixture(scope="module")
def told(django_db_setup, django_db_blocker):
    """The scene with one tale, and a small year; taken back after the last of these tests."""
    with django_db_blocker.unblock(), clock.frozen(TUESDAY), transaction.atomic():
        story.load(1)
        list(load_year(FEW, BEFORE))
        yield
        transaction.set_rollback(True)


@pytest.fixture
def year(db, told):
    return Session.objects.filter(term__committee__code="539900").latest("plenary_from")


@pytest.fixture
def last(year):
    return Session.objects.exclude(pk=year.pk).get(term__committee__code="539900")


def of(session):
    return Proposal.objects.filter(session=session)


def loaded(session):
    return of(session).filter(source_key__startswith="demo:")


def test_the_record_of_the_year_is_without_fault(year):
    assert list(faults()) == []


def test_nothing_of_it_can_be_forgotten(year):
    assert list(checks.faults()) == []
    assert not Obligation.objects.late(clock.today()).filter(session=year).exists()


def test_as_many_were_received_and_filed_as_wanted(year, last):
    for session, volume in ((year, FEW), (last, BEFORE)):
        assert loaded(session).count() == volume.received
        filed = loaded(session).filter(filed_on__isnull=False)
        assert filed.count() == volume.filed
        assert filed.filter(status__in=("declined", "merged", "withdrawn")).count() == 0


def test_numbers_are_gapless_and_come_from_the_counters(year, last):
    for session in (year, last):
        receipts = sorted(of(session).values_list("receipt", flat=True))
        numbers = sorted(of(session).exclude(number=None).values_list("number", flat=True))
        assert receipts == list(range(1, len(receipts) + 1))
        assert numbers == list(range(1, len(numbers) + 1))
        counters = Numbers.objects.filter(session=session)
        assert dict(counters.values_list("name", "last")) == {
            "receipt": len(receipts),
            "number": len(numbers),
        }


def test_of_the_session_before_nothing_is_open(last):
    assert set(of(last).values_list("status", flat=True)) <= ENDED
    still = Obligation.objects.open().filter(session=last)
    later = {"commitment", "confirm_commitment", "recheck_commitment", "regrade"}  # of promises
    later |= {"follow_up", "visit", "settle_visit"}  # of looking at them again
    assert set(still.values_list("kind", flat=True)) <= later


def test_nothing_happened_on_a_rest_day_nor_out_of_office_hours_nor_today(year):
    moments = Event.objects.exclude(subject_type__startswith="members").values_list("at", flat=True)
    days = {at.astimezone(clock.SHANGHAI) for at in moments}
    assert [day for day in days if not NATIONAL.is_workday(day.date())] == []
    assert [day for day in days if not 9 <= day.hour < 18] == []
    assert max(day.date() for day in days) < TUESDAY.date()


def test_events_of_a_case_follow_each_other_in_time(year):
    told = Event.objects.order_by("case", "version").values_list("case", "at")
    assert list(told) == sorted(told)


def test_answers_are_of_every_category_and_proposers_of_every_mind(year):
    grades = Counter(Reply.objects.values_list("grade__code", flat=True))
    assert grades["A"] > grades["B"] > grades["C"] >= 1
    said = Counter(Feedback.objects.values_list("result", flat=True))
    assert said["satisfied"] > said["fair"] >= 1
    silent = Proposal.objects.filter(status="closed").exclude(feedback__isnull=False)
    lapsed = Obligation.objects.filter(kind="feedback", cancelled_at__isnull=False)
    assert silent.exists() or lapsed.exists()


def test_no_title_comes_twice_and_texts_read_as_proposals(year):
    titles = list(Proposal.objects.values_list("session", "title"))
    assert len(set(titles)) == len(titles)
    texts = ProposalText.objects.filter(proposal__source_key__startswith="demo:")
    bodies = list(texts.values_list("body", flat=True))
    assert all(300 <= len(body) <= 900 for body in bodies)
    assert all("【调研情况】" in body and "【建议】" in body for body in bodies)


def test_loaded_again_it_adds_nothing(year):
    before = Event.objects.count(), Proposal.objects.count()
    list(load_year(FEW, BEFORE))
    assert (Event.objects.count(), Proposal.objects.count()) == before


def test_of_the_whole_year_561_are_received_and_478_filed():
    told = [tale for tale in story.TALES if counts_as_filed(tale)]
    ends = Counter(one.end for one in fates("某次会议", *this_year(), places()))
    assert len(story.TALES) + sum(ends.values()) == 561
    assert len(told) + ends["answered"] == 478


def outline(proposal):
    """What happened to it, without who, when and in which words."""
    told = Event.objects.filter(case=proposal.pk).order_by("version")
    return [
        (one.subject_type, one.action, one.source, one.target, one.audience, *sorted(one.data))
        for one in told
    ]


def debts(proposal):
    owed = Obligation.objects.filter(case=proposal.pk).order_by("pk")
    return [(one.subject_type, one.kind, one.role, one.met_at is not None) for one in owed]


def test_a_life_told_at_once_is_the_life_the_services_tell(year):
    """The same turns in the same order, each with the same debts opened and met."""
    tale = of(year).get(source_key="")
    plain = loaded(year).filter(
        status="closed", cosigners=0, absorbed=None, feedback__result="satisfied", commitments=None
    )
    others = [one for one in plain if one.assignments.count() == 1]
    assert others
    for one in others:
        assert outline(one) == outline(tale)
        assert debts(one) == debts(tale)


def test_answers_graded_b_promise_something_and_by_their_day_it_is_settled(year, last):
    promises = Commitment.objects.filter(proposal__session__in=(year, last))
    promises = promises.filter(proposal__source_key__startswith="demo:")
    settled = promises.filter(due_on__lt=clock.today() - timedelta(days=4))
    assert {one.item.reply.grade.code for one in promises} == {"B"}
    assert promises.open().exists()
    assert set(settled.values_list("status", flat=True)) == {"kept", "failed"}


def test_of_promises_that_were_kept_proposers_speak_and_grades_are_looked_at(year, last):
    assert Commitment.objects.filter(status="kept", due_on__gt=F("first_due_on")).exists()
    said = Counter(Confirmation.objects.values_list("status", flat=True))
    assert said["agreed"] > said["disagreed"] + said["lapsed"] >= 1
    assert Event.objects.filter(action="contest").exists()
    assert Event.objects.filter(action="silence", seat=None).exists()
    decided = set(Regrading.objects.values_list("status", flat=True))
    assert {"accepted", "pending"} <= decided


def test_answers_of_the_session_before_are_looked_at_again(last):
    """Drawn by lot, most are visited; one grade is lowered, and the letter keeps its own."""
    visits = Visit.objects.filter(follow_up__session=last)
    [lowered] = visits.filter(outcome="grade")
    assert (lowered.regrading.status, lowered.regrading.new.code) == ("accepted", "B")
    assert {"assigned", "settled"} <= set(visits.values_list("status", flat=True))


def test_the_figures_of_its_ledger_come_out_of_plain_sql(year, last, capsys):
    call_command("recount_statistics")
    assert "全部一致" in capsys.readouterr().out


def test_a_batch_that_dies_half_way_leaves_nothing(year, monkeypatch):
    """Its numbers are given back too."""
    before = Event.objects.count(), list(Numbers.objects.values_list("pk", "last"))
    monkeypatch.setattr(Chronicle, "walk", Chronicle.go_on)  # it has written all but this
    with pytest.raises(TypeError), transaction.atomic():
        list(load_year(Volume(80, 70), BEFORE))
    assert (Event.objects.count(), list(Numbers.objects.values_list("pk", "last"))) == before
