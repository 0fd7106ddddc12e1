"""Pages on which something begins: a topic, a plan, a place."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms as django_forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from consultations import forms, services
from consultations.forms.places import townships_for
from consultations.models import Consultation, Topic, Venue
from consultations.pressing import borne, once
from consultations.views.pages import PLANNERS, RAISERS
from consultations.workflow.actions import Action, TopicAction
from consultations.workflow.places import keeper
from members.doors import add_errors
from members.http import OfRoles, hand_of
from members.models import Role
from members.workflow import LineAction
from workflow.hand import Hand
from workflow.procedure import AlreadyDone


class Beginning(OfRoles):
    """A form that bears a row: shown, refused with what was typed, or carried out."""

    form: ClassVar[type[Any]]
    action: ClassVar[Any]  # the first verb of what begins
    title: ClassVar[str]
    back: ClassVar[str]
    lead: ClassVar[str] = ""  # what it is for, and what comes next

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(self.form(seat=self.request.seat, initial=request.GET.dict()))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self.form(request.POST, request.FILES, seat=self.request.seat)
        valid = form.is_valid()
        told = dict(form.cleaned_data)
        by = hand_of(request, press=told.pop("press", None))
        if url := borne(by):  # sent again: what it chose then may no longer be on offer
            return self.onward(url)
        if not valid:
            return self.show(form, status=422)
        try:
            return self.onward(once(by, lambda: self.carry_out(told, by)))
        except AlreadyDone:
            return self.onward(reverse(self.back))
        except ValidationError as refusal:
            add_errors(form, refusal)
            return self.show(form, status=422)

    def onward(self, url: str) -> HttpResponse:
        messages.success(self.request, f"已{self.title}")
        return redirect(url)

    def carry_out(self, told: dict[str, Any], by: Hand) -> str:
        """The address of what was born."""
        return str(self.bear(told, by).get_absolute_url())

    def bear(self, told: dict[str, Any], by: Hand) -> Any:
        """By the service."""
        raise NotImplementedError

    def show(self, form: django_forms.BaseForm, status: int = 200) -> HttpResponse:
        context = {"form": form, "title": self.title, "back": reverse(self.back)}
        context["lead"] = self.lead
        return render(self.request, "consultations/begin.html", context, status=status)


class NewTopic(Beginning):
    form, title, back = forms.NewTopic, "登记议题", "consultations:topics"
    roles, refusal = RAISERS, "议题由乡镇、县政协办公室或委员登记"
    lead = "登记后由乡镇委员工作室筛选，列入协商的再制定协商计划。"
    action = TopicAction.RAISE

    def bear(self, told: dict[str, Any], by: Hand) -> Topic:
        seat = self.request.seat
        member = seat.member if seat.role == Role.MEMBER else None
        return services.raise_topic(by=by, member=member, **told)


class NewPlan(Beginning):
    form, title, back = forms.Plan, "制定协商计划", "consultations:list"
    roles, refusal = PLANNERS, "协商计划由乡镇委员工作室制定"
    lead = "选择已列入协商的议题，可以几件一起协商；走访调研以后，报党委审批。"

    action = Action.PLAN

    def bear(self, told: dict[str, Any], by: Hand) -> Consultation:
        return services.plan(told["topics"][0].township, by=by, **told)


KEEPERS = (Role.TOWNSHIP, Role.OFFICE)


class VenueList(OfRoles):
    roles: tuple[str, ...] = (*(Role.TOWNSHIP, Role.PARTY, Role.OFFICE, Role.DIRECTOR, Role.LEAD),)
    refusal = "场所由乡镇和县政协管理"

    def get(self, request: HttpRequest) -> HttpResponse:
        seat = self.request.seat
        known = Venue.objects.visible_to(seat).select_related(
            "registry__case", "township__committee"
        )
        venues = list(known.order_by("-status", "township", "pk"))
        for venue in venues:
            venue.where = venue.township.named_for(seat.committee_id)
        kept = {one.pk for one in venues if one.status == "open" and keeper(seat, one)}
        may = seat.role in KEEPERS and townships_for(seat).exists()
        context = {"venues": venues, "kept": kept, "may_keep": may}
        return render(request, "consultations/venues.html", context)


class NewVenue(Beginning):
    form, title, back = forms.NewVenue, "登记场所", "consultations:venues"
    roles, refusal = KEEPERS, "场所由乡镇委员工作室或县政协办公室登记"
    lead = "登记后生成二维码海报，张贴在场所门口，群众扫码反映。"

    action = LineAction.ENTER

    def carry_out(self, told: dict[str, Any], by: Hand) -> str:
        self.bear(told, by)
        return reverse("consultations:venues")

    def bear(self, told: dict[str, Any], by: Hand) -> Venue:
        return services.enter_venue(by=by, **told)
