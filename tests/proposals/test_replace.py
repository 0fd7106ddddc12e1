"""更正答复: a delivered letter is not changed, another takes its place, and both stay readable."""

import pytest

from common import clock
from proposals import services
from tests.answering import GOOD
from tests.browsing import Person, done, fresh, inbox, owed
from tests.factories import hand

WORDS = {
    "note": "完成时限写错了",
    "body": "更正：加装护栏于明年九月底前完成。",
    "contact_name": "李",
    "contact_phone": "0878-1",
}
NEXT = "彩教函〔2026〕6号"


@pytest.fixture
def redrafted(delivered, liaison):
    assert done(Person(liaison).does("replace", delivered, **WORDS), delivered)
    return delivered


def page_for(seat, share):
    return Person(seat).get(share.proposal.get_absolute_url()).content.decode()


def test_the_head_signs_the_new_letter_and_the_proposer_is_told(
    redrafted, unit_head, member, liaison
):
    assert ("sign_replacement", "unit_head") in owed(redrafted)
    assert fresh(redrafted).status == "delivered"
    assert "明年九月底" not in page_for(member, redrafted)
    assert "明年九月底" in page_for(liaison, redrafted)
    page = Person(unit_head).does("sign_replacement", redrafted, letter_number=NEXT)
    assert done(page, redrafted)
    old, new = redrafted.replies.order_by("version")
    assert (old.status, new.status) == ("superseded", "sealed")
    assert (new.delivered_on, new.grade) == (clock.today(), old.grade)
    shown = page_for(member, redrafted)
    for words in ("明年九月底", "您提出的提案收悉", "已被取代", NEXT):
        assert words in shown
    assert any("更正了对您提案的答复" in text for text in inbox(member))
    assert owed(redrafted) == {("feedback", "member")}


def test_a_reason_is_needed_and_a_replacement_is_drafted_again(delivered, liaison):
    unit = Person(liaison)
    page = unit.does("replace", delivered, **(WORDS | {"note": " "}))
    assert page.status_code == 422
    assert page.context["form"]["body"].value() == WORDS["body"]
    assert "您提出的提案收悉" in unit.form(delivered, "replace")["body"]
    unit.does("replace", delivered, **WORDS)
    unit.does("replace", delivered, **(WORDS | {"body": "另一种写法"}))
    assert delivered.replies.get(status="open").body == "另一种写法"
    assert delivered.replies.count() == 2


def test_nothing_is_signed_that_was_not_drafted_and_nobody_else_signs(
    delivered, unit_head, liaison, office
):
    page = Person(unit_head).insists("sign_replacement", delivered, letter_number=NEXT)
    assert page.status_code == 422
    assert "尚未拟写更正答复" in page.content.decode()
    Person(liaison).does("replace", delivered, **WORDS)
    for seat in (liaison, office):
        refused = Person(seat).insists("sign_replacement", delivered, letter_number=NEXT)
        assert refused.status_code == 403
    assert Person(office).insists("replace", delivered, **WORDS).status_code == 403


def test_the_case_does_not_close_over_an_unsigned_replacement(redrafted, member, unit_head):
    services.give_feedback(redrafted, by=hand(member), **GOOD)
    assert fresh(redrafted.proposal).status == "replied"
    Person(unit_head).does("sign_replacement", redrafted, letter_number=NEXT)
    assert fresh(redrafted.proposal).status == "closed"


def test_after_closing_no_letter_is_replaced(delivered, member, liaison):
    services.give_feedback(delivered, by=hand(member), **GOOD)
    page = Person(liaison).insists("replace", delivered, **WORDS)
    assert page.status_code == 422
    assert "提案已办结" in page.content.decode()


def test_an_undelivered_letter_is_not_replaced(signed, liaison):
    assert Person(liaison).insists("replace", signed, **WORDS).status_code == 409
