"""POST /api/v1/opinions/: a whole opinion in one press, as the sheet and its submission."""

from __future__ import annotations

from typing import Any

from django.http.response import HttpResponseBase
from rest_framework.request import Request

from common.api import Acts
from common.bodies import Sent
from members import api_births
from members.api import seat_of
from members.models import Seat
from opinions import forms, services
from opinions.forms.writing import HandIn
from opinions.models import Opinion
from opinions.services.drafting import NAMES, NOT_A_WRITER, WRITERS
from opinions.views.actions import Combine, combined_by
from opinions.workflow import Action
from workflow.hand import Hand


class Births(api_births.Births):
    """People bring in their own, the office what others gave it (代录)."""

    roles, refusal, verb, model = WRITERS, NOT_A_WRITER, Action.SUBMIT, Opinion

    def form(self, sent: Sent, seat: Seat) -> HandIn:
        return HandIn(sent.words, seat=seat)

    def bear(self, request: Request, told: dict[str, Any], by: Hand) -> Opinion:
        writer = {name: told.pop(name) for name in NAMES if name in told}
        return services.hand_in(seat_of(request), by=by, writer=writer, **told)


class Combining(api_births.Births, Acts):
    """综合编写: several that are being edited become one of the office's own."""

    kind, verb = "combined-opinions", Action.COMPILE
    roles, refusal = Combine.roles, Combine.refusal

    def form(self, sent: Sent, seat: Seat) -> forms.Combine:
        return forms.Combine(sent.words, seat=seat)

    def bear(self, request: Request, told: dict[str, Any], by: Hand) -> Opinion:
        return services.combine(list(told.pop("sources")), by=by, **told)

    def borne(self, by: Hand) -> Opinion | None:
        return combined_by(by)

    @api_births.BORN
    def post(self, request: Request) -> HttpResponseBase:
        return self.create(request)
