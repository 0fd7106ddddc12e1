"""Writing a proposal: the sheet, saved by itself, and its submission."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from common.files import ACCEPT
from common.whole import whole
from members.doors import add_errors
from members.http import OfRoles, SeatRequired, hand_of
from members.models import Role
from members.sheets import autosaved, overtaken
from proposals import forms, services
from proposals.models import Attachment, Draft, Proposal
from proposals.services.drafting import NO_WRITER, WRITERS
from proposals.sheets import sheet_of
from proposals.showing import events_for
from proposals.showing_text import sections_of
from proposals.turns import put_right, returned_because
from workflow.procedure import AlreadyDone

Purpose = Attachment.Purpose
UNREAD = -1  # no revision has that number


class DraftList(SeatRequired):
    def get(self, request: HttpRequest) -> HttpResponse:
        drafts = Draft.objects.visible_to(self.request.seat).unfinished()
        context = {"drafts": drafts.select_related("member", "organisation", "proposal__case")}
        return render(request, "proposals/drafts.html", context)


class NewDraft(OfRoles):
    """A member starts at once; the office says first for whom it writes."""

    roles, refusal = WRITERS, NO_WRITER

    def get(self, request: HttpRequest) -> HttpResponse:
        form = forms.Proposer(committee_id=self.request.seat.committee_id)
        return render(request, "proposals/new_draft.html", {"form": form})

    def post(self, request: HttpRequest) -> HttpResponse:
        chosen: dict[str, Any] = {}
        if self.request.seat.role == Role.OFFICE:
            form = forms.Proposer(request.POST, committee_id=self.request.seat.committee_id)
            if not form.is_valid():
                return render(request, "proposals/new_draft.html", {"form": form}, status=422)
            chosen = form.cleaned_data
        draft = services.start_draft(self.request.seat, **chosen)
        return redirect(reverse("proposals:draft", args=[draft.uid]))


class DraftPage(SeatRequired):
    """The sheet itself; every button saves first what was typed."""

    def draft(self, uid: UUID) -> Draft:
        visible = Draft.objects.visible_to(self.request.seat)
        people = ("member", "organisation", "seat", "approved_by__user")
        return get_object_or_404(
            visible.select_related("proposal__case", "committee", *people), uid=uid
        )

    def get(self, request: HttpRequest, uid: UUID) -> HttpResponse:
        draft = self.draft(uid)
        if draft.submitted_at and draft.proposal:
            return redirect(draft.proposal)
        if self.request.seat.role == Role.ORG_HEAD:
            return self.read(draft)
        return self.show(draft, forms.DraftForm(instance=draft))

    def post(self, request: HttpRequest, uid: UUID) -> HttpResponse:
        draft = self.draft(uid)
        if draft.submitted_at and draft.proposal:  # the second press of a double click
            return redirect(draft.proposal)
        if self.request.seat.role == Role.ORG_HEAD:
            return self.judge(draft)
        form = forms.DraftForm(request.POST, instance=Draft.objects.get(pk=draft.pk))
        if not form.is_valid():
            return self.show(draft, form, status=422, unsaved=True)
        try:
            draft = self.save(draft, form)
        except ValidationError:
            fresh = self.draft(uid)
            if fresh.submitted_at and fresh.proposal:  # the other press was a moment earlier
                return redirect(fresh.proposal)
            return overtaken(request, fresh, form)
        return self.go_on(draft, request.POST.get("do", ""))

    def go_on(self, draft: Draft, what: str) -> HttpResponse:
        """What the button asked for, once what was typed is safe."""
        if what == "drop":
            return self.drop(draft)
        if what == "submit":
            return self.submit(draft)
        try:
            said = self.aside(draft, *what.partition(":")[::2])
        except ValidationError as refusal:
            return self.again(draft, refusal)
        messages.success(self.request, said)
        return redirect(self.request.path)

    def aside(self, draft: Draft, what: str, which: str) -> str:
        """Files added or removed, the head asked to approve; else the words are just kept."""
        by = hand_of(self.request)
        if what in (Purpose.ANNEX, Purpose.SEAL):
            file = self.request.FILES.get(f"file_{what}")
            return f"已上传：{services.attach(draft, by=by, file=file, purpose=what)}"
        if what == "void":
            unwanted = get_object_or_404(draft.files.live(), pk=whole(which))
            services.void_attachment(unwanted, by=by)
            return f"已移除：{unwanted}"
        if what == "ask":
            heads = services.ask_approval(draft, by=by)
            return f"已送负责人审定（{heads}人），审定后即可提交"
        return "草稿已保存"

    def save(self, draft: Draft, form: forms.DraftForm) -> Draft:
        by = hand_of(self.request)
        seen = form.cleaned_data["version"]
        return services.save_draft(draft, by=by, seen=seen, **form.words())

    def submit(self, draft: Draft) -> HttpResponse:
        try:
            proposal: Proposal = services.submit(draft, by=hand_of(self.request))
        except AlreadyDone:
            return redirect(self.request.path)
        except ValidationError as refusal:
            return self.again(draft, refusal)
        messages.success(self.request, f"已提交，收件号 {proposal.receipt:04d}")
        return redirect(proposal)

    def again(self, draft: Draft, refusal: ValidationError) -> HttpResponse:
        """The sheet as it was saved, with what is wrong."""
        draft.refresh_from_db()
        form = forms.DraftForm(forms.typed_again(draft), instance=draft)
        form.is_valid()
        add_errors(form, refusal)
        return self.show(draft, form, status=422)

    def drop(self, draft: Draft) -> HttpResponse:
        try:
            gone_on = services.drop_draft(draft, by=hand_of(self.request))
        except ValidationError as refusal:
            messages.error(self.request, "；".join(refusal.messages))
            return redirect(self.request.path)
        messages.success(self.request, "；".join(["草稿已删除", *gone_on]))
        return redirect("proposals:drafts")

    def show(
        self, draft: Draft, form: forms.DraftForm, status: int = 200, **more: Any
    ) -> HttpResponse:
        context: dict[str, Any] = {"draft": draft, "form": form, "accept": ACCEPT} | more
        context |= sheet_of(draft, self.request.seat)
        if draft.proposal:
            context["returned"] = returned_because(events_for(self.request.seat, draft.proposal))
            context["put_right"] = put_right(draft)
        return render(self.request, "proposals/draft.html", context, status=status)

    def read(self, draft: Draft) -> HttpResponse:
        """What the body's head reads before answering for it."""
        context = {"draft": draft, "sections": sections_of(draft.body)}
        context |= sheet_of(draft, self.request.seat)
        return render(self.request, "proposals/approve.html", context)

    def judge(self, draft: Draft) -> HttpResponse:
        by, what = hand_of(self.request), self.request.POST.get("do")
        try:
            if what == "revoke":
                services.revoke_approval(draft, by=by)
            else:
                seen = whole(self.request.POST.get("version"))
                services.approve_draft(draft, by=by, seen=UNREAD if seen is None else seen)
        except ValidationError as refusal:
            messages.error(self.request, "；".join(refusal.messages))
        else:
            messages.success(self.request, "已撤回审定" if what == "revoke" else "已审定")
        return redirect(self.request.path)


class DraftAutosave(DraftPage):
    """Keeps what is being typed; answers with the new version, or 409 when it is behind."""

    def get(self, request: HttpRequest, uid: UUID) -> HttpResponse:
        return redirect("proposals:draft", uid)

    def post(self, request: HttpRequest, uid: UUID) -> HttpResponse:
        draft = self.draft(uid)
        if self.request.seat.role == Role.ORG_HEAD:
            raise PermissionDenied("负责人审定提案，文字请由联系人修改")
        form = forms.DraftForm(request.POST, instance=Draft.objects.get(pk=draft.pk))
        return autosaved(form, lambda: self.save(draft, form))
