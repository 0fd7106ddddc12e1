"""待办结: what is answered, what its proposers said, and why it is still open."""

import pytest

from proposals import services
from tests.answering import BAD
from tests.browsing import Person, fresh, owed, told
from tests.factories import hand

PAGE = "/proposals/closing/"


def shown(seat):
    return Person(seat).get(PAGE).content.decode()


def test_an_answered_case_is_listed_with_the_day_until_which_it_waits(
    delivered, office, director, here
):
    for seat in (office, director):
        assert "已反馈 0 / 1" in shown(seat)
        assert "逾期记为未表态并自动办结" in shown(seat)
    assert "暂缓所选提案" not in shown(office)


def test_it_says_that_a_bad_word_is_still_to_be_looked_into(delivered, member, office):
    services.give_feedback(delivered, by=hand(member), **BAD)
    assert "已反馈 1 / 1" in shown(office)
    assert "待核实不满意意见" in shown(office)


def test_the_director_holds_what_was_ticked(delivered, director):
    me, proposal = Person(director), delivered.proposal
    page = me.post(PAGE, proposal=[proposal.pk], note="待实地查看")
    assert told(page) == ["已暂缓办结1件"]
    assert fresh(proposal).on_hold
    assert ("release", "director") in owed(proposal)
    assert "主任暂缓办结" in shown(director)


@pytest.mark.parametrize(
    ("ticked", "note", "said"),
    [(False, "原因", "请先勾选"), (True, " ", "请写明暂缓办结的原因")],
)
def test_without_a_tick_or_a_reason_nothing_is_held(delivered, director, ticked, note, said):
    chosen = [delivered.proposal_id] if ticked else []
    page = Person(director).post(PAGE, proposal=chosen, note=note)
    assert said in "".join(told(page))
    assert not fresh(delivered.proposal).on_hold


def test_a_refused_press_keeps_what_was_ticked_and_written(delivered, director):
    pk = delivered.proposal_id
    page = Person(director).post(PAGE, proposal=[pk], note=" ")
    assert page.status_code == 422
    assert f'value="{pk}" checked' in page.content.decode()
    kept = Person(director).post(PAGE, note="待实地查看")
    assert ">待实地查看</textarea>" in kept.content.decode()


def test_nobody_else_holds_and_a_neighbour_sees_nothing(delivered, office, liaison, elsewhere):
    words = {"proposal": [delivered.proposal_id], "note": "原因"}
    for seat in (office, liaison):
        assert Person(seat).post(PAGE, **words).status_code == 403
    assert delivered.proposal.title not in shown(elsewhere.office)
    assert not fresh(delivered.proposal).on_hold
