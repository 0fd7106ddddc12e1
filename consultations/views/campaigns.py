"""专项行动: the list, a new one, and what can be done to one."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from consultations import forms, services
from consultations.areas import chosen
from consultations.doors import CAMPAIGN_DOORS
from consultations.models import Campaign, Measure
from consultations.views.births import Beginning
from consultations.views.boards import READERS
from consultations.workflow.campaigns import CampaignAction as Verb
from members.doors import ActionForm, ActionView, Door
from members.http import OfRoles
from members.models import Committee, Level, Role, Seat
from members.workflow import KEEPERS
from workflow.hand import Hand


def runs_campaigns(seat: Seat) -> bool:
    """Whether it may begin one."""
    return seat.role in KEEPERS and seat.committee.level != Level.PROVINCE


class CampaignList(OfRoles):
    roles = (*READERS, Role.SECADMIN)
    refusal = "专项行动供政协机关和乡镇查看"

    def get(self, request: HttpRequest) -> HttpResponse:
        seat = self.request.seat
        seen = Campaign.objects.visible_to(seat).for_page().prefetch_related("targets")
        context = {
            "lines": [(one, of_whole(one), ours(one, seat)) for one in seen],
            "may_keep": runs_campaigns(seat),
            "looks": seat.role in READERS,
        }
        return render(request, "consultations/campaigns.html", context)


def of_whole(campaign: Campaign) -> list[Any]:
    return [one for one in campaign.targets.all() if not (one.county_id or one.township_id)]


def ours(campaign: Campaign, seat: Seat) -> bool:
    """Whether it stands open to this seat's changes."""
    return all(door.offered(seat, campaign) for door in CAMPAIGN_DOORS.values())


class NewCampaign(Beginning):
    form, title, back = forms.NewCampaign, "登记专项行动", "consultations:campaigns"
    roles, refusal = KEEPERS, "专项行动由政协办公室或安全管理员登记"
    action = Verb.ENTER

    def carry_out(self, told: dict[str, Any], by: Hand) -> str:
        self.bear(told, by)
        return reverse("consultations:campaigns")

    def bear(self, told: dict[str, Any], by: Hand) -> Campaign:
        return services.enter_campaign(self.request.seat.committee, by=by, **told)


class CampaignAction(ActionView):
    """Whoever runs it; a county's townships are asked for one county at a time (?county=)."""

    doors: ClassVar[dict[str, Door]] = CAMPAIGN_DOORS

    def get_row(self) -> Campaign:
        seen = Campaign.objects.visible_to(self.request.seat).for_page()
        row: Campaign = get_object_or_404(seen, pk=self.kwargs["pk"])
        if wanted := self.request.GET.get("county"):
            row.county = chosen(Committee.objects.filter(parent=row.committee), wanted)
            if row.county is None:
                raise Http404
        return row

    def page_of(self, row: Campaign) -> str:
        return reverse("consultations:campaigns")

    def onward(self, row: Campaign) -> str:
        """After the targets of one area one goes on with the next."""
        if self.kwargs["action"] == Verb.TARGET and self.request.method == "POST":
            return self.request.path
        return super().onward(row)

    def whose(self, row: Campaign) -> str:
        return f"：{row}"

    def show(self, door: Door, row: Any, form: ActionForm, status: int = 200) -> HttpResponse:
        if door.action == Verb.TARGET:
            self.template = "consultations/targets.html"
        return super().show(door, row, form, status)

    def about(self, row: Campaign) -> dict[str, Any]:
        counties = Committee.objects.filter(parent=row.committee)
        return {"counties": counties, "county": row.county, "measures": Measure}
