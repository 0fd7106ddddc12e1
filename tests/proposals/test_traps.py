"""What must never happen by a single hand: a unit passing on, one voice of fifteen reopening."""

from __future__ import annotations

import pytest

from members.models import Role
from proposals import services
from proposals.models import Assignment
from tests import factories
from tests.answering import BAD, GOOD, people_of
from tests.answering import answer as answered
from tests.browsing import Person, fresh, owed
from tests.factories import hand

FIFTEEN = 15


@pytest.fixture
def fifteen(here, draft, member):
    """Fourteen who sign with the first proposer."""
    others = [factories.member(here) for _ in range(FIFTEEN - 1)]
    for one in services.invite(draft, by=hand(member), members=[who.member for who in others]):
        seat = next(who for who in others if who.member_id == one.member_id)
        services.answer_invitation(one, by=hand(seat), answer="confirmed", seen=draft.revision)
    return others


@pytest.fixture
def answered_to_fifteen(fifteen, signed_for, here, education, dispatcher, member, grade):
    people = people_of(here, education, dispatcher)
    return answered(signed_for, people, member, grade, number="彩教函〔2026〕9号")


def test_one_of_fifteen_does_not_reopen_the_case_alone(
    answered_to_fifteen, fifteen, member, office, director
):
    share = answered_to_fifteen
    unhappy, *content = fifteen
    services.give_feedback(share, by=hand(unhappy), **BAD)
    for seat in (member, *content):
        services.give_feedback(share, by=hand(seat), **GOOD)
    proposal = fresh(share.proposal)
    assert (proposal.status, proposal.round, fresh(share).status) == ("replied", 1, "delivered")
    assert owed(proposal) == {("verify", "office")}
    for seat in (unhappy, member, office):
        page = Person(seat).insists("rehandle", proposal, units=[share.unit_id], note="重办")
        assert page.status_code == 403
    page = Person(director).insists("rehandle", proposal, units=[share.unit_id], note="重办")
    assert (page.status_code, "请先由提案委办公室核实" in page.content.decode()) == (422, True)
    services.verify(proposal, by=hand(office), note="十五人中一人不满意")
    services.leave_as_is(fresh(proposal), by=hand(director), note="已作说明")
    assert (fresh(proposal).status, fresh(proposal).round) == ("closed", 1)


def test_a_unit_never_passes_a_case_on_by_itself(
    here, share, liaison, unit_head, police, other_liaison
):
    head = factories.person(here, Role.UNIT_HEAD, unit=police)
    words = {"unit": police.pk, "note": "不属于本单位职责"}
    verbs = ("accept_change", "send_across", "add_handling", "add_waiting", "pass_down")
    for seat in (liaison, unit_head):
        for verb in verbs:
            assert Person(seat).insists(verb, share, **words).status_code == 403
        assert Person(seat).insists("add_unit", share.proposal, **words).status_code == 403
    for seat in (other_liaison, head):
        assert Person(seat).insists("sign_for", share).status_code == 404
    services.sign_for(share, by=hand(liaison))
    page = Person(liaison).insists("pass_inside", share, office=police.pk)
    assert page.status_code == 422
    services.ask_change(fresh(share), by=hand(liaison), what="reassign", unit=police, note="职责")
    [only] = Assignment.objects.all()
    assert (only.unit_id, only.status) == (share.unit_id, "change_asked")
