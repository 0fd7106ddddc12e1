"""Campaigns: entered, changed, broken down into targets of counties and townships, ended."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from django.core.exceptions import ValidationError

from consultations.areas import under
from consultations.models import Campaign, Measure, Target
from consultations.workflow.campaigns import CAMPAIGN, CampaignAction
from members.models import Committee, Level
from members.services.registry import registry_of
from proposals.services.submission import needed
from workflow.hand import Hand

HIGHEST = 1_000_000  # what is more was mistyped
LONGEST = 5 * 366  # days


class Area(NamedTuple):
    """Whose target it is: a county's, a township's, or nobody's own (the whole campaign's)."""

    county: int | None = None
    township: int | None = None


WHOLE = Area()
Targets = Mapping[tuple[Area, Measure], int | None]  # None: no target


def enter_campaign(
    committee: Committee, *, by: Hand, name: str, first_on: date, last_on: date, targets: Targets
) -> Campaign:
    """登记专项行动 of a prefecture or county, with its targets."""
    if faults := day_faults(first_on, last_on):  # the database would not even bear it
        raise ValidationError(faults)
    registry = registry_of(committee)
    campaign = Campaign(registry=registry, name=name.strip(), first_on=first_on, last_on=last_on)
    with CAMPAIGN.moving(campaign, CampaignAction.ENTER, by=by) as campaign:
        fitting(campaign)
        put(campaign, targets)
    return campaign


def change_campaign(
    campaign: Campaign, *, by: Hand, name: str, first_on: date, last_on: date, targets: Targets
) -> Campaign:
    """变更专项行动: its name, its days, the targets of the whole."""
    with CAMPAIGN.moving(campaign, CampaignAction.CHANGE, by=by) as campaign:
        campaign.name, campaign.first_on, campaign.last_on = name.strip(), first_on, last_on
        fitting(campaign)
        put(campaign, targets)
    return campaign


def set_targets(campaign: Campaign, *, by: Hand, targets: Targets) -> Campaign:
    """分解指标: the targets of counties and townships; those that are not named stay."""
    with CAMPAIGN.moving(campaign, CampaignAction.TARGET, by=by) as campaign:
        put(campaign, targets)
    return campaign


def end_campaign(campaign: Campaign, *, by: Hand, note: str) -> Campaign:
    """结束专项行动: it is still looked at, but no longer changed."""
    with CAMPAIGN.moving(campaign, CampaignAction.END, by=by, note=note) as campaign:
        needed(note, "请写明结束的原因")
    return campaign


def fitting(campaign: Campaign) -> None:
    """Every fault, told at once."""
    needed(campaign.name, "请填写专项行动的名称", "name")
    faults = day_faults(campaign.first_on, campaign.last_on)
    if campaign.committee.level == Level.PROVINCE:
        faults["name"] = "专项行动由市（州）或县（市、区）政协登记"
    others = Campaign.objects.filter(registry=campaign.registry, status=Campaign.Status.OPEN)
    if others.filter(name=campaign.name).exclude(pk=campaign.pk).exists():
        faults["name"] = f"已有进行中的“{campaign.name}”，请改用其他名称"
    if faults:
        raise ValidationError(faults)


def day_faults(first_on: date, last_on: date) -> dict[str, str]:
    if last_on < first_on:
        return {"last_on": "结束日期不能早于开始日期"}
    if (last_on - first_on).days > LONGEST:
        return {"last_on": "专项行动最长5年，请核对年份"}
    return {}


def put(campaign: Campaign, targets: Targets) -> None:
    """Set what is different, and let the event say so."""
    check_areas(campaign, {area for area, _ in targets})
    known = {(Area(one.county_id, one.township_id), one.measure): one for one in kept(campaign)}
    for (area, measure), number in targets.items():
        row = known.get((area, measure))
        before = row.number if row else None
        if number == before:
            continue
        check_number(measure, number)
        write(campaign, area, measure, row, number)
        campaign.case.tell(
            "targets", area._asdict() | {"measure": measure, "before": before, "after": number}
        )


def kept(campaign: Campaign) -> list[Target]:
    return list(Target.objects.filter(campaign=campaign.pk))


def write(
    campaign: Campaign, area: Area, measure: str, row: Target | None, number: int | None
) -> None:
    if row and number is None:
        row.delete()
    elif row:
        Target.objects.filter(pk=row.pk).update(number=number)
    elif number is not None:
        columns = {"county_id": area.county, "township_id": area.township}
        Target.objects.create(campaign=campaign, measure=measure, number=number, **columns)


def check_number(measure: str, number: int | None) -> None:
    if number is not None and not 0 <= number <= HIGHEST:
        label = Measure(measure).label
        raise ValidationError(f"{label}的目标应在0至{HIGHEST}之间，请核对")


def check_areas(campaign: Campaign, areas: set[Area]) -> None:
    """Counties and townships of the campaign's own committee only."""
    here = campaign.committee
    counties = {one.county for one in areas if one.county}
    known = Committee.objects.filter(parent=here, pk__in=counties).count()
    townships = {one.township for one in areas if one.township}
    ours = under(here).filter(pk__in=townships).count()
    if known != len(counties) or ours != len(townships):
        raise ValidationError("只能为本会所属的县（市、区）和乡镇分解指标")


__all__ = ["change_campaign", "end_campaign", "enter_campaign", "set_targets"]
