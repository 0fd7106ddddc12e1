"""A year's list that is fixed in one go, where it does not matter how it came about."""

from __future__ import annotations

from common import clock
from proposals.services import keys as services
from tests.factories import hand


def chosen(proposal, office, director):
    """The list of the proposal's session, with it alone as key proposal."""
    by = hand(office)
    row = services.open_key_list(proposal.session, by=by, name="重点提案", wanted=9)
    row = services.shortlist(row, by=by, proposals=[proposal])
    row = services.submit_key_list(row, by=by)
    told = {"chosen": row.candidates.all(), "fixed_by": "主席会议", "minutes_number": "3号"}
    return services.fix_key_list(row, by=hand(director), fixed_on=clock.today(), **told)
