"""交办: the dispatcher names the host; time runs from the date on the notice."""

from datetime import timedelta

import pytest

from common import clock
from members.models import Role
from proposals.models import Assignment
from tests import factories
from tests.browsing import Person, done, fresh, inbox, owed


def test_the_host_owes_its_signature_from_the_date_of_the_notice(
    transferred, dispatcher, education, liaison, member
):
    page = Person(dispatcher).does("hand_over", transferred, host=education.pk)
    assert done(page, transferred)
    share = Assignment.objects.get()
    assert (share.unit, share.duty, share.status) == (education, "host", "waiting")
    assert fresh(transferred).notice_on == clock.today()
    assert owed(transferred) == {("sign_for", "liaison")}
    assert [text for text in inbox(liaison) if "签收" in text]
    assert any("您的提案已交办" in text for text in inbox(member))


def test_the_unit_does_not_know_of_it_before(transferred, liaison):
    assert Person(liaison).get(transferred.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(("days", "words"), [(1, "不能晚于今天"), (-400, "不能早于立案日期")])
def test_the_notice_is_dated_between_filing_and_today(
    transferred, dispatcher, education, days, words
):
    dated = clock.today() + timedelta(days=days)
    page = Person(dispatcher).does(
        "hand_over", transferred, host=education.pk, notice_on=dated, note="请抓紧办理"
    )
    assert page.status_code == 422
    assert words in page.content.decode()
    assert "请抓紧办理" in page.content.decode()
    assert fresh(transferred).status == "transferred"


def test_a_dispatcher_names_units_of_their_own_system_only(here, transferred, dispatcher):
    party_unit = factories.unit(here, "州委组织部", here.party)
    page = Person(dispatcher).insists(
        "hand_over", transferred, host=party_unit.pk, notice_on=clock.today()
    )
    assert page.status_code == 422
    assert not Assignment.objects.exists()


def test_a_host_must_be_named(transferred, dispatcher):
    page = Person(dispatcher).insists("hand_over", transferred, notice_on=clock.today())
    assert page.status_code == 422
    assert not Assignment.objects.exists()


def test_nobody_else_hands_over(request, transferred, education):
    for who, status in [("office", 403), ("director", 403), ("liaison", 404)]:
        person = Person(request.getfixturevalue(who))
        words = {"host": education.pk, "notice_on": clock.today()}
        assert person.insists("hand_over", transferred, **words).status_code == status


def test_for_the_dispatcher_of_another_system_it_does_not_exist(here, transferred, education):
    other = Person(factories.person(here, Role.DISPATCHER, system=here.party))
    words = {"host": education.pk, "notice_on": clock.today()}
    assert other.insists("hand_over", transferred, **words).status_code == 404
