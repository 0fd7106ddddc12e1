"""Which grade an answer counts with: what was decided after the figures were published waits."""

from __future__ import annotations

from common import clock
from members.models import Entry
from proposals.models import Reply


def grade_for_figures(letter: Reply) -> Entry | None:
    """As the figures of its session have it: as published, or as it stands today."""
    day = letter.proposal.session.published_on or clock.today()
    found = letter.regradings.select_related("new").order_by("pk")
    new = [one.new for one in found if one.held_on(day)]
    return new[-1] if new else letter.grade
