"""The demo as it ships, at its full size: the story and the year behind it."""

import time
from datetime import datetime
from itertools import islice

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from common import clock
from deadlines import checks
from members.models import Committee, Member, Membership, Role, Seat, Session, Township, Unit, User
from proposals.demo import names, story
from proposals.demo.year.loading import load_year
from proposals.models import FollowUp, Proposal
from proposals.yearly import Year
from workflow.chain import faults
from workflow.models import Event

TUESDAY = datetime(2026, 11, 24, 20, tzinfo=clock.SHANGHAI)

pytestmark = [pytest.mark.django_db, pytest.mark.prove]


@pytest.fixture(scope="module")
def told(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), clock.frozen(TUESDAY), transaction.atomic():
        began = time.perf_counter()
        story.load()
        between = time.perf_counter()
        list(load_year())
        ended = time.perf_counter()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # nobody else can while it is not committed
        yield between - began, ended - between
        transaction.set_rollback(True)


@pytest.fixture
def year(told):
    return Session.objects.filter(term__committee__code="539900").latest("plenary_from")


def test_the_year_is_whole_and_its_record_without_fault(told, year):
    received = Proposal.objects.filter(session=year)
    over = ("declined", "merged", "withdrawn")  # as yearly tables count
    filed = received.filter(filed_on__isnull=False).exclude(status__in=over)
    assert (received.count(), filed.count()) == (561, 478)
    assert list(faults()) == []
    assert list(checks.faults()) == []
    print(f"\n案例 {told[0]:.0f} 秒，年度 {told[1]:.0f} 秒：{Proposal.objects.count()} 件，"
          f"{Event.objects.count()} 个事件，核对无误")  # fmt: skip


def test_the_year_tells_what_years_are_like(told, year, capsys):
    """Grades of the closed session about 78/15/7, satisfaction 99.7 %, promises of both kinds."""
    last = Session.objects.filter(term__committee=year.term.committee).exclude(pk=year.pk).get()
    seat = Seat(role=Role.OFFICE, committee=year.term.committee)
    of = Year(seat, last)
    counts, quality = of.whole(), of.ledger.whole()
    parts = [counts[f"grade:{code}"] / counts["answered"] for code in "ABC"]
    assert parts == pytest.approx([0.78, 0.15, 0.07], abs=0.02)
    for mind in ("attitude", "result"):
        assert quality[mind].shares / quality["heard"].shares == pytest.approx(0.997, abs=0.002)
    assert quality["due"].shares > quality["kept"].shares > 0
    assert FollowUp.objects.get(session=last).visits.filter(outcome="grade").count() == 1
    call_command("recount_statistics")
    assert "全部一致" in capsys.readouterr().out


def test_the_prefecture_is_as_large_as_a_real_one(year):
    counties = Committee.objects.filter(parent__code="539900", level="county")
    assert counties.count() == 10
    assert Township.objects.filter(committee__in=counties).count() == 103
    assert Unit.objects.filter(committee=year.term.committee, parent=None).count() == 60
    serving = Membership.objects.filter(term=year.term)
    assert serving.values("member").distinct().count() == 400
    assert serving.values("sector").distinct().count() == 31


def test_every_person_of_it_bears_an_invented_name(told):
    invented = set(islice(names.people(), 1500))
    people = {*User.objects.values_list("name", flat=True)}
    people |= {*Member.objects.values_list("name", flat=True)}
    assert len(people) > 400
    assert sorted(people - invented) == []
