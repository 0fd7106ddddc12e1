"""POST to a list: something begins, as on the page where people begin it."""

from __future__ import annotations

from typing import ClassVar

from django.http.response import HttpResponseBase
from rest_framework.request import Request

from common.api import Acts
from consultations.pressing import row_borne
from consultations.views.births import Beginning, NewTopic, NewVenue
from consultations.views.postings import NewGuidance, NewPosting
from members import api_births
from workflow.hand import Hand
from workflow.models import Row


class Births(api_births.OfPage):
    begins: ClassVar[type[Beginning]]

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
