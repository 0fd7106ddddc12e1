"""POST /api/v1/consultations/<uid>/…/actions/<verb>/: what is done on the pages."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema, extend_schema_view

from consultations.views import actions as pages
from consultations.views.postings import GuidanceAction, PostingAction
from members.api_actions import Act


class TopicAct(Act):
    kind, page = "topics", pages.TopicAction


class VenueAct(Act):
    kind, page = "venues", pages.VenueAction


class PostingAct(Act):
    kind, page = "postings", PostingAction


class GuidanceAct(Act):
    kind, page = "guidance", GuidanceAction


class ConsultationAct(Act):
    kind, page = "consultations", pages.ConsultationAction


@extend_schema_view(post=extend_schema(operation_id="consultations_parts_actions_create"))
class PartAct(Act):
    """kind is in the address: visits, tasks …"""

    page = pages.PartAction
