"""The table of a 督办函: sent, answered, done with or sent again."""

from __future__ import annotations

from django.db import models

from proposals.gates_keys import nothing_pressed
from proposals.models import WarningLetter
from proposals.rules import director, office, office_or_director
from proposals.rules_handing import the_system
from proposals.rules_keys import unit_or_office
from workflow.models import Audience
from workflow.procedure import UNBORN, Procedure, move

Status = WarningLetter.Status
OPEN = (Status.ISSUED, Status.REPLIED)


class WarningAction(models.TextChoices):
    ISSUE = "issue_warning", "发督办函"
    REPLY = "reply_warning", "答复督办函"
    EXTEND = "extend_warning", "延长答复期限"
    AGAIN = "warn_again", "再次发函"
    CLOSE = "close_warning", "了结督办函"
    VOID = "void_warning", "作废督办函"
    LAPSE = "lapse_warning", "督办函自行了结"
    FOLLOW = "follow", "承担主体变更"


WARNING = Procedure[WarningLetter, WarningAction](
    WarningLetter,
    {
        WarningAction.ISSUE: move(UNBORN, to=Status.ISSUED, by=office_or_director),
        WarningAction.REPLY: move(Status.ISSUED, to=Status.REPLIED, by=unit_or_office),
        WarningAction.EXTEND: move(Status.ISSUED, by=office),
        WarningAction.AGAIN: move(*OPEN, to=Status.ISSUED, by=office_or_director),
        WarningAction.CLOSE: move(Status.REPLIED, to=Status.CLOSED, by=office_or_director),
        WarningAction.VOID: move(Status.ISSUED, to=Status.VOID, by=director),
        WarningAction.LAPSE: move(*OPEN, to=Status.CLOSED, by=the_system, gate=nothing_pressed),
        WarningAction.FOLLOW: move(*OPEN, by=the_system, audience=Audience.INTERNAL),
    },
    ends=frozenset({Status.CLOSED, Status.VOID}),
)
