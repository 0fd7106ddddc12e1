"""Nothing can be forgotten: whatever is not at its end, somebody who is there owes."""

import pytest
from django.core.management import CommandError, call_command

from common import clock
from deadlines import tasks
from deadlines.checks import faults
from deadlines.models import Obligation
from members import services as members
from members.models import Entry, Role
from proposals import services
from tests import factories
from tests.factories import hand
from workflow.procedure import PROCEDURES

STAGES = [
    *("here", "draft", "submitted", "screened", "meeting", "filed", "numbered", "transferred"),
    *("handed_over", "share", "signed_for", "contacted", "drafted", "reviewing", "passed"),
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
    members.dismiss(liaison, by=hand(office), reason="调离")
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
