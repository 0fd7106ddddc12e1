"""撤案: the proposer asks, the director decides; units stop, and nothing is owed any more."""

from __future__ import annotations

import pytest

from common import clock
from deadlines.checks import faults
from proposals import services
from proposals.models import Proposal, Withdrawal
from tests import factories
from tests.browsing import Person, done, fresh, inbox, owed, told
from tests.conftest import ORIGIN, sql
from tests.factories import hand
from workflow.chain import faults as broken


@pytest.fixture
def asked(signed_for, member):
    services.ask_withdrawal(signed_for.proposal, by=hand(member), note="情况已有变化")
    return signed_for.proposal


def test_the_proposer_asks_and_the_director_owes_a_decision(signed_for, member, director, cast):
    proposal = signed_for.proposal
    page = Person(member).does("ask_withdrawal", proposal, note="情况已有变化")
    assert done(page, proposal)
    assert ("withdrawal_decision", "director") in owed(proposal)
    assert any("撤案申请决定" in text for text in inbox(director))
    for seat in (member, director):
        assert "情况已有变化" in Person(seat).get(proposal.get_absolute_url()).content.decode()
    assert list(faults()) == []


def test_the_director_has_yes_and_no_side_by_side(asked, director):
    actions = Person(director).get(asked.get_absolute_url()).context["actions"]
    assert [one["verb"] for one in actions][:2] == ["withdraw", "refuse_withdrawal"]
    assert [one["main"] for one in actions][:2] == [True, False]


def test_units_do_not_learn_that_it_was_asked(asked, liaison):
    page = Person(liaison).get(asked.get_absolute_url()).content.decode()
    assert "情况已有变化" not in page


def test_agreed_the_units_stop_and_nothing_is_owed(asked, director, liaison, member, cast):
    page = Person(director).does("withdraw", asked, note="同意")
    assert done(page, asked)
    proposal = fresh(asked)
    assert (proposal.status, proposal.number) == ("withdrawn", asked.number)
    assert proposal.assignments.get().status == "stopped"
    assert Withdrawal.objects.get().status == "accepted"
    assert owed(asked) == set()
    assert list(faults()) == []
    assert inbox(member)[-1].startswith("您的提案已撤案")
    actions = Person(liaison).get(asked.get_absolute_url()).context["actions"]
    assert actions == []


def test_refused_the_proposer_is_told_why_and_the_case_goes_on(asked, director, member, cast):
    page = Person(director).does("refuse_withdrawal", asked, note="办理已近完成")
    assert done(page, asked)
    assert fresh(asked).status == "handling"
    assert ("withdrawal_decision", "director") not in owed(asked)
    assert inbox(member)[-1].startswith("您的撤案申请未获同意")
    assert "办理已近完成" in Person(member).get(asked.get_absolute_url()).content.decode()
    services.ask_withdrawal(fresh(asked), by=hand(member), note="再次申请")


def test_a_reason_is_needed_on_both_sides(signed_for, member, director):
    proposal = signed_for.proposal
    assert Person(member).does("ask_withdrawal", proposal, note="").status_code == 422
    with pytest.raises(Exception, match="撤案的理由"):
        services.ask_withdrawal(fresh(proposal), by=hand(member), note=" ")
    services.ask_withdrawal(fresh(proposal), by=hand(member), note="情况已有变化")
    assert Person(director).does("refuse_withdrawal", proposal, note="").status_code == 422


def test_one_asks_once_at_a_time(asked, member):
    page = Person(member).insists("ask_withdrawal", asked, note="再次申请")
    assert page.status_code == 422
    assert "请等待提案委主任决定" in page.content.decode()


def test_nobody_withdraws_what_was_not_asked_for(signed_for, director):
    proposal = signed_for.proposal
    page = Person(director).insists("withdraw", proposal)
    assert page.status_code == 422
    assert "提案人没有申请撤案" in page.content.decode()
    page = Person(director).insists("refuse_withdrawal", proposal, note="没有")
    assert page.status_code == 409
    shown = Person(director).get(proposal.get_absolute_url()).context["actions"]
    assert not [one for one in shown if "撤案" in one["label"]]


def test_after_the_answer_it_is_too_late(delivered, member):
    page = Person(member).insists("ask_withdrawal", delivered.proposal, note="撤案")
    assert page.status_code == 422
    assert "现为“已办复”，不能申请撤案" in page.content.decode()


def test_only_the_first_proposer_or_the_office_for_them_asks(
    here, draft, member, other_member, office, director
):
    [invitation] = services.invite(draft, by=hand(member), members=[other_member.member])
    services.answer_invitation(
        invitation, by=hand(other_member), answer="confirmed", seen=draft.revision
    )
    proposal = services.submit(draft, by=hand(member))
    for seat in (other_member, director):
        assert Person(seat).insists("ask_withdrawal", proposal, note="撤案").status_code == 403
    assert Person(factories.member(here)).insists("ask_withdrawal", proposal).status_code == 404
    assert done(Person(office).does("ask_withdrawal", proposal, note="来电撤案"), proposal)
    event = proposal.case.events.get(action="ask_withdrawal")
    assert event.on_behalf_of == f"member:{member.member_id}"


def test_the_decision_is_the_directors(asked, office, member):
    for verb in ("withdraw", "refuse_withdrawal"):
        for seat in (office, member):
            assert Person(seat).insists(verb, asked, note="同意").status_code == 403


def test_declined_meanwhile_the_request_lapses(screened, meeting, director, member, here, cast):
    services.ask_withdrawal(screened, by=hand(member), note="撤案")
    services.decline(
        fresh(screened),
        by=hand(director),
        ground=factories.entry(here.body, "ground", "vague"),
        disposition=factories.entry(here.body, "disposition", "opinion"),
        note="内容空泛",
    )
    assert Withdrawal.objects.get().status == "lapsed"
    assert list(faults()) == []


def test_a_withdrawn_case_wants_nothing_from_anybody(asked, director, cast):
    services.withdraw(fresh(asked), by=hand(director))
    for seat in vars(cast).values():
        page = Person(seat).get(asked.get_absolute_url())
        assert page.status_code == 200
        assert not [one for one in page.context["actions"] if one["main"]]
    assert told(Person(director).get(asked.get_absolute_url())) == []


def test_what_units_had_asked_lapses_with_it(signed_for, liaison, member, director, cast):
    services.ask_change(signed_for, by=hand(liaison), what="return", note="不属本单位职责")
    proposal = signed_for.proposal
    services.ask_withdrawal(fresh(proposal), by=hand(member), note="情况已有变化")
    services.withdraw(fresh(proposal), by=hand(director))
    assert proposal.changes.get().status == "lapsed"
    assert fresh(signed_for).status == "stopped"
    assert list(faults()) == []
    assert owed(proposal) == set()


def test_a_request_nobody_decided_lapses_with_the_answer(signed, member, liaison, director, cast):
    proposal = signed.proposal
    services.ask_withdrawal(fresh(proposal), by=hand(member), note="情况已有变化")
    services.deliver(fresh(signed), by=hand(liaison), delivered_on=clock.today())
    assert fresh(proposal).status == "replied"
    assert Withdrawal.objects.get().status == "lapsed"
    assert ("withdrawal_decision", "director") not in owed(proposal)
    offered = Person(director).get(proposal.get_absolute_url()).content.decode()
    assert "不同意撤案" not in offered
    assert list(faults()) == []
    assert list(broken()) == []


def test_a_letter_of_a_withdrawn_case_is_not_put_right(delivered, liaison):
    """One of two units has answered, the other not, when the case is taken back."""
    proposal = delivered.proposal
    sql("SET session_replication_role = replica")
    Proposal.objects.filter(pk=proposal.pk).update(status="withdrawn")
    sql(ORIGIN)
    with pytest.raises(Exception, match="已撤案"):
        services.replace_reply(fresh(delivered), by=hand(liaison), note="有误", body="更正的答复")
