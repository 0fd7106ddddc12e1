"""期限设置: what is in force and why, changing it, and what that moves before it moves."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from common import clock
from deadlines.arithmetic import Unit
from deadlines.changes import make
from deadlines.defaults import PROMISED, Kind
from deadlines.limits import SetLimit
from deadlines.models import Obligation, Policy, Recomputation
from deadlines.policies import limit_for
from deadlines.recomputing import go_on
from members.models import Level, Role, Term
from proposals.models import Occasion
from tests import factories
from tests.browsing import Person, told
from tests.factories import hand
from workflow.chain import faults
from workflow.models import Event
from workflow.upkeep import Upkeep

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def spring():
    with clock.frozen(MONDAY):
        yield


@pytest.fixture
def secadmin(here):
    return factories.person(here, Role.SECADMIN)


@pytest.fixture
def county(here):
    return factories.committee("河口县", code="539001", level=Level.COUNTY, parent=here.body)


def looks(person, url, **answers):
    """The page that says what would move."""
    page = person.get(url)
    fields = {one.html_name: one.value() for one in page.context["form"]} | answers
    return person.post(url, **{name: value for name, value in fields.items() if value is not None})


def confirms(person, url, seen, **answers):
    again = {one.html_name: one.value() or "" for one in seen.context["form"]} | answers
    return person.post(url, **again, confirm="1")


def edit(duty="reply"):
    return reverse("limits:edit", args=[duty])


def reply_of(share):
    return Obligation.objects.open().get(case=share.case, kind="reply")


TWO_MONTHS = {"count": 2, "measure": "months", "note": "州办通知", "existing": "all"}


def test_every_duty_is_listed_with_its_limit_and_where_it_comes_from(secadmin, office, here):
    make(SetLimit(here.body, Kind.REPLY, 2, Unit.MONTHS), by=hand(secadmin))
    for seat in (secadmin, office):
        lines = {one.duty: one for one in Person(seat).get(reverse("limits:list")).context["lines"]}
        assert set(lines) == set(Kind) - PROMISED
        assert (lines["reply"].length, lines["reply"].origin) == ("2个月", "本会")
        assert (lines["opinion"].length, lines["opinion"].origin) == ("1个月", "平台默认")
        assert "自交办之日起1个月内" in lines["opinion"].rule


def test_a_county_has_its_prefectures_limit_until_it_sets_its_own(secadmin, here, county):
    make(SetLimit(here.body, Kind.REPLY, 2, Unit.MONTHS), by=hand(secadmin))
    below = factories.person(county, Role.SECADMIN)
    lines = {one.duty: one for one in Person(below).get(reverse("limits:list")).context["lines"]}
    assert (lines["reply"].length, lines["reply"].origin) == ("2个月", "上级（彩云州）")
    make(SetLimit(county.body, Kind.REPLY, 4, Unit.MONTHS), by=hand(below))
    assert limit_for(Kind.REPLY, county.body.pk).n == 4
    assert limit_for(Kind.REPLY, here.body.pk).n == 2


def test_a_limit_of_the_whole_platform_is_shown_where_it_holds(secadmin, here):
    Policy.objects.create(duty=Kind.REPLY, count=5, measure=Unit.MONTHS)
    assert limit_for(Kind.REPLY, here.body.pk).n == 5
    lines = {one.duty: one for one in Person(secadmin).get(reverse("limits:list")).context["lines"]}
    assert (lines["reply"].length, lines["reply"].origin) == ("5个月", "平台默认")
    assert Person(secadmin).get(edit()).context["form"]["count"].value() == 5


def test_a_neighbours_limit_holds_nowhere_else(secadmin, here, elsewhere):
    make(SetLimit(here.body, Kind.REPLY, 2, Unit.MONTHS), by=hand(secadmin))
    assert limit_for(Kind.REPLY, elsewhere.body.pk).n == 3


def test_a_change_says_what_it_would_move_and_moves_nothing_yet(signed_for, secadmin):
    before = reply_of(signed_for).due_on
    seen = looks(Person(secadmin), edit(), **TWO_MONTHS)
    assert seen.status_code == 200
    assert "1 项提前" in seen.content.decode()
    [shift] = seen.context["seen"].shifts
    assert shift.before == before == date(2026, 6, 2)
    assert shift.after == date(2026, 5, 6)  # 2 May is a day of rest, and so are the next three
    assert reply_of(signed_for).due_on == before
    assert not Policy.objects.exists()


def test_confirmed_the_open_answers_follow_with_one_event_each(signed_for, secadmin, here):
    person = Person(secadmin)
    page = confirms(person, edit(), looks(person, edit(), **TWO_MONTHS))
    assert "答复期限改为2个月" in told(page)[0]
    assert go_on() == 1
    reply = reply_of(signed_for)
    assert (reply.due_on, reply.count, reply.due_version) == (date(2026, 5, 6), 2, 2)
    assert "2个月" in reply.rule
    [event] = Event.objects.filter(action=Upkeep.RECKON)
    assert event.data["reckoned"][0]["changes"]["due_on"] == ["2026-06-02", "2026-05-06"]
    note = Event.objects.filter(case=here.registry.case.pk).latest("version").note
    assert note == "答复期限改为2个月（州办通知）"
    assert list(faults()) == []


def test_for_new_ones_only_the_open_ones_stay(signed_for, secadmin, here):
    person = Person(secadmin)
    answers = TWO_MONTHS | {"existing": "new"}
    confirms(person, edit(), looks(person, edit(), **answers))
    assert limit_for(Kind.REPLY, here.body.pk).n == 2
    assert not Recomputation.objects.exists()
    assert go_on() == 0
    assert reply_of(signed_for).due_on == date(2026, 6, 2)


def test_a_day_that_was_granted_is_not_taken_back(signed_for, liaison, dispatcher, secadmin, here):
    from proposals import services

    until = date(2026, 6, 30)
    services.ask_extension(signed_for, by=hand(liaison), until=until, note="资金未到位")
    services.grant_extension(signed_for, by=hand(dispatcher))
    make(SetLimit(here.body, Kind.REPLY, 2, Unit.MONTHS), by=hand(secadmin))
    go_on()
    assert reply_of(signed_for).due_on == until


def test_a_limit_may_hold_for_one_kind_of_proposals_only(secadmin, here):
    person = Person(secadmin)
    answers = TWO_MONTHS | {"occasion": "plenary", "proposal_kind": "party", "count": 1}
    confirms(person, edit(), looks(person, edit(), **answers))
    place = here.body.pk
    assert limit_for(Kind.REPLY, place, occasion="plenary", form="party").n == 1
    assert limit_for(Kind.REPLY, place, occasion="between", form="party").n == 3
    page = person.get(reverse("limits:list")).content.decode()
    assert "大会提案、党派提案：1个月" in page


def test_a_limit_may_hold_for_one_term_only(secadmin, here):
    earlier = Term.objects.create(
        committee=here.body, ordinal=9, starts_on=date(2016, 1, 1), ends_on=date(2021, 12, 31)
    )
    make(SetLimit(here.body, Kind.REPLY, 5, Unit.MONTHS), by=hand(secadmin))
    person = Person(secadmin)
    answers = TWO_MONTHS | {"term": earlier.pk, "count": 1}
    confirms(person, edit(), looks(person, edit(), **answers))
    assert limit_for(Kind.REPLY, here.body.pk, term=earlier).n == 1
    assert limit_for(Kind.REPLY, here.body.pk, term=here.term).n == 5
    assert "第九届：1个月" in person.get(reverse("limits:list")).content.decode()


def test_a_fixed_date_goes_before_counting(signed_for, secadmin, here):
    person = Person(secadmin)
    answers = TWO_MONTHS | {"fixed_on": "2026-10-31"}
    confirms(person, edit(), looks(person, edit(), **answers))
    go_on()
    assert reply_of(signed_for).due_on == date(2026, 11, 2)  # 31 October is a Saturday


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"count": 0}, "请填写期限，或填写固定日期"),
        ({"count": 37}, "期限应在1至36个月之间"),
        ({"fixed_on": "2026-03-01"}, "固定日期应晚于今天"),
        ({"note": ""}, "请填写"),
    ],
)
def test_a_limit_that_cannot_be_is_refused_with_what_to_do(secadmin, answers, words):
    page = looks(Person(secadmin), edit(), **(TWO_MONTHS | answers))
    assert page.status_code == 422
    assert words in page.content.decode()
    assert not Policy.objects.exists()


def test_the_own_limit_is_given_up_and_the_one_above_holds_again(signed_for, secadmin, here):
    make(SetLimit(here.body, Kind.REPLY, 2, Unit.MONTHS), by=hand(secadmin))
    go_on()
    policy = Policy.objects.get()
    person, url = Person(secadmin), reverse("limits:give_up", args=[policy.pk])
    seen = person.get(url)
    assert "1 项推后" in seen.content.decode()
    confirms(person, url, seen, existing="all")
    go_on()
    assert limit_for(Kind.REPLY, here.body.pk).n == 3
    assert reply_of(signed_for).due_on == date(2026, 6, 2)
    assert Policy.objects.get().retired_at
    again = person.get(url)
    assert "已经停用" in told(again)[-1]


def test_the_limits_of_another_place_are_taken_over(secadmin, here):
    person, url = Person(secadmin), reverse("limits:take_over", args=["chuxiong"])
    confirms(person, url, person.get(url), existing="new")
    place = here.body.pk
    assert limit_for(Kind.REPLY, place, occasion=Occasion.PLENARY).fixed_on == date(2026, 10, 31)
    between = limit_for(Kind.REPLY, place, occasion=Occasion.BETWEEN)
    assert (between.n, between.measure) == (3, Unit.MONTHS)
    assert "楚雄州2023年" in between.rule


def test_only_the_security_administrator_changes_limits(office, director, member, secadmin):
    for seat in (office, director, member):
        assert Person(seat).get(edit()).status_code == 403
    assert Person(member).get(reverse("limits:list")).status_code == 403
    assert Person(secadmin).get(edit("nothing")).status_code == 404
    assert Person(secadmin).get(reverse("limits:take_over", args=["mars"])).status_code == 404


def test_nobody_changes_the_limits_of_another_committee(secadmin, elsewhere):
    other = factories.person(elsewhere, Role.SECADMIN)
    make(SetLimit(elsewhere.body, Kind.REPLY, 2, Unit.MONTHS), by=hand(other))
    url = reverse("limits:give_up", args=[Policy.objects.get().pk])
    assert Person(secadmin).get(url).status_code == 404


def test_of_what_an_answer_promises_by_a_day_no_limit_is_set(secadmin):
    page = Person(secadmin).get(reverse("limits:edit", args=["commitment"]))
    assert page.status_code == 404
