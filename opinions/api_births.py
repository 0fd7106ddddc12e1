"""POST /api/v1/opinions/: a whole opinion in one press, as the sheet and its submission."""

from __future__ import annotations

from typing import Any

from rest_framework.request import Request

from common.bodies import Sent
from members import api_births
from members.api import seat_of
from members.models import Seat
from opinions import services
from opinions.forms.writing import HandIn
from opinions.models import Opinion
from opinions.services.drafting import NAMES, NOT_A_WRITER, WRITERS
from opinions.workflow import Action
from workflow.hand import Hand


class Births(api_births.Births):
    """People bring in their own, the office what others gave it (代录)."""

    roles, refusal, verb = WRITERS, NOT_A_WRITER, Action.SUBMIT

    def form(self, sent: Sent, seat: Seat) -> HandIn:
        return HandIn(sent.words, seat=seat)

    def bear(self, request: Request, told: dict[str, Any], by: Hand) -> Opinion:
        writer = {name: told.pop(name) for name in NAMES if name in told}
        return services.hand_in(seat_of(request), by=by, writer=writer, **told)
