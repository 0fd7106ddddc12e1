"""Which session a page of figures is about."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import QueryDict

from members.models import Seat, Session


def sessions_of(seat: Seat) -> list[Session]:
    """The committee's own, the latest first."""
    here = Session.objects.filter(term__committee=seat.committee_id)
    return list(here.select_related("term").order_by("-opens_on"))


def chosen_of(sessions: Iterable[Session], told: QueryDict, seat: Seat) -> Session | None:
    """The one that was asked for (?session=), else the current one."""
    wanted = told.get("session", "")
    chosen = next((one for one in sessions if str(one.pk) == wanted), None)
    return chosen or Session.objects.current(seat.committee)
