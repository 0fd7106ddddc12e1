"""One door for every change: who is refused, in which order, and what a refusal leaves behind."""

from contextlib import contextmanager, suppress
from functools import partial
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from deadlines.models import Obligation
from members.workflow import RegistryAction
from proposals import debts, services
from proposals.models import Assignment, Proposal
from proposals.services.handing import give
from proposals.workflow import ASSIGNMENT, PROPOSAL, Action, ShareAction, WithdrawAction
from tests.factories import hand
from workflow.chain import faults, kinds
from workflow.hand import SYSTEM
from workflow.holding import holding, holding_all
from workflow.models import Case, Event, Outbox, Row
from workflow.procedure import PROCEDURES, AlreadyDone


def refused(verb, *arguments, **named):
    """The code of the refusal; 403 for a person who may not."""
    try:
        with transaction.atomic():
            verb(*arguments, **named)
    except PermissionDenied:
        return 403
    except ValidationError as refusal:
        return refusal.code
    return None


def everything():
    """All that a verb may write."""
    tables = [*kinds(Row), Case, Event, Outbox, Obligation]
    return [list(model._base_manager.order_by("pk").values()) for model in tables]


def test_a_birth_is_told_with_every_column_that_was_filled(submitted, member):
    event = Event.objects.get(case=submitted.pk)
    assert (event.source, event.target, event.seat_id) == ("", "submitted", member.pk)
    assert event.data["changes"]["title"] == [None, submitted.title]
    assert (submitted.case.version, submitted.case.head) == (1, event.hash)


def test_somebody_who_may_not_is_told_that_first(numbered, member, office, education):
    assert refused(services.transfer, numbered, by=hand(member, seen=0), units=[education]) == 403
    assert refused(services.transfer, numbered, by=hand(office, seen=0), units=[education]) == (
        "stale"
    )


def test_somebody_who_looked_at_an_older_version_is_told_before_the_state(
    submitted, office, education
):
    late, fresh = hand(office, seen=0), hand(office, seen=1)
    assert refused(services.transfer, submitted, by=late, units=[education]) == "stale"
    assert refused(services.transfer, submitted, by=fresh, units=[education]) == "wrong_state"


def test_the_state_comes_before_what_must_be_true_first(submitted, filed, office, education):
    assert PROPOSAL.hindrance(filed, Action.TRANSFER)
    assert refused(services.transfer, filed, by=hand(office), units=[education]) == "gate"


def test_the_reader_of_the_newest_version_may_go_on(submitted, office):
    now = Case.objects.get(pk=submitted.pk).version
    sent_back = services.send_back(submitted, by=hand(office, seen=now), note="请写明路段")
    assert sent_back.status == Proposal.Status.SENT_BACK


# The console of the server has no seat; debts follow a unit's successor by themselves.
ITS_OWN = {
    *(RegistryAction.CONSOLE, Action.FOLLOW, Action.LAPSE_CONSENT),
    *(ShareAction.CARRY, WithdrawAction.LAPSE_WITHDRAWAL),
}


def test_the_system_passes_no_rule_made_for_people(delivered, member):
    services.give_feedback(delivered, by=hand(member), attitude="satisfied", result="satisfied")
    for procedure in PROCEDURES.values():
        for row in procedure.model._base_manager.all()[:3]:
            allowed = [
                action for action, move in procedure.moves.items() if move.allowed(None, row)
            ]
            assert set(allowed) <= ITS_OWN


def test_the_system_cannot_send_a_proposal_back(submitted):
    assert refused(services.send_back, submitted, by=SYSTEM, note="因") == 403


def test_the_same_press_is_one_act(submitted, office):
    press = uuid4()
    services.send_back(submitted, by=hand(office, press=press), note="请写明路段")
    with pytest.raises(AlreadyDone) as done:
        services.send_back(submitted, by=hand(office, press=press), note="请写明路段")
    assert done.value.case.pk == submitted.pk
    assert refused(services.send_back, submitted, by=hand(office, press=uuid4()), note="再") == (
        "wrong_state"
    )


def test_an_edit_that_changes_nothing_is_no_event(drafted, liaison):
    before = everything()
    services.write_reply(drafted, by=hand(liaison))
    assert everything() == before


@pytest.fixture
def handing_over(transferred, dispatcher, education):
    """The verb 交办, taken apart: what is done inside it is up to the test."""

    @contextmanager
    def verb():
        by = hand(dispatcher)
        with PROPOSAL.moving(transferred, Action.HAND_OVER, by=by) as proposal:
            proposal.notice_on = proposal.filed_on
            yield partial(give, proposal, education, Assignment.Duty.HOST, by=by)

    return verb


def test_a_failure_half_way_leaves_nothing(handing_over, transferred):
    def fail_half_way():
        with handing_over() as give_to_education:
            share = give_to_education()
            assert Obligation.objects.open().filter(subject_id=share.pk, kind="sign_for").exists()
            raise ZeroDivisionError

    before = everything()
    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    assert everything() == before
    assert not transferred.case.held


def test_a_failure_of_an_inner_move_cannot_be_swallowed(handing_over, monkeypatch):
    def fail(*_, **__):
        raise ZeroDivisionError

    monkeypatch.setattr(debts, "owes", fail)
    before = everything()
    with (
        pytest.raises(RuntimeError, match="must leave the block"),
        handing_over() as give_to_education,
        suppress(ZeroDivisionError),
    ):
        give_to_education()
    assert everything() == before


def test_a_savepoint_inside_a_move_is_refused(handing_over):
    before = everything()
    with (
        pytest.raises(RuntimeError, match="no savepoint"),
        handing_over() as give_to_education,
        transaction.atomic(),
    ):
        give_to_education()
    assert everything() == before


def test_everybody_inside_gets_the_same_object(share, liaison):
    loose = Assignment.objects.get(pk=share.pk)
    with ASSIGNMENT.moving(share, ShareAction.SIGN_FOR, by=hand(liaison)) as lent:
        assert lent is not share
        assert lent.proposal is lent.proposal.assignments.get().proposal
        with pytest.raises(RuntimeError), holding(loose.case):
            pass  # a copy that was read before the lock may not stand in for it
    assert (loose.status, lent.status) == ("waiting", "handling")


def test_whoever_holds_a_case_may_not_lock_another(submitted, meeting, office):
    with holding(meeting.case), pytest.raises(RuntimeError, match="all cases at once"):
        services.send_back(submitted, by=hand(office), note="因")
    with holding(meeting.case), pytest.raises(RuntimeError), holding_all(submitted.case):
        pass
    assert list(faults()) == []


def test_the_buttons_are_those_of_the_table(share, liaison, dispatcher, office):
    assert ready(ASSIGNMENT, share, liaison) == [ShareAction.SIGN_FOR, ShareAction.ASK_CHANGE]
    assert ready(ASSIGNMENT, share, dispatcher) == [ShareAction.URGE]
    assert ShareAction.SIGN_FOR not in ASSIGNMENT.available(share, office)


def ready(procedure, row, seat):
    """The verbs of which neither the rule nor the gate is in the way."""
    may = procedure.available(row, seat)
    return [action for action in may if not procedure.hindrance(row, action)]
