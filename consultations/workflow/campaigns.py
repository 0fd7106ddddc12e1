"""The table of a campaign, which is a line of its committee's register."""

from __future__ import annotations

from django.db import models

from consultations.models import Campaign
from members.workflow import REGISTRY, keeper
from workflow.models import Audience
from workflow.procedure import UNBORN, Procedure, move

Status, INTERNAL = Campaign.Status, Audience.INTERNAL


class CampaignAction(models.TextChoices):
    ENTER = "enter", "登记专项行动"
    CHANGE = "change", "变更专项行动"
    TARGET = "target", "分解指标"
    END = "end", "结束专项行动"


CAMPAIGN = Procedure[Campaign, CampaignAction](
    Campaign,
    {
        CampaignAction.ENTER: move(UNBORN, to=Status.OPEN, by=keeper, audience=INTERNAL),
        CampaignAction.CHANGE: move(Status.OPEN, by=keeper, audience=INTERNAL),
        CampaignAction.TARGET: move(Status.OPEN, by=keeper, audience=INTERNAL),
        CampaignAction.END: move(Status.OPEN, to=Status.ENDED, by=keeper, audience=INTERNAL),
    },
    root=REGISTRY,
    owed=False,
)
