"""办结: by the proposer's word at once, by time in silence; silence is never consent."""

from datetime import timedelta

import pytest

from common import clock
from proposals import services
from proposals.models import Feedback, Proposal
from proposals.tasks import close_expired
from tests.browsing import Person, fresh, inbox, owed
from tests.factories import hand


@pytest.fixture
def answered(delivered):
    return Proposal.objects.select_related("case").get()


def last_day(proposal):
    return proposal.case.obligations.get(kind="feedback").due_on


def test_on_the_last_day_there_is_still_time(answered, member):
    with clock.frozen(last_day(answered)):
        assert close_expired() == 0
        assert fresh(answered).status == "replied"
        page = Person(member).does(
            "give_feedback", answered.assignments.get(), attitude="fair", result="fair"
        )
        assert page.status_code == 302
    assert fresh(answered).status == "closed"


def test_the_day_after_silence_closes_it_and_says_nothing_for_the_proposer(answered, member):
    with clock.frozen(last_day(answered) + timedelta(days=1)):
        assert close_expired() == 1
        assert close_expired() == 0
        assert any("您的提案已办结" in text for text in inbox(member))
    closed = fresh(answered)
    assert (closed.status, closed.closed_on) == ("closed", last_day(answered) + timedelta(days=1))
    assert not Feedback.objects.exists()
    lapsed = answered.case.obligations.get(kind="feedback")
    assert lapsed.met_at is None
    assert lapsed.cancelled_at is not None
    assert owed(answered) == set()


def test_a_held_case_does_not_close_by_time_but_when_it_is_released(answered, director):
    Person(director).does("hold", answered, note="待核实")
    with clock.frozen(last_day(answered) + timedelta(days=1)):
        assert close_expired() == 0
        assert fresh(answered).status == "replied"
        Person(director).does("release", answered, note="核实完毕")
        assert fresh(answered).status == "closed"


def test_held_cases_do_not_keep_the_others_from_closing(answered, cast, category, education, grade):
    """The sweep takes so many at a time; those on hold must not fill its hands."""
    other = answer_another(cast, category, education, grade)
    Person(cast.director).does("hold", answered, note="待核实")
    with clock.frozen(last_day(other) + timedelta(days=1)):
        assert services.close_expired(limit=1) == 1
    assert (fresh(answered).status, fresh(other).status) == ("replied", "closed")


def answer_another(cast, category, education, grade):
    """A second proposal of the same people, answered."""
    sheet = services.start_draft(cast.member)
    words = {"title": "另一件", "category": category, "body": "【建议】"}
    sheet = services.save_draft(sheet, by=hand(cast.member), seen=0, **words)
    row = services.submit(sheet, by=hand(cast.member))
    row = services.screen(row, by=hand(cast.office), recommendation="file")
    words = {"name": "会", "held_on": clock.today(), "proposals": [row]}
    services.convene(row.session, by=hand(cast.office), **words)
    row = services.file(row, by=hand(cast.director))
    [row] = services.number([row], by=hand(cast.office))
    row = services.transfer(row, by=hand(cast.office), units=[education])
    dated = {"host": education, "notice_on": clock.today()}
    row = services.hand_over(row, by=hand(cast.dispatcher), **dated)
    share = services.sign_for(row.assignments.get(), by=hand(cast.liaison))
    share = services.waive_contact(share, by=hand(cast.member), note="不必面谈")
    share = services.draft_reply(share, by=hand(cast.liaison), body="答复", own_grade=grade)
    share = services.send_to_review(share, by=hand(cast.liaison))
    share = services.review_pass(share, by=hand(cast.dispatcher), grade=grade)
    share = services.sign(share, by=hand(cast.unit_head), letter_number="彩教函〔2026〕6号")
    return services.deliver(share, by=hand(cast.liaison), delivered_on=clock.today()).proposal


def test_nobody_closes_by_hand(answered, office, director):
    for seat in (office, director):
        assert Person(seat).post(f"{answered.get_absolute_url()}close/").status_code == 404
