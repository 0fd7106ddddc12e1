"""送达: the answer is in the proposer's hands, and with the last one the case is 办复."""

from datetime import timedelta

import pytest

from common import clock
from proposals.models import Proposal
from tests.browsing import Person, done, fresh, inbox, owed


def test_the_unit_delivers_and_the_proposer_is_asked(signed, liaison, member):
    page = Person(liaison).does("deliver", signed)
    assert done(page, signed)
    assert fresh(signed).status == "delivered"
    proposal = Proposal.objects.get()
    assert (proposal.status, proposal.replied_on) == ("replied", clock.today())
    assert owed(signed) == {("feedback", "member")}
    assert any("您的提案已办复" in text for text in inbox(member))
    shown = Person(member).get(proposal.get_absolute_url()).content.decode()
    assert "您提出的提案收悉" in shown
    assert "彩教函〔2026〕5号" in shown


def test_the_office_may_enter_the_delivery_for_the_unit(signed, office):
    assert done(Person(office).does("deliver", signed), signed)


@pytest.mark.parametrize("days", [1, -1])
def test_it_is_delivered_between_signature_and_today(signed, liaison, days):
    dated = clock.today() + timedelta(days=days)
    page = Person(liaison).does("deliver", signed, delivered_on=dated)
    assert page.status_code == 422
    assert "送达日期应在签发之日至今天之间" in page.content.decode()
    assert page.context["form"]["delivered_on"].value() == str(dated)
    assert Proposal.objects.get().status == "handling"


def test_nobody_else_delivers(request, signed):
    for who, status in [
        ("unit_head", 403),
        ("dispatcher", 403),
        ("member", 403),
        ("other_liaison", 404),
    ]:
        person = Person(request.getfixturevalue(who))
        assert person.insists("deliver", signed, delivered_on=clock.today()).status_code == status


def test_what_is_not_signed_is_not_delivered(passed, liaison):
    page = Person(liaison).insists("deliver", passed, delivered_on=clock.today())
    assert page.status_code == 409
