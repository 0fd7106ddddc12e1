"""Writing an opinion: the sheet, saved by itself, and its submission."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from members.doors import add_errors
from members.http import OfRoles, SeatRequired, hand_of
from members.models import Role
from members.sheets import autosaved, overtaken
from opinions import forms, services
from opinions.models import OpinionDraft
from opinions.origins import has_origin, origins_of
from opinions.services.drafting import NOT_A_WRITER, WRITERS
from workflow.procedure import AlreadyDone


class DraftList(OfRoles):
    roles, refusal = WRITERS, NOT_A_WRITER

    def get(self, request: HttpRequest) -> HttpResponse:
        drafts = OpinionDraft.objects.visible_to(self.request.seat).unfinished()
        context = {"drafts": drafts.select_related("member", "organisation", "township")}
        return render(request, "opinions/drafts.html", context)


class NewDraft(OfRoles):
    """A writer starts at once; the office says first for whom it writes."""

    roles, refusal = WRITERS, NOT_A_WRITER

    def get(self, request: HttpRequest) -> HttpResponse:
        form = forms.Writer(committee_id=self.request.seat.committee_id)
        return render(request, "opinions/new_draft.html", {"form": form})

    def post(self, request: HttpRequest) -> HttpResponse:
        chosen: dict[str, Any] = {}
        if self.request.seat.role == Role.OFFICE:
            form = forms.Writer(request.POST, committee_id=self.request.seat.committee_id)
            if not form.is_valid():
                return render(request, "opinions/new_draft.html", {"form": form}, status=422)
            chosen = form.cleaned_data
        draft = services.start_draft(self.request.seat, **chosen)
        return redirect("opinions:draft", draft.uid)


class DraftPage(SeatRequired):
    """The sheet itself; every button saves first what was typed."""

    def draft(self, uid: UUID) -> OpinionDraft:
        visible = OpinionDraft.objects.visible_to(self.request.seat)
        people = ("member", "organisation", "township", "committee", "seat")
        known = visible.select_related("opinion__case", "proposal__case", *people)
        return get_object_or_404(known, uid=uid)

    def get(self, request: HttpRequest, uid: UUID) -> HttpResponse:
        draft = self.draft(uid)
        if draft.opinion:
            return redirect(draft.opinion)
        return self.show(draft, forms.DraftForm(instance=draft))

    def post(self, request: HttpRequest, uid: UUID) -> HttpResponse:
        draft = self.draft(uid)
        if draft.opinion:  # the second press of a double click
            return redirect(draft.opinion)
        form = forms.DraftForm(request.POST, instance=OpinionDraft.objects.get(pk=draft.pk))
        if not form.is_valid():
            return self.show(draft, form, status=422, unsaved=True)
        try:
            draft = self.save(draft, form)
        except ValidationError:
            fresh = self.draft(uid)
            if fresh.opinion:  # the other press was a moment earlier
                return redirect(fresh.opinion)
            return overtaken(request, fresh, form)
        return self.go_on(draft, request.POST.get("do", ""))

    def go_on(self, draft: OpinionDraft, what: str) -> HttpResponse:
        """What the button asked for, once what was typed is safe."""
        if what == "submit":
            return self.submit(draft)
        if what == "drop":
            return self.drop(draft)
        messages.success(self.request, "草稿已保存")
        return redirect(self.request.path)

    def save(self, draft: OpinionDraft, form: forms.DraftForm) -> OpinionDraft:
        by, seen = hand_of(self.request), form.cleaned_data["version"]
        return services.save_draft(draft, by=by, seen=seen, **form.words())

    def submit(self, draft: OpinionDraft) -> HttpResponse:
        try:
            opinion = services.submit(draft, by=hand_of(self.request))
        except AlreadyDone:
            return redirect(self.request.path)
        except ValidationError as refusal:
            draft.refresh_from_db()
            form = forms.DraftForm(forms.typed_again(draft), instance=draft)
            form.is_valid()
            add_errors(form, refusal)
            return self.show(draft, form, status=422)
        messages.success(self.request, f"已提交，来稿号 {opinion.received_as}")
        return redirect(opinion)

    def drop(self, draft: OpinionDraft) -> HttpResponse:
        try:
            services.drop_draft(draft, by=hand_of(self.request))
        except ValidationError as refusal:
            messages.error(self.request, "；".join(refusal.messages))
            return redirect(self.request.path)
        messages.success(self.request, "草稿已删除")
        return redirect("opinions:drafts")

    def show(
        self, draft: OpinionDraft, form: forms.DraftForm, status: int = 200, **more: Any
    ) -> HttpResponse:
        context: dict[str, Any] = {"draft": draft, "form": form} | more
        context["origins"] = origins_of(draft, self.request.seat)
        context["may_drop"] = not has_origin(draft)
        return render(self.request, "opinions/draft.html", context, status=status)


class DraftAutosave(DraftPage):
    """Keeps what is being typed; answers with the new version, or 409 when it is behind."""

    def get(self, request: HttpRequest, uid: UUID) -> HttpResponse:
        return redirect("opinions:draft", uid)

    def post(self, request: HttpRequest, uid: UUID) -> HttpResponse:
        draft = self.draft(uid)
        form = forms.DraftForm(request.POST, instance=OpinionDraft.objects.get(pk=draft.pk))
        return autosaved(form, lambda: self.save(draft, form))
