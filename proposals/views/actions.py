"""The pages on which a verb is carried out."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from members.doors import ActionForm, ActionView, Door
from proposals.beside import files_with
from proposals.doors import (
    CONSULT_DOORS,
    CONTACT_DOORS,
    MEETING_DOORS,
    PROPOSAL_DOORS,
    REFERRAL_DOORS,
    SHARE_DOORS,
)
from proposals.doors_promises import PROMISE_DOORS, REGRADE_DOORS
from proposals.likeness import similar
from proposals.models import (
    Assignment,
    Commitment,
    Consultation,
    Contact,
    Proposal,
    Referral,
    Regrading,
    ReviewMeeting,
)
from proposals.names_then import timeline
from proposals.queues import QUEUES, next_page, queue_of
from proposals.showing import events_for, reply_for, shares_of
from proposals.showing_before import consulted_for
from proposals.showing_text import body_of, sections_of
from proposals.voices import feedback_of
from proposals.workflow import Action
from proposals.workflow import ShareAction as Verb
from workflow.models import Event

PAGES: dict[Any, str] = dict.fromkeys((Action.SCREEN, Action.ADVISE), "proposals/screen.html")
HEARING = (Action.VERIFY, Action.REHANDLE, Action.LEAVE_AS_IS, Action.CONFER)
WRITING = (Verb.DRAFT, Verb.WRITE)  # their form holds the answer already


class ProposalAction(ActionView):
    doors: ClassVar[dict[str, Door]] = PROPOSAL_DOORS
    template = "proposals/act.html"

    def proposal(self) -> Proposal:
        visible = Proposal.objects.visible_to(self.request.seat).for_page()
        proposal: Proposal = get_object_or_404(visible, case__uid=self.kwargs["uid"])
        return proposal

    def part(self, proposal: Proposal, rows: QuerySet[Any]) -> Any:
        """The one of these parts of the proposal that the address names."""
        row = get_object_or_404(rows, pk=self.kwargs["pk"])
        row.proposal = proposal
        return row

    def get_row(self) -> Any:
        return self.proposal()

    def page_of(self, row: Any) -> str:
        proposal: Proposal = row if isinstance(row, Proposal) else row.proposal
        return proposal.get_absolute_url()

    def history(self, row: Any) -> QuerySet[Event]:
        return events_for(self.request.seat, self.proposal())

    def in_queue(self) -> bool:
        """Whether one goes through the waiting cases one after the other (?queue)."""
        return "queue" in self.request.GET and self.kwargs["action"] in QUEUES

    def onward(self, row: Any) -> str:
        if self.in_queue():
            return next_page(self.kwargs["action"], self.request.seat, row.pk)
        return super().onward(row)

    def show(self, door: Door, row: Any, form: ActionForm, status: int = 200) -> HttpResponse:
        self.template = PAGES.get(door.action, self.template)
        return super().show(door, row, form, status)

    def about(self, row: Any) -> dict[str, Any]:
        """What one reads before one decides: the proposal, and the answer if there is one."""
        if isinstance(row, Proposal):
            return {"proposal": row, "sections": sections_of(body_of(row))} | self.beside(row)
        if isinstance(row, Consultation):
            return self.about(row.proposal) | {"question": row}
        if isinstance(row, Referral):
            return self.about(row.proposal)
        share = row if isinstance(row, Assignment) else row.assignment
        writing = self.kwargs["action"] in WRITING
        reply = None if writing else reply_for(share, self.request.seat)
        answer = {"reply": reply, "files": files_with(reply, self.request.seat)}
        return self.about(row.proposal) | {"share": share} | answer

    def beside(self, row: Proposal) -> dict[str, Any]:
        """For the first review: what it looks like, and how many wait behind it; and voices."""
        action = self.kwargs["action"]
        looks = similar(row, self.request.seat) if action in PAGES else []
        queue = queue_of(action, self.request.seat, row) if self.in_queue() else None
        return {"similar": looks, "queue": queue} | self.voices(row)

    def voices(self, row: Proposal) -> dict[str, Any]:
        """For what follows from a bad word: what each of the proposers said."""
        if self.kwargs["action"] not in HEARING:
            return {}
        return {"feedback": feedback_of(row, list(shares_of(row, self.request.seat)))}


class ShareAction(ProposalAction):
    doors: ClassVar[dict[str, Door]] = SHARE_DOORS

    def get_row(self) -> Any:
        proposal = self.proposal()
        return self.part(proposal, proposal.assignments.select_related("unit__successor"))


class ContactAction(ProposalAction):
    doors: ClassVar[dict[str, Door]] = CONTACT_DOORS

    def get_row(self) -> Any:
        proposal = self.proposal()
        contacts = proposal.contacts.select_related("assignment__unit")
        contact: Contact = self.part(proposal, contacts)
        contact.assignment.proposal = proposal
        return contact


class CommitmentAction(ProposalAction):
    doors: ClassVar[dict[str, Door]] = PROMISE_DOORS

    def get_row(self) -> Any:
        proposal = self.proposal()
        known = ("assignment__unit__successor", "assignment__office__successor")
        promise: Commitment = self.part(proposal, proposal.commitments.select_related(*known))
        promise.assignment.proposal = proposal
        return promise

    def about(self, row: Any) -> dict[str, Any]:
        """And the promise itself: what was reported and checked, with its evidence."""
        if not isinstance(row, Commitment):
            return super().about(row)
        seat = self.request.seat
        told = events_for(seat, row.proposal)
        own = told.filter(subject_type=row.kind(), subject_id=row.pk)
        record = {"promise": row, "record": timeline(list(own), [])}
        return super().about(row) | record | {"evidence": files_with(row, seat)}


class RegradeAction(ProposalAction):
    doors: ClassVar[dict[str, Door]] = REGRADE_DOORS

    def get_row(self) -> Any:
        proposal = self.proposal()
        known = ("reply__assignment__unit__successor", "reply__grade", "old", "new")
        regrading: Regrading = self.part(proposal, proposal.regradings.select_related(*known))
        regrading.reply.proposal = regrading.reply.assignment.proposal = proposal
        return regrading


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
        return self.part(proposal, proposal.referrals.select_related("to"))


class MeetingAction(ActionView):
    doors: ClassVar[dict[str, Door]] = MEETING_DOORS

    def get_row(self) -> Any:
        visible = ReviewMeeting.objects.visible_to(self.request.seat).select_related("case")
        return get_object_or_404(visible, case__uid=self.kwargs["uid"])

    def page_of(self, row: Any) -> str:
        return row.get_absolute_url()  # type: ignore[no-any-return]
