"""The pages on which a verb is carried out."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms as django_forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from members.doors import ActionForm, ActionView, Door, add_errors
from members.http import OfRoles, hand_of
from members.models import Role
from opinions import forms, services
from opinions.columns import UNITS
from opinions.doors import OPINION_DOORS, PART_DOORS
from opinions.models import Opinion, OpinionDraft
from opinions.onward import may_turn
from opinions.showing import above, events_for, given_to
from proposals.models import Proposal
from workflow.births import borne
from workflow.hand import Hand
from workflow.models import Event
from workflow.procedure import AlreadyDone


class OpinionAction(ActionView):
    doors: ClassVar[dict[str, Door]] = OPINION_DOORS

    def opinion(self) -> Opinion:
        visible = Opinion.objects.visible_to(self.request.seat).for_page()
        row: Opinion = get_object_or_404(visible, case__uid=self.kwargs["uid"])
        return row

    def get_row(self) -> Any:
        return self.opinion()

    def page_of(self, row: Any) -> str:
        root: Opinion = getattr(row, "opinion", row)
        return root.get_absolute_url()

    def history(self, row: Any) -> QuerySet[Event]:
        return events_for(getattr(row, "opinion", row), self.request.seat)


class PartAction(OpinionAction):
    """A verb of one of its parts, which the address names by a word and a number."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        _, doors = PART_DOORS.get(kwargs["part"], (None, {}))
        self.doors = doors  # type: ignore[misc]

    def get_row(self) -> Any:
        root, seat = self.opinion(), self.request.seat
        if self.kwargs["part"] not in PART_DOORS or above(root, seat):
            raise Http404
        model, _ = PART_DOORS[self.kwargs["part"]]
        row = get_object_or_404(model, pk=self.kwargs["pk"], opinion=root)
        if seat.role in UNITS and row not in given_to(root, seat):
            raise Http404
        row.opinion = root
        return row


def combined_by(by: Hand) -> Opinion | None:
    """What this very press of this seat has combined."""
    case = borne(Opinion, by) if by.press else None
    return Opinion.objects.select_related("case").get(pk=case.pk) if case else None


class Combine(OfRoles):
    """综合编写: a form that bears a piece of the office's own."""

    roles, refusal = (Role.OFFICE,), "综合编写由政协办公室办理"

    def get(self, request: HttpRequest) -> HttpResponse:
        picked = {"sources": request.GET.getlist("sources")}
        return self.show(forms.Combine(seat=self.request.seat, initial=picked))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = forms.Combine(request.POST, seat=self.request.seat)
        valid = form.is_valid()
        told = dict(form.cleaned_data)
        by = hand_of(request, press=told.pop("press", None))
        if known := combined_by(by):  # sent again: its sources are no longer on offer
            return redirect(known)
        if not valid:
            return self.show(form, status=422)
        try:
            whole = services.combine(list(told.pop("sources")), by=by, **told)
        except AlreadyDone:
            return redirect(combined_by(by) or reverse("opinions:list"))
        except ValidationError as refusal:
            add_errors(form, refusal)
            return self.show(form, status=422)
        messages.success(request, "已综合编写")
        return redirect(whole)

    def show(self, form: django_forms.Form, status: int = 200) -> HttpResponse:
        return render(self.request, "opinions/combine.html", {"form": form}, status=status)


class TurnProposal(OfRoles):
    """转为社情民意稿 of a declined proposal: asked once, then one writes on."""

    roles, refusal = (Role.OFFICE,), "转为社情民意稿由政协办公室办理"

    def proposal(self) -> Proposal:
        visible = Proposal.objects.visible_to(self.request.seat).for_page()
        home = visible.filter(committee=self.request.seat.committee_id)
        found: Proposal = get_object_or_404(home, case__uid=self.kwargs["uid"])
        return found

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        proposal = self.proposal()
        if begun := OpinionDraft.objects.filter(proposal=proposal).first():
            return redirect("opinions:draft", begun.uid)
        if why := may_turn(proposal):
            messages.warning(request, why)
            return redirect(proposal)
        return self.show(proposal, forms.TurnProposal(row=proposal, seat=self.request.seat))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        proposal = self.proposal()
        form = forms.TurnProposal(request.POST, row=proposal, seat=self.request.seat)
        if not form.is_valid():
            return self.show(proposal, form, status=422)
        by = hand_of(request, seen=form.cleaned_data["version"], press=form.cleaned_data["press"])
        try:
            draft = services.turn_proposal(proposal, by=by)
        except AlreadyDone:
            return redirect(request.path)
        except ValidationError as refusal:
            add_errors(form, refusal)
            return self.show(proposal, form, status=422)
        messages.success(request, "已转为社情民意稿，请核对后提交")
        return redirect("opinions:draft", draft.uid)

    def show(self, row: Proposal, form: ActionForm, status: int = 200) -> HttpResponse:
        context = {"row": row, "form": form, "back": row.get_absolute_url()}
        context["verb"] = "转为社情民意稿"
        return render(self.request, "members/action.html", context, status=status)
