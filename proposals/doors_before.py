"""How people come to the verbs before filing, and to corrections: one line a verb."""

from __future__ import annotations

from members.doors import Door
from proposals import forms, services
from proposals.workflow import (
    CONSULTATION,
    OFFLINE,
    PROPOSAL,
    Action,
    ConsultAction,
    OfflineAction,
)

BEFORE_FILING = (
    Door(Action.MERGE, PROPOSAL, forms.Merge, services.merge, tells=True),
    Door(Action.ADVISE, PROPOSAL, forms.Advise, services.advise),
    Door(Action.CONSULT, PROPOSAL, forms.Consult, services.consult),
    Door(Action.UNMERGE, PROPOSAL, forms.Reason, services.unmerge, danger=True),
)
CORRECTIONS = (
    Door(Action.CORRECT, PROPOSAL, forms.Correct, services.correct),
    Door(Action.RECONSIDER, PROPOSAL, forms.Reason, services.reconsider, danger=True),
    Door(Action.TAKE_BACK, PROPOSAL, forms.TakeBack, services.take_back, danger=True),
    Door(Action.RECALL, PROPOSAL, forms.Recall, services.recall, danger=True, tells=True),
    Door(Action.REOPEN, PROPOSAL, forms.Reason, services.reopen, danger=True),
)
ANSWERS = (
    Door(ConsultAction.AGREE, CONSULTATION, forms.Agree, services.agree, main=True),
    Door(ConsultAction.OBJECT, CONSULTATION, forms.ObjectTo, services.object_to),
)
OFFLINE_STEPS = (
    Door(OfflineAction.CLOSE, OFFLINE, forms.CloseOffline, services.close_offline, main=True),
)
