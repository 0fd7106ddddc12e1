"""联名: the first proposer's page of invitations, and the invited member's page of one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render

from members.doors import add_errors
from members.http import SeatRequired, hand_of
from members.models import Role
from proposals import forms, services
from proposals.models import Attachment, Draft, Invitation, Proposal
from proposals.sheets import invitations_of
from proposals.showing_text import sections_of


class CosignerPage(SeatRequired):
    """Look members up, invite them, see who has answered."""

    def draft(self, uid: UUID) -> Draft:
        sheets = Draft.objects.visible_to(self.request.seat).unfinished()
        beside = ("member", "committee", "seat", "proposal")
        return get_object_or_404(sheets.exclude(member=None).select_related(*beside), uid=uid)

    def get(self, request: HttpRequest, uid: UUID) -> HttpResponse:
        draft = self.draft(uid)
        return self.show(draft, self.form(draft))

    def post(self, request: HttpRequest, uid: UUID) -> HttpResponse:
        draft = self.draft(uid)
        form = self.form(draft, request.POST)
        if not form.is_valid():
            return self.show(draft, form, status=422)
        try:
            asked = services.invite(draft, by=hand_of(request), **form.cleaned_data)
        except ValidationError as refusal:
            add_errors(form, refusal)
            return self.show(draft, form, status=422)
        messages.success(request, f"已邀请{'、'.join(str(one.member) for one in asked)}联名")
        return redirect(request.path)

    def form(self, draft: Draft, *told: QueryDict) -> forms.Invite:
        return forms.Invite(*told, draft=draft, q=self.request.GET.get("q", ""))

    def show(self, draft: Draft, form: forms.Invite, status: int = 200) -> HttpResponse:
        entered = draft.seat.role == Role.OFFICE
        context = {
            "draft": draft,
            "form": form,
            "q": self.request.GET.get("q", ""),
            "invitations": invitations_of(draft),
            "on_paper": entered and self.request.seat.role == Role.OFFICE,
        }
        return render(self.request, "proposals/cosigners.html", context, status=status)


class InvitationList(SeatRequired):
    """What a member was asked to sign, newest first."""

    def get(self, request: HttpRequest) -> HttpResponse:
        seat = self.request.seat
        mine = Invitation.objects.visible_to(seat).filter(member=seat.member_id or -1)
        asked = mine.filter(withdrawn_at=None).select_related("draft__member", "draft__proposal")
        newest = asked.order_by("-id")[:50]
        context = {"invitations": [(one, services.ended(one)) for one in newest]}
        return render(request, "proposals/invitations.html", context)


class InvitationPage(SeatRequired):
    """The text, and the answer: 同意联名 or 不联名; the inviter may withdraw it."""

    def invitation(self, pk: int) -> Invitation:
        visible = Invitation.objects.visible_to(self.request.seat)
        beside = ("member", "draft__member", "draft__seat", "draft__proposal__case")
        return get_object_or_404(visible.select_related(*beside), pk=pk)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        invitation = self.invitation(pk)
        proposal = invitation.draft.proposal
        if invitation.draft.submitted_at and proposal and self.sees(proposal.pk):
            return redirect(proposal)
        return render(request, "proposals/invitation.html", self.context(invitation))

    def sees(self, pk: int) -> bool:
        visible = Proposal.objects.visible_to(self.request.seat)
        return bool(visible.filter(pk=pk).exists())

    def context(self, invitation: Invitation) -> dict[str, Any]:
        draft = invitation.draft
        shown = invitation.withdrawn_at is None
        files = Attachment.objects.visible_to(self.request.seat).live()
        return {
            "invitation": invitation,
            "draft": draft,
            "sections": sections_of(draft.body) if shown else [],
            "files": files.filter(draft=draft) if shown else [],
            "ended": services.ended(invitation),
            "invited": self.request.seat.member_id == invitation.member_id,
            "on_paper": self.on_paper(draft),
        }

    def on_paper(self, draft: Draft) -> bool:
        return self.request.seat.role == Role.OFFICE and draft.seat.role == Role.OFFICE

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        invitation = self.invitation(pk)
        try:
            said = self.carry_out(invitation)
        except ValidationError as refusal:
            messages.error(request, "；".join(refusal.messages))
        else:
            messages.success(request, said)
        return self.onwards(invitation)

    def carry_out(self, invitation: Invitation) -> str:
        by = hand_of(self.request)
        if self.request.POST.get("answer") == "withdraw":
            services.withdraw_invitation(invitation, by=by)
            return f"已撤回对{invitation.member}的邀请"
        form = forms.AnswerInvitation(self.request.POST)
        if not form.is_valid():
            raise ValidationError("请选择同意联名或不联名")
        answer, seen = form.cleaned_data["answer"], form.cleaned_data["version"]
        services.answer_invitation(invitation, by=by, answer=answer, seen=seen)
        return "已同意联名" if answer == Invitation.Answer.CONFIRMED else "已答复不联名"

    def onwards(self, invitation: Invitation) -> HttpResponse:
        if self.request.seat.member_id == invitation.member_id:
            return redirect("proposals:invitation", invitation.pk)
        return redirect("proposals:cosigners", invitation.draft.uid)
