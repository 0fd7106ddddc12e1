"""POST to a list: a campaign of checks, a meeting, a matter on paper, as on their pages."""

from __future__ import annotations

from typing import Any, ClassVar

from rest_framework.request import Request

from members import api_births
from members.api import seat_of
from members.models import Seat
from workflow.births import borne
from workflow.hand import Hand
from workflow.models import Root


class Births(api_births.Births):
    """model: what is born."""

    model: ClassVar[type[Root]]

    def deed(self, seat: Seat, told: dict[str, Any], by: Hand) -> Root:
        """By the service."""
        raise NotImplementedError

    def bear(self, request: Request, told: dict[str, Any], by: Hand) -> Root:
        return self.deed(seat_of(request), told, by)

    def borne(self, by: Hand) -> Root | None:
        case = borne(self.model, by)
        return self.model._base_manager.get(pk=case.pk) if case else None
