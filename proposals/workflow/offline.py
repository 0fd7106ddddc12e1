"""The table of a matter that is handled on paper and known here by a neutral title only."""

from __future__ import annotations

from proposals.models import OfflineMatter
from proposals.rules import office
from proposals.workflow.actions import OfflineAction
from workflow.models import Audience
from workflow.procedure import UNBORN, Procedure, move

INTERNAL = Audience.INTERNAL
State = OfflineMatter.Status

OFFLINE = Procedure[OfflineMatter, OfflineAction](
    OfflineMatter,
    {
        OfflineAction.REGISTER: move(UNBORN, to=State.REGISTERED, by=office, audience=INTERNAL),
        OfflineAction.CLOSE: move(State.REGISTERED, to=State.CLOSED, by=office, audience=INTERNAL),
    },
    ends=frozenset({State.CLOSED}),
)
