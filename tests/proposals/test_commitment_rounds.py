"""更正答复 and 重新办理: no earlier promise is lost; each is carried on, replaced or failed."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from common import clock
from deadlines.checks import faults
from deadlines.models import Obligation
from proposals import services
from tests.answering import BAD
from tests.browsing import Person, done, fresh, told, url_of
from tests.factories import hand
from tests.promising import (
    CALL,
    NEXT,
    TWO,
    delivered_with,
    done_item,
    in_days,
    owed_about,
    planned,
    promise_of,
    promises,
    refused,
    sent,
    signed_with,
)

LAMPS = planned("安装路灯", 60, "20", "盏")
OWED = {("commitment", "liaison")}


@pytest.fixture
def promised(contacted, cast, grade):
    return delivered_with(contacted, cast, grade, planned(), LAMPS)


def corrected(share, cast, *items):
    """The unit drafts a correcting letter, its head signs it."""
    words = {"note": "施工计划有变", "body": "更正：……", **CALL, **sent(*items)}
    assert done(Person(cast.liaison).does("replace", share, **words), share)
    page = Person(cast.unit_head).does("sign_replacement", share, letter_number=NEXT)
    assert done(page, share)
    assert list(faults()) == []


def states(share):
    return list(promises(share).values())


def test_a_correcting_letter_with_another_day_makes_a_new_promise_of_it(promised, cast):
    corrected(promised, cast, planned(days=120), LAMPS)
    old, lamps, new = promised.proposal.commitments.order_by("pk")
    assert (old.status, old.replaced_by) == ("replaced", new)
    assert (new.status, new.due_on) == ("open", in_days(120))
    assert (lamps.status, lamps.replaced_by) == ("open", None)
    assert (owed_about(old), owed_about(new), owed_about(lamps)) == (set(), OWED, OWED)
    shown = Person(cast.member).get(promised.proposal.get_absolute_url()).content.decode()
    assert "新承诺" in shown


def test_what_a_correcting_letter_leaves_out_is_not_kept_and_the_reason_is_told(promised, cast):
    corrected(promised, cast, planned())
    lamps = promise_of(promised, "安装路灯")
    assert (lamps.status, owed_about(lamps)) == ("failed", set())
    assert "施工计划有变" in lamps.reason
    assert promise_of(promised).status == "open"
    shown = Person(cast.member).get(promised.proposal.get_absolute_url()).content.decode()
    assert "未再列入此项：施工计划有变" in shown


def test_what_a_correcting_letter_calls_done_or_refuses(promised, cast):
    corrected(promised, cast, done_item("加装护栏"), refused("安装路灯", "无电源"))
    rails, lamps = promised.proposal.commitments.order_by("pk")
    assert (rails.status, rails.said_done) == ("open", True)
    assert owed_about(rails) == {*OWED, ("check_commitment", "office")}
    assert lamps.status == "failed"
    assert "无电源" in lamps.reason


def test_a_draft_that_is_never_signed_changes_no_promise(promised, cast):
    words = {"note": "施工计划有变", "body": "更正：……", **CALL, **sent(planned(days=120))}
    Person(cast.liaison).does("replace", promised, **words)
    assert states(promised) == ["open", "open"]


def test_the_form_of_the_correcting_letter_says_what_becomes_of_promises(promised, cast):
    url = f"{promised.proposal.get_absolute_url()}shares/{promised.pk}/replace/"
    shown = Person(cast.liaison).get(url).content.decode()
    assert "不再列入的记为未落实" in shown
    assert "认定类别按原答复保持不变" in shown
    assert "安装路灯" in shown


@pytest.fixture
def reopened(promised, cast):
    """The second round's share."""
    services.give_feedback(promised, by=hand(cast.member), **BAD)
    proposal = services.verify(promised.proposal, by=hand(cast.office), note="属实")
    services.rehandle(proposal, by=hand(cast.director), units=[promised.unit], note="重办")
    share = fresh(proposal).assignments.get(round=2)
    return services.waive_contact(share, by=hand(cast.member), note="电话说清")


def test_reopening_a_case_takes_no_promise_away(reopened):
    assert states(reopened) == ["open", "open"]
    assert Obligation.objects.open().filter(kind="commitment").count() == 2
    assert list(faults()) == []


def test_the_letter_of_the_next_round_begins_with_what_is_still_owed(reopened, cast):
    url = f"{reopened.proposal.get_absolute_url()}shares/{reopened.pk}/draft/"
    shown = Person(cast.liaison).get(url).content.decode()
    assert "加装护栏" in shown
    assert "安装路灯" in shown


def test_in_the_next_round_each_is_carried_on_replaced_or_failed(reopened, cast, grade):
    share = delivered_with(
        reopened, cast, grade, planned(days=200), refused("安装路灯"), planned("修排水沟"),
        number=TWO,
    )  # fmt: skip
    assert states(share) == ["replaced", "failed", "open", "open"]
    assert promise_of(share).assignment == share
    assert promise_of(share, "安装路灯").ended_on is not None
    assert list(faults()) == []


def test_what_the_next_letter_does_not_speak_of_is_carried_on(reopened, cast, grade):
    share = delivered_with(reopened, cast, grade, planned(), number=TWO)
    assert states(share) == ["open", "open"]
    rails, lamps = share.proposal.commitments.order_by("pk")
    assert {rails.assignment.round, lamps.assignment.round} == {1}
    assert owed_about(lamps) == OWED


def test_what_is_late_may_be_said_again_but_nothing_new_is_planned_for_the_past(
    reopened, cast, grade
):
    with clock.frozen(clock.now() + timedelta(days=70)):  # the lamps are late, the rails not
        letter = {"body": "再答复", "own_grade": grade, **CALL}
        unit = hand(cast.liaison)
        late = LAMPS | {"matter": "安装路灯"}
        new = planned("补种行道树", -1)
        with pytest.raises(ValidationError, match="落实时限已过"):
            services.draft_reply(reopened, by=unit, items=[late, new], **letter)
        share = delivered_with(reopened, cast, grade, late, number=TWO)
    assert states(share) == ["open", "open"]


def test_the_office_lets_an_old_promise_give_way_to_the_new_one(reopened, cast, grade):
    share = delivered_with(reopened, cast, grade, planned("护栏和标线", 200), number=TWO)
    old, new = promise_of(share), promise_of(share, "护栏和标线")
    refusal = Person(cast.liaison).insists("give_way", old, fresh=new.pk)
    assert refusal.status_code == 403
    page = Person(cast.office).insists("give_way", old, fresh=old.pk)
    assert page.status_code == 422
    assert done(Person(cast.office).does("give_way", old, fresh=new.pk, note="合并实施"), old)
    old = promise_of(share)
    assert (old.status, old.replaced_by, owed_about(old)) == ("replaced", new, set())


def test_the_newest_promise_has_nothing_to_give_way_to(promised, cast):
    """Nor do two promises of one letter give way to each other."""
    rails, lamps = promise_of(promised), promise_of(promised, "安装路灯")
    office = Person(cast.office)
    assert office.insists("give_way", rails, fresh=lamps.pk).status_code == 422
    page = office.get(url_of(lamps, "give_way"))
    assert page.status_code == 302
    assert any("没有更新的承诺事项" in text for text in told(page))
    assert states(promised) == ["open", "open"]


def test_a_letter_sent_back_and_signed_anew_promises_only_once(contacted, cast, grade):
    share = signed_with(contacted, cast, grade, planned())
    assert states(share) == []
    services.deliver(share, by=hand(cast.office), delivered_on=share.replies.get().signed_on)
    assert states(share) == ["open"]
