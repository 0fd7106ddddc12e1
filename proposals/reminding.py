"""Where a reminder of each kind of case leads, and who above the debtor may see the matter."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.urls import reverse

from deadlines.models import Recipient
from deadlines.planning import UID, reminds
from proposals.models import (
    Assignment,
    Consultation,
    FollowUp,
    OfflineMatter,
    Proposal,
    ReviewMeeting,
    Visit,
    Withdrawal,
)

ANY = UUID(int=0)
COMMITTEE = {Recipient.OFFICE, Recipient.DIRECTOR}
LEADERS = COMMITTEE | {Recipient.LEAD}
UNITS = LEADERS | {Recipient.HEAD, Recipient.DISPATCHER}


def page_of(name: str) -> str:
    """The address of such a page, with a place for the uid of the case."""
    return reverse(f"proposals:{name}", args=[ANY]).replace(str(ANY), UID)


def remind_of_debts() -> None:
    """A share is known to its unit and dispatcher, a question before filing to who was asked."""
    sees = {
        Proposal.kind(): LEADERS,
        Withdrawal.kind(): LEADERS,
        Assignment.kind(): UNITS,
        Consultation.kind(): LEADERS | {Recipient.HEAD},
    }
    reminds(Proposal.kind(), partial(page_of, "detail"), sees)
    reminds(ReviewMeeting.kind(), partial(page_of, "meeting"), {ReviewMeeting.kind(): COMMITTEE})
    reminds(
        OfflineMatter.kind(), partial(page_of, "offline_matter"), {OfflineMatter.kind(): COMMITTEE}
    )
    visits = {FollowUp.kind(): COMMITTEE, Visit.kind(): COMMITTEE}
    reminds(FollowUp.kind(), partial(page_of, "follow_up"), visits)
