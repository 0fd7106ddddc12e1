"""公布提案办理统计: with the numbers that are made public, which the record keeps for good."""

from __future__ import annotations

from members.models import Registry, Role, Seat, Session
from members.services import publish_session
from proposals.yearly import Counts, Year
from proposals.yearly_published import totals
from workflow.hand import Hand


def publish_year(registry: Registry, *, by: Hand, session: Session) -> Session:
    """Once; the next time is a ValidationError (wrong_state)."""
    return publish_session(registry, by=by, session=session, figures=counted)


def counted(session: Session) -> Counts:
    """As the committee's office is shown them that day."""
    seat = Seat(role=Role.OFFICE, committee=session.term.committee)
    return totals(Year(seat, session))


__all__ = ["publish_year"]
