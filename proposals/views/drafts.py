"""Writing a proposal: the sheet, saved by itself, and its submission."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from members.doors import add_errors
from members.http import SeatRequired, hand_of
from members.models import Role
from proposals import forms, services
from proposals.models import Draft, Proposal
from proposals.showing import events_for
from proposals.turns import returned_because
from workflow.procedure import AlreadyDone


class DraftList(SeatRequired):
    def get(self, request: HttpRequest) -> HttpResponse:
        drafts = Draft.objects.visible_to(self.request.seat).unfinished()
        context = {"drafts": drafts.select_related("member", "organisation", "proposal__case")}
        return render(request, "proposals/drafts.html", context)


class NewDraft(SeatRequired):
    """A member starts at once; the office says first for whom it writes."""

    def get(self, request: HttpRequest) -> HttpResponse:
        self.may_write()
        form = forms.Proposer(committee_id=self.request.seat.committee_id)
        return render(request, "proposals/new_draft.html", {"form": form})

    def post(self, request: HttpRequest) -> HttpResponse:
        self.may_write()
        chosen: dict[str, Any] = {}
        if self.request.seat.role == Role.OFFICE:
            form = forms.Proposer(request.POST, committee_id=self.request.seat.committee_id)
            if not form.is_valid():
                return render(request, "proposals/new_draft.html", {"form": form}, status=422)
            chosen = form.cleaned_data
        draft = services.start_draft(self.request.seat, **chosen)
        return redirect(reverse("proposals:draft", args=[draft.uid]))

    def may_write(self) -> None:
        if self.request.seat.role not in (Role.MEMBER, Role.OFFICE):
            raise PermissionDenied("只有委员本人或提案委办公室可以起草提案")


class DraftPage(SeatRequired):
    """The sheet itself; every button saves first what was typed."""

    def draft(self, uid: UUID) -> Draft:
        visible = Draft.objects.visible_to(self.request.seat)
        return get_object_or_404(visible.select_related("proposal__case", "member"), uid=uid)

    def get(self, request: HttpRequest, uid: UUID) -> HttpResponse:
        draft = self.draft(uid)
        if draft.submitted_at and draft.proposal:
            return redirect(draft.proposal)
        return self.show(draft, forms.DraftForm(instance=draft))

    def post(self, request: HttpRequest, uid: UUID) -> HttpResponse:
        draft = self.draft(uid)
        if draft.submitted_at and draft.proposal:  # the second press of a double click
            return redirect(draft.proposal)
        form = forms.DraftForm(request.POST, instance=Draft.objects.get(pk=draft.pk))
        if not form.is_valid():
            return self.show(draft, form, status=422)
        try:
            draft = self.save(draft, form)
        except ValidationError as refusal:
            return self.stale(draft, form, refusal)
        if request.POST.get("do") == "drop":
            return self.drop(draft)
        if request.POST.get("do") != "submit":
            messages.success(request, "草稿已保存")
            return redirect(request.path)
        return self.submit(draft)

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
            form = forms.DraftForm(forms.typed_again(draft), instance=draft)
            form.is_valid()
            add_errors(form, refusal)
            return self.show(draft, form, status=422)
        messages.success(self.request, f"已提交，收件号 {proposal.receipt:04d}")
        return redirect(proposal)

    def drop(self, draft: Draft) -> HttpResponse:
        try:
            services.drop_draft(draft, by=hand_of(self.request))
        except ValidationError as refusal:
            messages.error(self.request, "；".join(refusal.messages))
            return redirect(self.request.path)
        messages.success(self.request, "草稿已删除")
        return redirect("proposals:drafts")

    def stale(self, draft: Draft, form: forms.DraftForm, refusal: ValidationError) -> HttpResponse:
        kept = [{"label": b.label, "value": b.value()} for b in form.visible_fields()]
        context = {"subject": str(draft), "url": self.request.path, "kept": kept, "changes": []}
        return render(self.request, "errors/409.html", context, status=409)

    def show(self, draft: Draft, form: forms.DraftForm, status: int = 200) -> HttpResponse:
        context: dict[str, Any] = {"draft": draft, "form": form}
        if draft.proposal:
            context["returned"] = returned_because(events_for(self.request.seat, draft.proposal))
        return render(self.request, "proposals/draft.html", context, status=status)


class DraftAutosave(DraftPage):
    """Keeps what is being typed; answers with the new version, or 409 when it is behind."""

    def get(self, request: HttpRequest, uid: UUID) -> HttpResponse:
        return redirect("proposals:draft", uid)

    def post(self, request: HttpRequest, uid: UUID) -> HttpResponse:
        draft = self.draft(uid)
        form = forms.DraftForm(request.POST, instance=Draft.objects.get(pk=draft.pk))
        if not form.is_valid():
            return JsonResponse({"errors": form.errors}, status=422)
        try:
            draft = self.save(draft, form)
        except ValidationError as refusal:
            return JsonResponse({"errors": refusal.messages}, status=409)
        saved = timezone.localtime(draft.updated_at)
        return JsonResponse({"version": draft.revision, "saved_at": f"{saved:%H:%M}"})
