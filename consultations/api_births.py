"""POST to a list: something begins, as on the page where people begin it."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.http.response import HttpResponseBase
from rest_framework.request import Request

from common.api import Acts
from common.bodies import Sent
from consultations.pressing import row_borne
from consultations.views.births import Beginning, NewTopic, NewVenue
from consultations.views.postings import NewGuidance, NewPosting
from members import api_births
from members.api_rows import opened
from members.models import Seat
from workflow.hand import Hand
from workflow.models import Row


class Births(api_births.Births):
    """begins: the page."""

    begins: ClassVar[type[Beginning]]

    @property
    def roles(self) -> tuple[str, ...]:  # type: ignore[override]
        return self.begins.roles

    @property
    def refusal(self) -> str:  # type: ignore[override]
        return self.begins.refusal

    @property
    def verb(self) -> Any:
        return self.begins.action

    def form(self, sent: Sent, seat: Seat) -> forms.BaseForm:
        form: forms.BaseForm = self.begins.form(sent.words, sent.files, seat=seat)
        return form

    def bear(self, request: Request, told: dict[str, Any], by: Hand) -> Row:
        view: Any = opened(self.begins, request, {})  # type: ignore[arg-type]
        row: Row = view.bear(told, by)
        return row

    def borne(self, by: Hand) -> Row | None:
        return row_borne(by)


class Bearing(Births, Acts):
    """Of what has no list of its own."""

    @api_births.BORN
    def post(self, request: Request) -> HttpResponseBase:
        return self.create(request)


class TopicBirth(Bearing):
    kind, begins = "topics", NewTopic


class VenueBirth(Bearing):
    kind, begins = "venues", NewVenue


class PostingBirth(Bearing):
    kind, begins = "postings", NewPosting


class GuidanceBirth(Bearing):
    kind, begins = "guidance", NewGuidance
