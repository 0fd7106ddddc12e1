"""先签发、后审核, where a committee's rules ask for it."""

import pytest

from members.models import Entry
from proposals import services
from tests.browsing import Person, done, fresh, owed
from tests.factories import hand

NUMBER = "彩教函〔2026〕5号"


@pytest.fixture
def rule(here):
    return Entry.objects.create(
        committee=here.body, book=Entry.Book.RULE, code="review_after_signing", label="先签后审"
    )


@pytest.fixture
def signed_first(rule, drafted, liaison, unit_head):
    share = services.send_to_sign(drafted, by=hand(liaison))
    assert done(Person(unit_head).does("sign_for_review", share, letter_number=NUMBER), share)
    return fresh(share)


def test_the_head_signs_before_the_dispatcher_reviews(
    rule, drafted, liaison, unit_head, dispatcher, grade
):
    unit, head, desk = Person(liaison), Person(unit_head), Person(dispatcher)
    assert unit.insists("send_to_review", drafted).status_code == 403
    assert done(unit.does("send_to_sign", drafted), drafted)
    assert owed(drafted) == {("reply", "liaison"), ("sign", "unit_head")}
    assert head.insists("sign", drafted, letter_number=NUMBER).status_code == 422
    assert done(head.does("sign_for_review", drafted, letter_number=NUMBER), drafted)
    assert owed(drafted) == {("reply", "liaison"), ("review", "dispatcher")}
    assert desk.insists("review_pass", drafted, grade=grade.pk).status_code == 422
    assert done(desk.does("pass_signed", drafted, grade=grade.pk), drafted)
    assert fresh(drafted).status == "signed"
    letter = drafted.replies.get()
    assert (letter.status, letter.grade, letter.letter_number) == ("sealed", grade, NUMBER)
    assert done(unit.does("deliver", drafted), drafted)


def test_a_signed_letter_that_is_sent_back_goes_on_as_the_next_version(
    signed_first, dispatcher, liaison, member, unit_head, grade
):
    desk = Person(dispatcher)
    assert done(desk.does("review_send_back", signed_first, note="缺少时限"), signed_first)
    old, new = signed_first.replies.order_by("version")
    assert (old.status, new.status, new.body) == ("superseded", "open", old.body)
    share = fresh(signed_first)
    assert share.status == "drafting"
    assert done(Person(liaison).does("write", share, body="补上时限"), share)
    share = services.send_to_sign(fresh(share), by=hand(liaison))
    assert (
        "今年已经用过"
        in Person(unit_head).does("sign_for_review", share, letter_number=NUMBER).content.decode()
    )
    share = services.sign_for_review(share, by=hand(unit_head), letter_number="彩教函〔2026〕6号")
    share = services.pass_signed(share, by=hand(dispatcher), grade=grade)
    services.deliver(share, by=hand(liaison), delivered_on=new.signed_on or share.start)
    shown = Person(member).get(share.proposal.get_absolute_url()).content.decode()
    assert "补上时限" in shown
    assert NUMBER not in shown  # what never reached them is none of their letters


def test_without_the_rule_review_comes_first(drafted, liaison):
    assert Person(liaison).insists("send_to_sign", drafted).status_code == 403
    assert done(Person(liaison).does("send_to_review", drafted), drafted)


def test_a_retired_rule_holds_no_longer(rule, drafted, liaison, here):
    rule.retired_on = here.term.starts_on
    rule.save()
    assert done(Person(liaison).does("send_to_review", drafted), drafted)


def test_the_same_must_be_true_before_signing_as_before_a_review(rule, signed_for, liaison, grade):
    words = {"body": "答复", "own_grade": grade, "contact_name": "李", "contact_phone": "1"}
    share = services.draft_reply(signed_for, by=hand(liaison), **words)
    page = Person(liaison).insists("send_to_sign", share)
    assert page.status_code == 422
    assert "尚无面商记录" in page.content.decode()


def test_a_changed_grade_needs_its_reason_here_too(signed_first, dispatcher, here):
    other = Entry.objects.get(committee=here.body, book=Entry.Book.GRADE, code="B")
    page = Person(dispatcher).does("pass_signed", signed_first, grade=other.pk)
    assert page.status_code == 422
    assert "请写明理由" in page.content.decode()
