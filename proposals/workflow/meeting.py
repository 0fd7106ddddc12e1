"""The table of a review meeting."""

from __future__ import annotations

from proposals.models import ReviewMeeting
from proposals.rules import office, office_or_director
from proposals.workflow.actions import MeetingAction
from workflow.models import Audience
from workflow.procedure import UNBORN, Procedure, move

INTERNAL = Audience.INTERNAL

MEETING = Procedure[ReviewMeeting, MeetingAction](
    ReviewMeeting,
    {
        MeetingAction.CONVENE: move(
            UNBORN, to=ReviewMeeting.Status.PLANNED, by=office, audience=INTERNAL
        ),
        MeetingAction.LIST: move(ReviewMeeting.Status.PLANNED, by=office, audience=INTERNAL),
        MeetingAction.CONCLUDE: move(
            ReviewMeeting.Status.PLANNED,
            to=ReviewMeeting.Status.HELD,
            by=office_or_director,
            audience=INTERNAL,
        ),
    },
    ends=frozenset({ReviewMeeting.Status.HELD}),
)
