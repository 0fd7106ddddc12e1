"""POST /api/v1/proposals/<uid>/…/actions/<verb>/: what is done on the pages, for other systems."""

from __future__ import annotations

from typing import ClassVar

from members.api_actions import Act
from members.doors import Door
from proposals.doors import NUMBERING, PROPOSAL_DOORS
from proposals.views import actions as pages
from proposals.views.offline import OfflineAction


class ProposalPage(pages.ProposalAction):
    """With what people do for many at once, elsewhere."""

    doors: ClassVar[dict[str, Door]] = PROPOSAL_DOORS | NUMBERING


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
