"""The tables of a key proposal: its leaders, its plan, and the whole from choice to conclusion."""

from __future__ import annotations

from proposals.gates_keys import (
    not_issued,
    nothing_in_hand,
    planning,
    ready_to_issue,
    something_planned,
    stands,
    under_way,
)
from proposals.models import KeyLeader, KeyProposal, PlanItem
from proposals.rules import director, office, office_or_director
from proposals.rules_handing import the_system
from proposals.rules_keys import leader_or_office, unit_or_office
from proposals.workflow.key_actions import ItemAction, KeyAction, LeaderAction
from workflow.models import Audience
from workflow.procedure import UNBORN, Procedure, move

Status, INTERNAL = KeyProposal.Status, Audience.INTERNAL

KEY = Procedure[KeyProposal, KeyAction](
    KeyProposal,
    {
        KeyAction.CHOOSE: move(UNBORN, to=Status.CHOSEN, by=director),
        KeyAction.ISSUE_PLAN: move(
            Status.CHOSEN, to=Status.UNDER_WAY, by=director, gate=ready_to_issue
        ),
        KeyAction.CONCLUDE: move(
            Status.UNDER_WAY, to=Status.DONE, by=director, gate=nothing_in_hand
        ),
        KeyAction.REOPEN: move(Status.DONE, to=Status.UNDER_WAY, by=director),
        KeyAction.REMOVE: move(*KeyProposal.STANDING, to=Status.REMOVED, by=director),
        KeyAction.FOLLOW: move(*KeyProposal.STANDING, by=the_system, audience=INTERNAL),
    },
    ends=frozenset({Status.DONE, Status.REMOVED}),
)
Mind = KeyLeader.Status
LEADER = Procedure[KeyLeader, LeaderAction](
    KeyLeader,
    {
        LeaderAction.ASK: move(UNBORN, to=Mind.ASKED, by=office, gate=stands, audience=INTERNAL),
        LeaderAction.ASK_AGAIN: move(
            Mind.CONSENTED, to=Mind.ASKED, by=office, gate=not_issued, audience=INTERNAL
        ),
        LeaderAction.CONSENT: move(
            Mind.ASKED, to=Mind.CONSENTED, by=leader_or_office, gate=something_planned
        ),
        LeaderAction.DECLINE: move(
            Mind.ASKED, to=Mind.DECLINED, by=leader_or_office, audience=INTERNAL
        ),
        LeaderAction.RELEASE: move(
            *(Mind.ASKED, Mind.CONSENTED),
            to=Mind.RELEASED,
            by=office_or_director,
            audience=INTERNAL,
        ),
    },
    root=KEY,
    ends=frozenset({Mind.CONSENTED, Mind.DECLINED, Mind.RELEASED}),
)
Line = PlanItem.Status
PLAN_ITEM = Procedure[PlanItem, ItemAction](
    PlanItem,
    {
        ItemAction.PROPOSE: move(
            UNBORN, to=Line.PROPOSED, by=office, gate=planning, audience=INTERNAL
        ),
        ItemAction.CHANGE: move(Line.PROPOSED, by=office, audience=INTERNAL),
        ItemAction.DROP: move(Line.PROPOSED, to=Line.DROPPED, by=office, audience=INTERNAL),
        ItemAction.START: move(Line.PROPOSED, to=Line.OPEN, by=director),
        ItemAction.ADD: move(UNBORN, to=Line.OPEN, by=office, gate=under_way),
        ItemAction.PROGRESS: move(Line.OPEN, by=unit_or_office),
        ItemAction.REPORT: move(Line.OPEN, to=Line.REPORTED, by=unit_or_office),
        ItemAction.RETURN: move(Line.REPORTED, to=Line.OPEN, by=office),
        ItemAction.CONFIRM: move(Line.REPORTED, to=Line.DONE, by=office),
        ItemAction.EXTEND: move(Line.OPEN, by=office_or_director),
        ItemAction.CANCEL: move(Line.OPEN, Line.REPORTED, to=Line.CANCELLED, by=director),
    },
    root=KEY,
    # what is only proposed is the office's to bring into the plan: the key proposal owes that
    ends=frozenset({Line.PROPOSED, Line.DROPPED, Line.DONE, Line.CANCELLED}),
)
