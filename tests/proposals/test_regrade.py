"""改定类别: a grade B whose promises are all kept is proposed for A; the director decides."""

from datetime import timedelta

import pytest
from django.urls import reverse

from common import clock
from deadlines.checks import faults
from deadlines.models import Obligation
from members.models import Entry, Role, Session
from members.services import registry_of
from proposals import services
from proposals.models import Regrading
from proposals.regraded import grade_for_figures
from proposals.services.regrading import current_grade
from tests import factories
from tests.api.systems import SignedIn, system
from tests.api.test_problems import told
from tests.api.writing import compare
from tests.browsing import Person, done, fresh, inbox, url_of
from tests.conftest import behind_its_back
from tests.factories import hand
from tests.promising import delivered_with, in_days, kept_of, owed_about, planned, promise_of
from workflow.chain import faults as broken

LAMPS = planned("安装路灯", 60, "20", "盏")


@pytest.fixture
def b(here):
    return factories.entry(here.body, Entry.Book.GRADE, "B")


@pytest.fixture
def answered(contacted, cast, b):
    return delivered_with(contacted, cast, b, planned(), LAMPS)


@pytest.fixture
def wish(answered, cast):
    kept_of(answered, cast)
    kept_of(answered, cast, "安装路灯")
    return Regrading.objects.select_related("proposal__case").get()


def page_for(seat, answered):
    return Person(seat).get(answered.proposal.get_absolute_url()).content.decode()


def figure(answered):
    """What the figures of its session say of it."""
    return grade_for_figures(fresh(answered.replies.get())).code


def test_it_is_proposed_when_the_last_promise_is_kept_and_the_director_owes_a_decision(
    answered, cast
):
    kept_of(answered, cast)
    assert not Regrading.objects.exists()
    kept_of(answered, cast, "安装路灯")
    wish = Regrading.objects.get()
    assert (wish.old.code, wish.new.code, wish.status) == ("B", "A", "pending")
    assert owed_about(wish) == {("regrade", "director")}
    assert any("决定改定类别" in text for text in inbox(cast.director))
    assert "改定类别" in page_for(cast.director, answered)
    for seat in (cast.member, cast.liaison):
        shown = page_for(seat, answered)
        assert "待决定" not in shown
        assert "决定改定类别" not in shown
    assert list(faults()) == []


def test_the_director_regrades_it_and_both_grades_stay_on_record(wish, answered, cast):
    assert figure(answered) == "B"
    assert done(Person(cast.director).does("regrade", wish), answered)
    assert fresh(wish).decided_on == clock.today()
    assert answered.replies.get().grade.code == "B"  # as the letter says
    assert figure(answered) == "A"
    shown = page_for(cast.member, answered)
    assert "B类→A类" in shown
    assert owed_about(wish) == set()
    assert list(broken()) == []


def test_or_keeps_the_grade_with_a_reason_and_it_is_not_proposed_again(wish, answered, cast):
    assert Person(cast.director).insists("keep_grade", wish, note=" ").status_code == 422
    assert done(Person(cast.director).does("keep_grade", wish, note="只解决了局部"), answered)
    assert (fresh(wish).status, figure(answered)) == ("refused", "B")
    assert "只解决了局部" in page_for(cast.office, answered)
    assert "只解决了局部" not in page_for(cast.member, answered)


def test_the_director_may_do_it_from_another_program_and_no_system_may(wish, cast, here):
    url = reverse("api:regradings-act", args=[wish.proposal.case.uid, wish.pk, "regrade"])
    told(system(here, Role.OFFICE).post(url), 403, "forbidden")
    me, letter = SignedIn(cast.director), reverse("api:reply-detail", args=[wish.reply_id])
    [line] = me.get(letter).json()["regradings"]
    assert (line["id"], line["status"], line["new"]["code"]) == (wish.pk, "pending", "A")
    assert [one["action"] for one in line["available_actions"]] == ["regrade", "keep_grade"]
    [known] = SignedIn(cast.office).get(letter).json()["regradings"]
    assert known == line | {"available_actions": []}
    reader = SignedIn(cast.member)
    assert reader.get(letter).json()["regradings"] == []  # nothing is decided
    seen = told(me.post(url), 428, "precondition-required") and me.post(url)["ETag"]
    assert me.post(url, seen=seen).json()["status"] == "accepted"
    [line] = reader.get(letter).json()["regradings"]
    assert (line["status"], line["available_actions"]) == ("accepted", [])
    seats = [cast.director, cast.office, cast.member, cast.liaison]
    assert compare(seats, kinds=["replies", "proposals"]).replies
    assert fresh(wish).decided_on == clock.today()


def test_nobody_else_decides(wish, cast):
    for seat in (cast.office, cast.dispatcher, cast.liaison, cast.member):
        for verb in ("regrade", "keep_grade"):
            assert Person(seat).insists(verb, wish, note="同意").status_code == 403


def test_while_a_promise_is_not_kept_the_grade_stays(wish, answered, cast):
    person, url = Person(cast.director), url_of(wish, "regrade")
    assert url in page_for(cast.director, answered)
    row = promise_of(answered).pk
    behind_its_back("UPDATE proposals_commitment SET status = 'extended' WHERE id = %s", row)
    refused = person.insists("regrade", wish)
    assert refused.status_code == 422
    assert "承诺事项没有全部落实" in refused.content.decode()
    assert url not in page_for(cast.director, answered)


def test_a_published_year_keeps_its_figure_and_the_case_gets_its_new_grade(
    wish, answered, here, cast
):
    Session.objects.filter(pk=here.session.pk).update(published_on=in_days(-1))
    form = Person(cast.director).get(url_of(wish, "regrade"))
    assert "已公布的数字不变" in form.content.decode()
    services.regrade(wish, by=hand(cast.director))
    assert figure(answered) == "B"
    assert "B类→A类" in page_for(cast.member, answered)


def test_what_is_decided_later_on_the_day_of_publication_comes_too_late_for_its_figures(
    wish, answered, here, cast
):
    services.publish_year(registry_of(here.body), by=hand(cast.director), session=here.session)
    services.regrade(wish, by=hand(cast.director))
    assert figure(answered) == "B"
    with clock.frozen(clock.now() + timedelta(days=2)):
        assert figure(answered) == "B"
        assert current_grade(answered.replies.get()).code == "A"
        services.contest(promise_of(answered), by=hand(cast.member), words="东段没有装")
        assert current_grade(answered.replies.get()).code == "B"


def test_a_promise_that_is_open_again_takes_the_better_grade_back(wish, answered, cast):
    services.regrade(wish, by=hand(cast.director))
    services.contest(promise_of(answered), by=hand(cast.member), words="东段没有装")
    assert (fresh(wish).status, figure(answered)) == ("lapsed", "B")
    assert "按原类别计" in page_for(cast.office, answered)
    services.uphold_promise(promise_of(answered), by=hand(cast.office), note="复核属实")
    assert Regrading.objects.latest("pk").status == "pending"
    assert list(faults()) == []


def test_what_waits_for_a_decision_lapses_when_a_promise_is_contested(wish, answered, cast):
    services.contest(promise_of(answered), by=hand(cast.member), words="东段没有装")
    assert (fresh(wish).status, owed_about(wish)) == ("lapsed", set())
    assert Person(cast.director).insists("regrade", wish).status_code == 409


def test_a_place_may_have_it_so_that_nothing_is_regraded(answered, cast, here):
    Entry.objects.create(
        committee=here.body, book=Entry.Book.RULE, code="regrade_from", label="0", position=1
    )
    kept_of(answered, cast)
    kept_of(answered, cast, "安装路灯")
    assert not Regrading.objects.exists()


def test_a_grade_c_stays_as_it_is(contacted, cast, here):
    grade = factories.entry(here.body, Entry.Book.GRADE, "C")
    kept_of(delivered_with(contacted, cast, grade, planned()), cast)
    assert not Regrading.objects.exists()
    assert not Obligation.objects.filter(kind="regrade").exists()


def test_one_that_was_not_kept_keeps_the_grade_from_being_proposed(answered, cast):
    services.fail_promise(promise_of(answered), by=hand(cast.office), note="未装")
    kept_of(answered, cast, "安装路灯")
    assert not Regrading.objects.exists()
