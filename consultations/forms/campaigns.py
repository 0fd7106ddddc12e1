"""登记、变更专项行动 and breaking its targets down."""

from __future__ import annotations

from typing import Any, NamedTuple

from django import forms

from consultations.areas import under
from consultations.forms.places import Beginning
from consultations.forms.shared import DAY
from consultations.models import Campaign, Measure
from consultations.services.campaigns import HIGHEST, WHOLE, Area, Targets
from members.doors import ActionForm
from members.models import Committee, Seat

MEANT = {
    Measure.VENUES: "在用的委员工作室和协商议事室（个）",
    Measure.MEETINGS: "召开的协商会议（场）",
    Measure.VILLAGES: "开过会的村（社区）（个）",
    Measure.CONSENSUSES: "会议形成的共识（条）",
    Measure.SOLVED: "任务全部完成的共识（条）",
    Measure.TASKS: "列出的任务（项）",
    Measure.DONE: "核查完成的任务（项）",
    Measure.CIVIC: "评定的文明村寨（个）",
}


def number(label: str, help_text: str = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label, required=False, min_value=0, max_value=HIGHEST, help_text=help_text
    )


class CampaignFields(forms.Form):
    name = forms.CharField(label="名称", max_length=40)
    first_on = forms.DateField(label="开始日期", widget=DAY)
    last_on = forms.DateField(label="结束日期", widget=DAY)

    def ask_targets(self) -> None:
        """One field a measure; what is left empty has no target."""
        for one in Measure:
            label = f"目标：{one.label}"
            self.fields[one.value] = number(label, f"{MEANT[one]}；不设目标的留空")

    def clean(self) -> dict[str, Any]:
        """The targets together, as the services want them."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        targets = {(WHOLE, one): told.pop(one.value, None) for one in Measure}
        return told | {"targets": targets}


class NewCampaign(Beginning, CampaignFields):
    field_order = ("name", "first_on", "last_on")

    def __init__(self, *args: Any, seat: Seat, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask_targets()


class ChangeCampaign(CampaignFields, ActionForm):
    def fit(self) -> None:
        self.ask_targets()
        row: Campaign = self.row
        own = row.targets.filter(county=None, township=None)
        known = {"name": row.name, "first_on": row.first_on, "last_on": row.last_on}
        for name, value in (known | dict(own.values_list("measure", "number"))).items():
            self.initial.setdefault(name, value)


class Place(NamedTuple):
    """A line of the form: whose targets it asks for, and the names of its fields."""

    label: str
    area: Area
    names: list[str]


class SetTargets(ActionForm):
    """Of the counties; of the townships of one county, where the row names it (`county`)."""

    def fit(self) -> None:
        self.places = [
            Place(label, area, [f"{key}-{one.value}" for one in Measure])
            for label, area, key in self.areas()
        ]
        known = {
            (Area(one.county_id, one.township_id), one.measure): one.number
            for one in self.row.targets.all()
        }
        for place in self.places:
            for name, one in zip(place.names, Measure, strict=True):
                self.fields[name] = number(f"{place.label}：{one.label}")
                self.initial.setdefault(name, known.get((place.area, one.value)))

    def areas(self) -> list[tuple[str, Area, str]]:
        here: Committee = self.row.committee
        county: Committee | None = getattr(self.row, "county", None)
        children = list(Committee.objects.filter(parent=here)) if county is None else []
        if children:
            return [(one.short_name, Area(county=one.pk), f"c{one.pk}") for one in children]
        towns = under(here).filter(committee=county or here)
        return [(one.name, Area(township=one.pk), f"t{one.pk}") for one in towns]

    def lines(self) -> list[tuple[Place, list[tuple[Any, str]]]]:
        """For the page: each area with its fields and what they measure."""
        labels = [str(one.label) for one in Measure]
        return [
            (place, [(self[name], label) for name, label in zip(place.names, labels, strict=True)])
            for place in self.places
        ]

    def arguments(self) -> dict[str, Any]:
        told = super().arguments()
        targets: Targets = {
            (place.area, one): told[name]
            for place in self.places
            for name, one in zip(place.names, Measure, strict=True)
        }
        return {"targets": targets}
