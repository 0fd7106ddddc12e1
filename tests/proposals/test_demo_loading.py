"""When and where the demo story may be told."""

from datetime import date, datetime
from io import StringIO
from itertools import islice

import pytest
from django.core.management import CommandError, call_command

from common import clock
from deadlines.calendar import NATIONAL
from deadlines.models import Obligation
from members.models import Committee, User
from proposals.demo import story
from proposals.demo.almanac import Almanac, whole
from proposals.demo.deeds import DEEDS
from proposals.demo.names import COUNTIES, people, townships
from proposals.demo.tale import steps
from proposals.demo.tales import DRAFTS, NEIGHBOURS, TALES
from proposals.demo.texts import texts
from proposals.demo.year.loading import Volume, load_year
from proposals.models import Proposal
from workflow.chain import faults
from workflow.models import Event

FEW = 11
TUESDAY = datetime(2026, 11, 24, 20, tzinfo=clock.SHANGHAI)
NATIONAL_DAY = date(2026, 10, 1)
NEXT_WORKDAY = date(2026, 10, 8)

pytestmark = pytest.mark.django_db


def test_names_are_the_same_every_time_and_none_comes_twice():
    first, again = (list(islice(people(), 200)) for _ in range(2))
    assert first == again
    assert len(set(first)) == len(first)


def test_places_are_as_many_as_a_prefecture_has_and_none_comes_twice():
    told = [name for county in townships().values() for name in county.values()]
    assert len(set(told)) == len(told) == 103
    assert all(code.startswith(county) for county, those in townships().items() for code in those)
    assert len({name for name, _ in COUNTIES.values()}) == 10


def test_a_small_demo_is_whole_too():
    with clock.frozen(TUESDAY):
        story.load(FEW)
        assert not Obligation.objects.without_debtor().exists()
    assert Proposal.objects.filter(committee__code="539900").count() == FEW
    assert list(faults()) == []


def test_told_in_the_holidays_it_waits_for_the_next_working_day():
    with clock.frozen(NATIONAL_DAY):
        story.load(FEW)
        days = {clock.day_of(at) for at in Event.objects.values_list("at", flat=True)}
    assert all(NATIONAL.is_workday(day) for day in days)
    assert max(days) < NATIONAL_DAY
    assert Obligation.objects.open().filter(due_on=NEXT_WORKDAY).exists()


@pytest.mark.parametrize("today", [date(2026, 2, 18), date(2027, 3, 1), date(2028, 6, 5)])
def test_the_plenary_meets_on_working_days_whatever_today_is(today):
    with clock.frozen(today):
        almanac = Almanac()
    assert whole(almanac.plenary)
    assert almanac.term_starts < almanac.opens_on < almanac.plenary < today
    assert 1 <= almanac.session <= 5


def test_bodies_are_as_long_as_real_ones_and_no_title_comes_twice():
    submitted = [texts()[tale.text] for tale in TALES]
    assert len(submitted) >= 24
    assert len({text.title for text in submitted}) == len(submitted)
    assert [text.title for text in submitted if not 400 <= len(text.body) <= 900] == []


def test_the_password_is_the_one_of_the_deployment(monkeypatch):
    monkeypatch.setenv("DEMO_PASSWORD", "另一个演示口令-2026")
    with clock.frozen(TUESDAY):
        story.load(0)
    assert User.objects.get(username="office").check_password("另一个演示口令-2026")


def test_it_stays_away_from_production_unless_forced(settings, monkeypatch):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="正式环境不得载入演示数据"):
        call_command("load_demo")
    with pytest.raises(CommandError, match="请先设置环境变量 DEMO_PASSWORD"):
        call_command("load_demo", force=True)
    monkeypatch.setenv("DEMO_PASSWORD", "演示专用口令-只在本机")
    call_command("load_demo", force=True, count=0, stdout=StringIO())
    assert story.loaded()


def test_it_never_mixes_with_real_people():
    User.objects.create(username="bgs01", name="段立秋")
    with pytest.raises(CommandError, match="不与真实数据混用"):
        call_command("load_demo")
    assert not Committee.objects.exists()


def test_the_list_of_accounts_needs_the_demo():
    with pytest.raises(CommandError, match="请先运行 manage.py load_demo"):
        call_command("demo_accounts")


def test_every_verb_of_the_tales_is_one_that_can_be_told():
    verbs = {step.verb for step in steps((*TALES, *DRAFTS, NEIGHBOURS))}
    assert verbs <= {*DEEDS, *story.MEETING, story.NUMBER}


def test_without_a_demo_there_is_no_year():
    assert list(load_year(Volume(20, 18), Volume(0, 0))) == []


def test_a_year_that_was_stopped_goes_on_where_it_was():
    with clock.frozen(TUESDAY):
        story.load(0)
        loading = load_year(Volume(70, 60), Volume(0, 0))
        assert next(loading).there == 56
        loading.close()
        assert [step.there for step in load_year(Volume(70, 60), Volume(0, 0))][-1] == 70
    assert Proposal.objects.filter(source_key__startswith="demo:").count() == 70
    assert list(faults()) == []
