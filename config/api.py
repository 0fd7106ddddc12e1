"""The addresses under /api/, and the page of each kind of error."""

from __future__ import annotations

from csp.constants import SELF
from csp.decorators import csp_update
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path
from django.utils.decorators import method_decorator
from drf_spectacular.renderers import OpenApiJsonRenderer
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.request import Request
from rest_framework.routers import SimpleRouter

import members.schema  # noqa: F401 - the library learns of it by its import
from common.problems import BY_NAME
from consultations import api_acts as consultations
from consultations.api import Consultations, Tasks
from consultations.api_around import GatheringAct, Gatherings, VillageAct, Villages
from consultations.api_births import GuidanceBirth, PostingBirth, TopicBirth, VenueBirth
from consultations.api_campaigns import CampaignAct, Campaigns
from deadlines.api import CalendarYears, Obligations
from members.api_bulk import Bulk
from members.api_changes import Changes
from members.api_exports import ExportFile, Exports, OneExport
from members.api_registers import Registers
from members.tokens import Token
from opinions.api import OpinionAct, OpinionPartAct, Opinions
from opinions.api_births import Combining
from proposals.api import acts as proposals
from proposals.api.follow_ups import FollowUpAct, FollowUps, VisitAct, Visits
from proposals.api.imports import ConfirmImport, Imports, OneImport
from proposals.api.key_lists import KeyLists, ListAct, ListPartAct
from proposals.api.keys import KeyAct, KeyPartAct, Keys
from proposals.api.meetings import Meetings
from proposals.api.offline import Offline
from proposals.api.rows import Assignments, Commitments, Proposals, Replies
from proposals.api.warnings import WarningAct, Warnings


def problem(request: HttpRequest, name: str) -> HttpResponse:
    """What the type of a problem leads to; readable for everybody."""
    if name not in BY_NAME:
        raise Http404
    return render(request, "errors/problem.html", {"problem": BY_NAME[name]})


class Open:
    """For whoever is known here, with whatever scopes."""

    def scopes_for(self, request: Request) -> tuple[str, ...]:
        return ()


class Description(Open, SpectacularAPIView):
    """The description of all this, as machines read it (OpenAPI 3)."""

    http_method_names = ["get", "head"]
    renderer_classes = [OpenApiJsonRenderer]


@method_decorator(csp_update({"img-src": [SELF, "data:"]}), name="dispatch")
class Docs(Open, SpectacularSwaggerSplitView):
    """The same for people, with files of our own only; the signs in its style sheet are data:."""

    http_method_names = ["get", "head"]
    url_name = "api:schema"
    title = "接口说明"
    template_name = "api_docs.html"


router = SimpleRouter(use_regex_path=False)
router.register("obligations", Obligations, basename="obligation")
router.register("proposals", Proposals, basename="proposal")
router.register("assignments", Assignments, basename="assignment")
router.register("replies", Replies, basename="reply")
router.register("commitments", Commitments, basename="commitment")
router.register("consultations", Consultations, basename="consultation")
router.register("tasks", Tasks, basename="task")
router.register("gatherings", Gatherings, basename="gathering")
router.register("villages", Villages, basename="village")
router.register("opinions", Opinions, basename="opinion")
router.register("warnings", Warnings, basename="warning")
router.register("keys", Keys, basename="key-proposal")
router.register("key-lists", KeyLists, basename="key-list")
router.register("follow-ups", FollowUps, basename="follow-up")
router.register("follow-up-visits", Visits, basename="follow-up-visit")
router.register("meetings", Meetings, basename="meeting")
router.register("offline", Offline, basename="offline")
router.register("campaigns", Campaigns, basename="campaign")
VERB = "actions/<slug:action>/"
acts = [
    path(f"proposals/<uuid:uid>/{VERB}", proposals.ProposalAct.as_view(), name="proposal-act"),
    *(
        path(f"proposals/<uuid:uid>/{kind}/<int:pk>/{VERB}", act.as_view(), name=f"{kind}-act")
        for kind, act in proposals.PARTS.items()
    ),
    path(f"meetings/<uuid:uid>/{VERB}", proposals.MeetingAct.as_view(), name="meeting-act"),
    path(f"offline/<uuid:uid>/{VERB}", proposals.OfflineAct.as_view(), name="offline-act"),
    path(f"follow-ups/<uuid:uid>/{VERB}", FollowUpAct.as_view(), name="follow-up-act"),
    path(
        f"follow-ups/<uuid:uid>/visits/<int:pk>/{VERB}",
        VisitAct.as_view(),
        name="follow-up-visit-act",
    ),
    path(f"campaigns/<int:pk>/{VERB}", CampaignAct.as_view(), name="campaign-act"),
    path(f"topics/<uuid:uid>/{VERB}", consultations.TopicAct.as_view(), name="topic-act"),
    path(f"postings/<int:pk>/{VERB}", consultations.PostingAct.as_view(), name="posting-act"),
    path(f"guidance/<int:pk>/{VERB}", consultations.GuidanceAct.as_view(), name="guidance-act"),
    path(f"venues/<int:pk>/{VERB}", consultations.VenueAct.as_view(), name="venue-act"),
    path(
        f"consultations/<uuid:uid>/{VERB}",
        consultations.ConsultationAct.as_view(),
        name="consultation-act",
    ),
    path(
        f"consultations/<uuid:uid>/<slug:part>/<int:pk>/{VERB}",
        consultations.PartAct.as_view(),
        name="consultation-part-act",
    ),
    path(f"gatherings/<uuid:uid>/{VERB}", GatheringAct.as_view(), name="gathering-act"),
    path(f"villages/<uuid:uid>/{VERB}", VillageAct.as_view(), name="village-act"),
    path(f"opinions/<uuid:uid>/{VERB}", OpinionAct.as_view(), name="opinion-act"),
    path(
        f"opinions/<uuid:uid>/<slug:part>/<int:pk>/{VERB}",
        OpinionPartAct.as_view(),
        name="opinion-part-act",
    ),
    path(f"warnings/<uuid:uid>/{VERB}", WarningAct.as_view(), name="warning-act"),
    path(f"keys/<uuid:uid>/{VERB}", KeyAct.as_view(), name="key-proposal-act"),
    path(
        f"keys/<uuid:uid>/<slug:part>/<int:pk>/{VERB}",
        KeyPartAct.as_view(),
        name="key-proposal-part-act",
    ),
    path(f"key-lists/<uuid:uid>/{VERB}", ListAct.as_view(), name="key-list-act"),
    path(
        f"key-lists/<uuid:uid>/<slug:part>/<int:pk>/{VERB}",
        ListPartAct.as_view(),
        name="key-list-part-act",
    ),
]
v1 = [
    *router.urls,
    *acts,
    path("topics/", TopicBirth.as_view(), name="topic-births"),
    path("combined-opinions/", Combining.as_view(), name="combined-opinion-births"),
    path("postings/", PostingBirth.as_view(), name="posting-births"),
    path("guidance/", GuidanceBirth.as_view(), name="guidance-births"),
    path("venues/", VenueBirth.as_view(), name="venue-births"),
    path("registers/", Registers.as_view(), name="registers"),
    path("calendar/<int:year>/", CalendarYears.as_view(), name="calendar-year"),
    path("bulk/", Bulk.as_view(), name="bulk"),
    path("exports/", Exports.as_view(), name="exports"),
    path("exports/<uuid:uid>/", OneExport.as_view(), name="export"),
    path("exports/<uuid:uid>/file/", ExportFile.as_view(), name="export-file"),
    path("imports/", Imports.as_view(), name="imports"),
    path("imports/<uuid:uid>/", OneImport.as_view(), name="import"),
    path("imports/<uuid:uid>/confirm/", ConfirmImport.as_view(), name="import-confirm"),
    path("changes/", Changes.as_view(), name="changes"),
    path("token/", Token.as_view(), name="token"),
    path("schema/", Description.as_view(), name="schema"),
    path("docs/", Docs.as_view(), name="docs"),
]

app_name = "api"
urlpatterns = [
    path("v1/", include(v1)),
    path("problems/<slug:name>/", problem, name="problem"),
]
