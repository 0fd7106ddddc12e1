"""What a unit owes while others have it in their hands; and notices of what is done."""

from __future__ import annotations

from django.urls import reverse

from notices.models import Notice
from proposals import services
from tests.browsing import Person, inbox
from tests.factories import hand


def desk(seat):
    return Person(seat).get(reverse("home")).content.decode()


def mine(seat, share):
    page = Person(seat).get(share.proposal.get_absolute_url())
    return {line["kind"] for line in page.context["mine"]}


def test_after_sending_it_to_review_the_unit_waits(drafted, liaison, dispatcher):
    assert mine(liaison, drafted) == {"答复"}
    services.send_to_review(drafted, by=hand(liaison))
    assert "待督查室审核" in desk(liaison)
    assert mine(liaison, drafted) == set()
    assert mine(dispatcher, drafted) == {"审核"}


def test_sent_back_it_is_the_units_turn_again(reviewing, liaison, dispatcher):
    services.review_send_back(reviewing, by=hand(dispatcher), note="请写明时限")
    assert "待督查室审核" not in desk(liaison)
    assert mine(liaison, reviewing) == {"答复"}


def test_while_the_head_has_it_the_unit_waits_for_the_signature(passed, liaison, unit_head):
    assert "待主要负责同志签发" in desk(liaison)
    assert mine(unit_head, passed) == {"签发"}


def test_a_notice_of_a_duty_is_settled_when_the_duty_is_done(share, liaison):
    inbox(liaison)
    [called] = Notice.objects.filter(seat=liaison, duty__isnull=False)
    assert (called.read_at, called.settled) == (None, False)
    services.sign_for(share, by=hand(liaison))
    inbox(liaison)
    called.refresh_from_db()
    assert (called.read_at is not None, called.settled) == (True, True)
    assert "已办" in Person(liaison).get(reverse("notices:list")).content.decode()


def test_what_is_still_owed_stays_unread_whatever_else_happens(share, liaison, office):
    inbox(liaison)
    services.urge(share, by=hand(office), note="请抓紧")
    inbox(liaison)
    open_ones = Notice.objects.filter(seat=liaison, duty__isnull=False, settled=False)
    still = share.case.obligations.open().get(kind="sign_for")
    assert [(one.duty, one.read_at) for one in open_ones] == [(still.pk, None)]
