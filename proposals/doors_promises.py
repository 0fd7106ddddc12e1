"""How people come to the verbs of a promise: one line a verb."""

from __future__ import annotations

from members.doors import Door
from proposals import forms, services
from proposals.workflow import COMMITMENT, CommitmentAction

Verb = CommitmentAction
PROMISE_DOORS = {
    str(door.action.value): door
    for door in (
        Door(Verb.REPORT, COMMITMENT, forms.ReportProgress, services.report_progress, main=True),
        Door(Verb.KEEP, COMMITMENT, forms.KeepPromise, services.keep_promise, main=True),
        Door(Verb.GO_ON, COMMITMENT, forms.Reason, services.return_promise),
        Door(Verb.EXTEND, COMMITMENT, forms.ExtendPromise, services.extend_promise),
        Door(Verb.GIVE_WAY, COMMITMENT, forms.GiveWay, services.give_way),
        Door(Verb.FAIL, COMMITMENT, forms.FailPromise, services.fail_promise, danger=True),
    )
}
