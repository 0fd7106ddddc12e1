"""申请延期: asked for before the answer is due, within the maximum, decided by the dispatcher."""

from datetime import timedelta

import pytest
from django.urls import reverse

from common import clock
from deadlines.arithmetic import Unit
from deadlines.changes import make
from deadlines.defaults import Kind
from deadlines.limits import SetLimit
from deadlines.models import Obligation
from members.models import Role
from proposals import services
from proposals.models import Extension
from tests import factories
from tests.browsing import Person, done, fresh, inbox, owed
from tests.conftest import behind_its_back
from tests.factories import hand

WHY = "需与省级部门协商资金安排，预计推迟一个月"


def reply_of(share):
    return Obligation.objects.open().get(case=share.case, kind="reply")


@pytest.fixture
def later(signed_for):
    return reply_of(signed_for).due_on + timedelta(days=30)


@pytest.fixture
def asked(signed_for, liaison, later):
    return services.ask_extension(signed_for, by=hand(liaison), until=later, note=WHY)


def test_a_unit_asks_for_more_time(signed_for, liaison, dispatcher, later):
    due = reply_of(signed_for).due_on
    page = Person(liaison).does("ask_extension", signed_for, until=later, note=WHY)
    assert done(page, signed_for)
    assert fresh(signed_for).status == "handling"
    assert ("extension_decision", "dispatcher") in owed(signed_for)
    assert reply_of(signed_for).due_on == due
    assert any("延期申请答复" in text for text in inbox(dispatcher))
    assert WHY in Person(dispatcher).get(signed_for.proposal.get_absolute_url()).content.decode()


def test_granted_it_is_owed_by_the_later_day_and_the_first_one_is_kept(
    asked, dispatcher, later, member
):
    first = reply_of(asked).first_due_on
    assert done(Person(dispatcher).does("grant_extension", asked), asked)
    reply = reply_of(asked)
    assert reply.due_on >= later
    assert (reply.first_due_on, reply.due_version) == (first, 2)
    assert Extension.objects.get().status == "accepted"
    assert ("extension_decision", "dispatcher") not in owed(asked)
    assert "同意延期" in Person(member).get(asked.proposal.get_absolute_url()).content.decode()


def test_the_report_counts_what_was_asked_and_granted(asked, dispatcher, office):
    url = reverse("proposals:report")
    page = Person(office).get(url).content.decode()
    assert "申请延期 1 次：同意 0 次，不同意 0 次，待决定 1 次" in page
    services.grant_extension(asked, by=hand(dispatcher))
    page = Person(office).get(url).content.decode()
    assert "申请延期 1 次：同意 1 次，不同意 0 次，待决定 0 次" in page


def test_the_record_tells_the_new_day(asked, dispatcher):
    services.grant_extension(asked, by=hand(dispatcher))
    event = asked.case.events.get(action="grant_extension")
    [told] = event.data["extended"]
    assert told["due_on"] == reply_of(asked).due_on.isoformat()


def test_refused_the_day_stays_and_the_unit_learns_why(asked, dispatcher, liaison):
    due = reply_of(asked).due_on
    assert Person(dispatcher).does("refuse_extension", asked).status_code == 422
    page = Person(dispatcher).does("refuse_extension", asked, note="民生急事，请按期办理")
    assert done(page, asked)
    assert reply_of(asked).due_on == due
    assert Extension.objects.get().status == "refused"
    page = Person(liaison).get(asked.proposal.get_absolute_url())
    assert "民生急事，请按期办理" in page.content.decode()


def test_one_request_at_a_time(asked, liaison, later):
    page = Person(liaison).insists("ask_extension", asked, until=later, note=WHY)
    assert page.status_code == 422
    assert "已有一项延期申请" in page.content.decode()
    assert Extension.objects.count() == 1


@pytest.mark.parametrize(("days", "words"), [(0, "应晚于现在的期限"), (400, "最长只能延至")])
def test_the_day_lies_between_the_present_one_and_the_maximum(signed_for, liaison, days, words):
    until = reply_of(signed_for).due_on + timedelta(days=days)
    page = Person(liaison).does("ask_extension", signed_for, until=until, note=WHY)
    assert page.status_code == 422
    assert words in page.content.decode()
    assert WHY in page.content.decode()
    assert not Extension.objects.exists()


def test_without_a_reason_nothing_is_asked(signed_for, liaison, later):
    page = Person(liaison).does("ask_extension", signed_for, until=later, note=" ")
    assert page.status_code == 422
    assert page.context["form"].errors["note"]
    assert not Extension.objects.exists()


def test_the_maximum_is_the_policys_and_holds_for_who_decides_too(asked, liaison, dispatcher, here):
    """The limit was made shorter between asking and deciding."""
    secadmin = factories.person(here, Role.SECADMIN)
    make(SetLimit(here.body, Kind.REPLY_MAX, 95, Unit.DAYS), by=hand(secadmin))
    page = Person(dispatcher).insists("grant_extension", asked)
    assert page.status_code == 422
    assert "最长只能延至" in page.content.decode()
    assert Extension.objects.get().status == "pending"
    assert reply_of(asked).due_version == 1


def test_when_it_is_late_already_nothing_is_extended(signed_for, liaison):
    behind_its_back(
        "UPDATE deadlines_obligation SET due_on = %s WHERE kind = 'reply'",
        clock.today() - timedelta(days=1),
    )
    until = clock.today() + timedelta(days=5)
    page = Person(liaison).insists("ask_extension", signed_for, until=until, note=WHY)
    assert page.status_code == 422
    assert "不能再申请延期" in page.content.decode()


def test_nobody_else_asks_or_decides(request, asked, later):
    for who in ("unit_head", "dispatcher", "office", "member"):
        person = Person(request.getfixturevalue(who))
        page = person.insists("ask_extension", asked, until=later, note=WHY)
        assert page.status_code == 403
    for who in ("liaison", "unit_head", "office", "director", "member"):
        page = Person(request.getfixturevalue(who)).insists("grant_extension", asked)
        assert page.status_code == 403
    assert Extension.objects.get().status == "pending"


def test_a_request_that_nobody_decided_lapses_when_the_answer_is_there(signed, liaison, dispatcher):
    """Asked while in review, the answer was signed meanwhile."""
    services_asked = Extension(
        proposal=signed.proposal, assignment=signed, reason=WHY,
        due_on=reply_of(signed).due_on, until=reply_of(signed).due_on + timedelta(days=9),
    )  # fmt: skip
    from proposals.workflow import EXTENSION, RequestAction

    with EXTENSION.moving(services_asked, RequestAction.ASK, by=hand(liaison)):
        pass
    services.deliver(signed, by=hand(liaison), delivered_on=clock.today())
    assert Extension.objects.get().status == "lapsed"
    assert Person(dispatcher).insists("grant_extension", signed).status_code in (409, 422)
