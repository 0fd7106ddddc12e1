"""Nothing can be forgotten: whatever is not at its end, somebody who is there owes."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from common import clock
from deadlines import tasks
from deadlines.checks import faults
from deadlines.models import Obligation
from members import services as members
from members.models import Entry, Role
from proposals import services
from proposals.models import Proposal
from tests import factories
from tests.answering import BAD
from tests.factories import hand
from tests.merging import another
from workflow.procedure import PROCEDURES

STAGES = [
    *("here", "draft", "submitted", "screened", "meeting", "filed", "numbered", "transferred"),
    *("handed_over", "share", "signed_for", "contacted", "drafted", "reviewing", "passed"),
    *("with_others", "change_asked", "changed_hands", "added", "change_refused"),
    *("extension_asked", "extended", "unit_renamed"),
    *("consulted", "merged", "unmerged", "reconsidered", "restored", "offline"),
    *("withdrawal_asked", "withdrawal_refused", "withdrawn", "consented", "passed_on"),
    *("signed", "delivered", "closed", "sent_back", "declined", "on_hold", "returned_to_drafting"),
]


@pytest.fixture
def closed(delivered, member):
    return services.give_feedback(
        delivered, by=hand(member), attitude="satisfied", result="satisfied"
    )


@pytest.fixture
def sent_back(submitted, office):
    return services.send_back(submitted, by=hand(office), note="请写明路段")


@pytest.fixture
def declined(screened, meeting, director, here):
    return services.decline(
        screened,
        by=hand(director),
        ground=factories.entry(here.body, Entry.Book.GROUND, "vague"),
        disposition=factories.entry(here.body, Entry.Book.DISPOSITION, "opinion"),
        note="内容空泛",
    )


@pytest.fixture
def on_hold(delivered, director, member):
    services.hold(delivered.proposal, by=hand(director), note="待现场核实")
    return services.give_feedback(
        delivered, by=hand(member), attitude="satisfied", result="satisfied"
    )


@pytest.fixture
def returned_to_drafting(reviewing, dispatcher):
    return services.review_send_back(reviewing, by=hand(dispatcher), note="缺少时限")


@pytest.fixture
def withdrawal_asked(signed_for, member):
    services.ask_withdrawal(signed_for.proposal, by=hand(member), note="情况已有变化")
    return Proposal.objects.get(pk=signed_for.proposal_id)


@pytest.fixture
def withdrawal_refused(withdrawal_asked, director):
    return services.refuse_withdrawal(withdrawal_asked, by=hand(director), note="即将办复")


@pytest.fixture
def withdrawn(withdrawal_asked, director):
    return services.withdraw(withdrawal_asked, by=hand(director))


@pytest.fixture
def consented(declined, member):
    return services.consent(declined, by=hand(member), agrees=True)


@pytest.fixture
def passed_on(consented, office):
    return services.pass_on(consented, by=hand(office), note="转社情民意")


@pytest.fixture
def consulted(screened, office, education, here, liaison, dispatcher):
    return services.consult(
        screened, by=hand(office), systems=[here.government], units=[education], proposer=True
    )


@pytest.fixture
def merged(screened, here, other_member, office, director):
    target = another(here, other_member, office, "关于公路防护的建议")
    return services.merge(screened, by=hand(director), target=target)


@pytest.fixture
def unmerged(merged, director):
    return services.unmerge(merged, by=hand(director), note="并错了")


@pytest.fixture
def reconsidered(declined, director):
    return services.reconsider(declined, by=hand(director), note="误点")


@pytest.fixture
def restored(closed, director):
    proposal = Proposal.objects.get(pk=closed.proposal_id)
    return services.reopen(proposal, by=hand(director), note="误点")


@pytest.fixture
def offline(here, office):
    words = {"title": "线下提案第1号", "registered_on": clock.today(), "handled_by": "机要室"}
    return services.register_offline(here.session, by=hand(office), **words)


@pytest.fixture
def opinion_drafted(transferred, dispatcher, education, police, other_liaison, here):
    given = services.hand_over(
        transferred,
        by=hand(dispatcher),
        host=education,
        co_units=[police],
        notice_on=transferred.filed_on,
    )
    factories.person(here, Role.UNIT_HEAD, unit=police)
    share = services.sign_for(given.assignments.get(duty="co"), by=hand(other_liaison))
    return services.draft_opinion(share, by=hand(other_liaison), body="同意")


@pytest.fixture
def redrafted(delivered, liaison):
    return services.replace_reply(delivered, by=hand(liaison), note="时限写错了", body="更正")


@pytest.fixture
def unhappy(delivered, member):
    services.give_feedback(delivered, by=hand(member), **BAD)
    return delivered.proposal


@pytest.fixture
def looked_into(unhappy, office):
    return services.verify(unhappy, by=hand(office), note="属实")


@pytest.fixture
def reopened(looked_into, director, education):
    return services.rehandle(looked_into, by=hand(director), units=[education], note="重办")


@pytest.fixture
def with_others(transferred, dispatcher, education, police, other_liaison, here):
    return services.hand_over(
        transferred, by=hand(dispatcher), host=education, co_units=[police],
        notice_on=clock.today(),
    )  # fmt: skip


@pytest.fixture
def change_asked(share, liaison, police, other_liaison):
    return services.ask_change(
        share, by=hand(liaison), what="reassign", unit=police, note="不属于本单位职责"
    )


@pytest.fixture
def changed_hands(change_asked, dispatcher, police):
    return services.accept_change(change_asked, by=hand(dispatcher), unit=police)


@pytest.fixture
def change_refused(change_asked, dispatcher):
    return services.refuse_change(change_asked, by=hand(dispatcher), note="属于你单位职责")


@pytest.fixture
def added(signed_for, liaison, dispatcher, police, other_liaison):
    asked = services.ask_change(
        signed_for, by=hand(liaison), what="add", unit=police, note="需公安机关配合"
    )
    return services.accept_addition(asked, by=hand(dispatcher), unit=police)


@pytest.fixture
def extension_asked(signed_for, liaison):
    due = Obligation.objects.open().get(case=signed_for.case, kind="reply").due_on
    return services.ask_extension(
        signed_for, by=hand(liaison), until=due + timedelta(days=20), note="资金未到位"
    )


@pytest.fixture
def extended(extension_asked, dispatcher):
    return services.grant_extension(extension_asked, by=hand(dispatcher))


@pytest.fixture
def unit_renamed(signed_for, office, education):
    return members.rename_unit(education, by=hand(office), name="州教育局", reason="更名")


@pytest.fixture
def everybody(cast):
    """All whom the life of a proposal needs have a seat."""
    return cast


@pytest.mark.parametrize("stage", STAGES)
def test_at_every_stage_somebody_owes_the_next_step(stage, everybody, request):
    request.getfixturevalue(stage)
    assert list(faults()) == []


def test_most_kinds_of_row_are_owed_for():
    """The check looks at something."""
    assert {kind for kind, procedure in PROCEDURES.items() if procedure.owed} >= {
        "proposals_proposal",
        "proposals_assignment",
        "proposals_reviewmeeting",
    }


def test_a_case_whose_debt_was_cancelled_behind_is_found(submitted):
    Obligation.objects.open().filter(case=submitted.pk).update(cancelled_at=clock.now())
    [fault] = faults()
    assert fault.startswith(f"第{submitted.pk}号件 proposals_proposal")
    assert "现为“已提交”，却没有任何应办事项" in fault


def test_a_share_is_not_covered_by_what_others_owe_in_its_case(share):
    [owed] = Obligation.objects.open().filter(case=share.proposal_id)
    Obligation.objects.filter(pk=owed.pk).update(
        subject_type="proposals_proposal", subject_id=share.proposal_id
    )
    [fault] = faults()
    assert "proposals_assignment" in fault


def test_a_debt_whose_last_debtor_has_left_is_found(share, liaison, office, here, education):
    type(liaison).objects.filter(pk=liaison.pk).update(valid_to=clock.today() - timedelta(days=1))
    [fault] = faults()
    assert "州教育体育局已没有在任的承办单位经办" in fault
    factories.person(here, Role.LIAISON, unit=education)
    assert list(faults()) == []


def test_an_account_that_was_switched_off_is_no_debtor(share, liaison):
    type(liaison.user).objects.filter(pk=liaison.user_id).update(is_active=False)
    assert len(list(faults())) == 1


@pytest.mark.django_db(transaction=True)
def test_the_command_says_what_is_wrong_and_fails(submitted, capsys, caplog):
    call_command("check_obligations")
    assert "核对无误" in capsys.readouterr().out
    tasks.check_obligations()
    Obligation.objects.all().delete()
    with pytest.raises(CommandError, match="发现 1 处问题"):
        call_command("check_obligations")
    assert "却没有任何应办事项" in capsys.readouterr().out
    with pytest.raises(CommandError):
        tasks.check_obligations()
    assert "却没有任何应办事项" in caplog.text
