"""The pages on which a verb is carried out."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from members.doors import ActionView, Door
from proposals.doors import (
    CONSULT_DOORS,
    CONTACT_DOORS,
    MEETING_DOORS,
    PROPOSAL_DOORS,
    REFERRAL_DOORS,
    SHARE_DOORS,
)
from proposals.models import (
    Assignment,
    Consultation,
    Contact,
    Proposal,
    Referral,
    ReviewMeeting,
)
from proposals.showing import body_of, events_for, reply_for, sections_of
from proposals.showing_before import consulted_for
from proposals.workflow import ShareAction as Verb
from workflow.models import Event

WRITING = (Verb.DRAFT, Verb.WRITE)  # their form holds the answer already


class ProposalAction(ActionView):
    doors: ClassVar[dict[str, Door]] = PROPOSAL_DOORS
    template = "proposals/act.html"

    def proposal(self) -> Proposal:
        visible = Proposal.objects.visible_to(self.request.seat).for_page()
        proposal: Proposal = get_object_or_404(visible, case__uid=self.kwargs["uid"])
        return proposal

    def get_row(self) -> Any:
        return self.proposal()

    def page_of(self, row: Any) -> str:
        proposal: Proposal = row if isinstance(row, Proposal) else row.proposal
        return proposal.get_absolute_url()

    def history(self, row: Any) -> QuerySet[Event]:
        return events_for(self.request.seat, self.proposal())

    def about(self, row: Any) -> dict[str, Any]:
        """What one reads before one decides: the proposal, and the answer if there is one."""
        if isinstance(row, Proposal):
            return {"proposal": row, "sections": sections_of(body_of(row))}
        if isinstance(row, Consultation):
            return self.about(row.proposal) | {"question": row}
        if isinstance(row, Referral):
            return self.about(row.proposal)
        share = row if isinstance(row, Assignment) else row.assignment
        writing = self.kwargs["action"] in WRITING
        reply = None if writing else reply_for(share, self.request.seat)
        return self.about(row.proposal) | {"share": share, "reply": reply}


class ShareAction(ProposalAction):
    doors: ClassVar[dict[str, Door]] = SHARE_DOORS

    def get_row(self) -> Any:
        proposal = self.proposal()
        shares = proposal.assignments.select_related("unit__successor")
        share: Assignment = get_object_or_404(shares, pk=self.kwargs["pk"])
        share.proposal = proposal
        return share


class ContactAction(ProposalAction):
    doors: ClassVar[dict[str, Door]] = CONTACT_DOORS

    def get_row(self) -> Any:
        proposal = self.proposal()
        contacts = proposal.contacts.select_related("assignment__unit")
        contact: Contact = get_object_or_404(contacts, pk=self.kwargs["pk"])
        contact.proposal = contact.assignment.proposal = proposal
        return contact


class ConsultAction(ProposalAction):
    doors: ClassVar[dict[str, Door]] = CONSULT_DOORS

    def get_row(self) -> Any:
        proposal = self.proposal()
        seen = consulted_for(proposal, self.request.seat)
        question = next((one for one in seen if one.pk == self.kwargs["pk"]), None)
        if question is None:
            raise Http404
        return question


class ReferralAction(ProposalAction):
    doors: ClassVar[dict[str, Door]] = REFERRAL_DOORS

    def get_row(self) -> Any:
        proposal = self.proposal()
        referrals = proposal.referrals.select_related("to")
        referral: Referral = get_object_or_404(referrals, pk=self.kwargs["pk"])
        referral.proposal = proposal
        return referral


class MeetingAction(ActionView):
    doors: ClassVar[dict[str, Door]] = MEETING_DOORS

    def get_row(self) -> Any:
        visible = ReviewMeeting.objects.visible_to(self.request.seat).select_related("case")
        return get_object_or_404(visible, case__uid=self.kwargs["uid"])

    def page_of(self, row: Any) -> str:
        return row.get_absolute_url()  # type: ignore[no-any-return]
