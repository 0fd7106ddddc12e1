"""POST /api/v1/proposals/<uid>/…/actions/<verb>/: what is done on the pages, for other systems."""

from __future__ import annotations

from typing import ClassVar

from members.api_actions import Act
from members.doors import ActionForm, Door
from proposals import services
from proposals.doors import PROPOSAL_DOORS
from proposals.models import Proposal
from proposals.views import actions as pages
from proposals.views.offline import OfflineAction
from proposals.workflow import PROPOSAL, Action
from workflow.hand import Hand


def number_one(proposal: Proposal, *, by: Hand) -> Proposal:
    [numbered] = services.number([proposal], by=by)
    return numbered


class ProposalPage(pages.ProposalAction):
    """编号 is a page for many at once; here it is done one by one, in the order of a bulk."""

    NUMBER = Door(Action.NUMBER, PROPOSAL, ActionForm, number_one)
    doors: ClassVar[dict[str, Door]] = PROPOSAL_DOORS | {str(Action.NUMBER.value): NUMBER}


class ProposalAct(Act):
    kind, page = "proposals", ProposalPage


class ShareAct(Act):
    kind, page = "assignments", pages.ShareAction


class ContactAct(Act):
    kind, page = "contacts", pages.ContactAction


class CommitmentAct(Act):
    kind, page = "commitments", pages.CommitmentAction


class ConsultAct(Act):
    kind, page = "consulted", pages.ConsultAction


class ReferralAct(Act):
    kind, page = "referrals", pages.ReferralAction


class MeetingAct(Act):
    kind, page = "meetings", pages.MeetingAction


class OfflineAct(Act):
    kind, page = "offline", OfflineAction


PARTS = {act.kind: act for act in (ShareAct, ContactAct, CommitmentAct, ConsultAct, ReferralAct)}
