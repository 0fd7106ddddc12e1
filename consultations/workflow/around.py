"""The tables around the meetings: gatherings, and two kinds of lines of the register."""

from __future__ import annotations

from django.db import models

from consultations.models import Gathering, Guidance, Posting
from consultations.rules import office
from members.workflow import lines
from workflow.procedure import UNBORN, Procedure, move

Status = Gathering.Status


class GatheringAction(models.TextChoices):
    ANNOUNCE = "announce", "通知活动"
    CHANGE = "change_gathering", "变更活动"
    HOLD = "hold_gathering", "记录活动"
    ADD = "add_to_gathering", "补充活动记录"
    CALL_OFF = "call_off_gathering", "取消活动"


GATHERING = Procedure[Gathering, GatheringAction](
    Gathering,
    {
        GatheringAction.ANNOUNCE: move(UNBORN, to=Status.ANNOUNCED, by=office),
        GatheringAction.CHANGE: move(Status.ANNOUNCED, by=office),
        GatheringAction.HOLD: move(Status.ANNOUNCED, to=Status.HELD, by=office),
        GatheringAction.ADD: move(Status.HELD, by=office),
        GatheringAction.CALL_OFF: move(Status.ANNOUNCED, to=Status.CALLED_OFF, by=office),
    },
    ends=frozenset({Status.HELD, Status.CALLED_OFF}),
)
POSTING = lines(Posting, Posting.Status.CURRENT, Posting.Status.ENDED, by=office)
GUIDANCE = lines(Guidance, Guidance.Status.VALID, Guidance.Status.VOID, by=office)
