"""POST /api/v1/proposals/<uid>/…/actions/<verb>/: what is done on the pages, for other systems."""

from __future__ import annotations

from members.api_actions import Act
from proposals.views import actions as pages
from proposals.views.offline import OfflineAction


class ProposalAct(Act):
    kind, page = "proposals", pages.ProposalAction


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
