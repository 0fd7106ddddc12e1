"""The tables of what is asked by one person and decided by another."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from proposals.gates_handing import referable
from proposals.models import Change, Extension, Referral
from proposals.rules import director, dispatcher, liaison, office
from proposals.rules_handing import (
    decides_change,
    liaison_dispatcher_or_director,
    office_of_target,
)
from proposals.workflow.actions import ReferralAction, RequestAction
from proposals.workflow.proposal import PROPOSAL
from workflow.models import Audience
from workflow.procedure import UNBORN, Move, Procedure, Rule, move

INTERNAL = Audience.INTERNAL


def request(
    model: Any,
    asks: Rule,
    decides: Rule,
    more: Mapping[RequestAction, Move] = MappingProxyType({}),
    *,
    lapses: Rule = director,
    owed: bool = True,
) -> Procedure[Any, RequestAction]:
    """Asked by one, decided by the other; it lapses when there is nothing left to decide.

    owed=False: the decision is owed about the share, not about the request.
    """
    return Procedure[Any, RequestAction](
        model,
        {**steps(model.Status, asks, decides, lapses), **more},
        root=PROPOSAL,
        ends=frozenset({model.Status.ACCEPTED, model.Status.REFUSED, model.Status.LAPSED}),
        owed=owed,
    )


def steps(status: Any, asks: Rule, decides: Rule, lapses: Rule) -> dict[RequestAction, Move]:
    """From asking to its end."""
    return {
        RequestAction.ASK: move(UNBORN, to=status.PENDING, by=asks, audience=INTERNAL),
        RequestAction.ACCEPT: move(
            status.PENDING, to=status.ACCEPTED, by=decides, audience=INTERNAL
        ),
        RequestAction.REFUSE: move(
            status.PENDING, to=status.REFUSED, by=decides, audience=INTERNAL
        ),
        RequestAction.LAPSE: move(status.PENDING, to=status.LAPSED, by=lapses, audience=INTERNAL),
    }


ACROSS = {
    RequestAction.SEND: move(Change.Status.PENDING, by=dispatcher, audience=INTERNAL),
    RequestAction.HAND_BACK: move(Change.Status.PENDING, by=decides_change, audience=INTERNAL),
}
CHANGE = request(
    Change, liaison, decides_change, ACROSS, lapses=liaison_dispatcher_or_director, owed=False
)
EXTENSION = request(
    Extension, liaison, dispatcher, lapses=liaison_dispatcher_or_director, owed=False
)
REFERRAL = Procedure[Referral, ReferralAction](
    Referral,
    {
        ReferralAction.REFER: move(UNBORN, to=Referral.Status.SENT, by=office, gate=referable),
        ReferralAction.TAKE: move(
            Referral.Status.SENT, to=Referral.Status.TAKEN, by=office_of_target
        ),
        ReferralAction.RETURN: move(
            Referral.Status.SENT, to=Referral.Status.RETURNED, by=office_of_target
        ),
    },
    root=PROPOSAL,
    owed=False,
)
