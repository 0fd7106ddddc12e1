"""Every verb in a proposal's case either changes what is told of its key proposal, or does not."""

from __future__ import annotations

import pytest
from django.core.exceptions import EmptyResultSet

from members.models import Committee, Role, Seat
from proposals.api.beside import BY_PROCEDURE
from proposals.models import Proposal
from proposals.querysets import BEFORE_TRANSFER
from proposals.workflow import (
    ASSIGNMENT,
    CHANGE,
    CONSULTATION,
    PROPOSAL,
    Action,
    ConsultAction,
    RequestAction,
    ShareAction,
)
from workflow.procedure import PROCEDURES, UNBORN

TABLES = [one for one in PROCEDURES.values() if one.root is PROPOSAL]
SOMEBODY = {f"{name}_id": 1 for name in ("unit", "system", "member", "organisation", "township")}
A, S = Action, ShareAction
QUIET = {  # why, and which
    "it is being born: nothing tells of it yet": {PROPOSAL: (A.IMPORT, A.ARCHIVE, A.RECEIVE)},
    "it stays where it is, for whoever saw it": {
        PROPOSAL: (
            *(A.ADVISE, A.CONSENT, A.PASS_ON, A.LAPSE_CONSENT, A.KEEP),
            *(A.VERIFY, A.LEAVE_AS_IS, A.CONFER, A.HOLD, A.RELEASE, A.FOLLOW),
        ),
        CHANGE: (RequestAction.ASK,),  # no other system is named yet
        CONSULTATION: (ConsultAction.AGREE, ConsultAction.OBJECT),
    },
    "who sees a case that was handed over sees it to its end": {
        PROPOSAL: (A.HANDLE, A.REPLY, A.REHANDLE, A.CLOSE, A.REOPEN)
    },
    "neither state is seen by more than the proposers and the committee": {
        PROPOSAL: (A.WITHDRAW_SENT_BACK,)
    },
    "the part that is born tells": {PROPOSAL: (A.ADD_UNIT, A.CONSULT)},
    "a unit that has a share sees the case, whatever becomes of the share": {
        ASSIGNMENT: (
            *(S.SIGN_FOR, S.URGE, S.PAUSE, S.RESUME, S.STOP, S.CALL_IN, S.REOPEN),
            *(S.ASK_CHANGE, S.ACCEPT_CHANGE, S.ADD_WAITING, S.ADD_HANDLING),
            *(S.RESUME_WAITING, S.RESUME_HANDLING, S.SEND_ACROSS, S.GIVE_BACK),
            *(S.ASK_EXTENSION, S.GRANT_EXTENSION, S.REFUSE_EXTENSION, S.WAIVE_CONTACT),
            *(S.GIVE_OPINION, S.WAIVE_OPINION, S.DRAFT, S.WRITE, S.SEND_TO_REVIEW),
            *(S.REVIEW_PASS, S.REVIEW_SEND_BACK, S.SIGN, S.SEND_TO_SIGN, S.SIGN_FOR_REVIEW),
            *(S.PASS_SIGNED, S.DELIVER, S.REPLACE, S.SIGN_REPLACEMENT),
        )
    },
}


def quiet(procedure):
    return [verb for which in QUIET.values() for verb in which.get(procedure, ())]


def read_to_see():
    """The tables that say who sees a proposal, for every role."""
    told = set()
    for role in Role:
        seat = Seat(role=role, committee=Committee(pk=1, parent_id=2), **SOMEBODY)
        try:
            sql, _ = Proposal.objects.visible_to(seat).query.sql_with_params()
        except EmptyResultSet:
            continue
        told |= {one for one in TABLES if f'"{one.model.kind()}"' in sql}
    return told


@pytest.mark.parametrize("procedure", TABLES, ids=lambda one: one.model.__name__)
def test_every_verb_is_known_to_tell_or_not_to(procedure):
    tells, rests = list(BY_PROCEDURE.get(procedure, ())), quiet(procedure)
    assert not set(tells) & set(rests)
    if tells or rests:
        assert sorted(tells + rests) == sorted(procedure.moves), "tell it in one place or the other"


def test_a_table_that_says_who_sees_a_proposal_is_gone_through_verb_by_verb():
    elsewhere = {"Referral"}  # to another committee, where no key proposal of this one is seen
    named = {one.model.__name__ for one in read_to_see()} - elsewhere
    assert named == {one.model.__name__ for one in BY_PROCEDURE} >= {"Proposal", "Assignment"}


def seen_as(status):
    """As far as ProposalQuerySet.visible_to and `questions` tell states apart."""
    return status in BEFORE_TRANSFER, status == "screening", status == "transferred"


def test_a_verb_that_leads_to_a_state_that_others_see_tells():
    crossing = {
        verb
        for verb, one in PROPOSAL.moves.items()
        if one.target and {seen_as(one.target)} != {seen_as(it) for it in one.sources - {UNBORN}}
        if one.sources != {UNBORN}
    }
    assert crossing <= set(BY_PROCEDURE[PROPOSAL])
    assert {Action.TRANSFER, Action.TAKE_BACK, Action.MERGE} <= crossing
