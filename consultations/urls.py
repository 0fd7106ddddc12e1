"""The addresses of consultations."""

from __future__ import annotations

from django.urls import path

from consultations.views import (
    actions,
    births,
    boards,
    campaigns,
    gatherings,
    keeping,
    pages,
    posters,
    postings,
    villages,
    yearly,
)

app_name = "consultations"
urlpatterns = [
    path("", pages.ConsultationList.as_view(), name="list"),
    path("plan/", births.NewPlan.as_view(), name="plan"),
    path("topics/", pages.TopicList.as_view(), name="topics"),
    path("topics/new/", births.NewTopic.as_view(), name="new_topic"),
    path("topics/<uuid:uid>/", pages.TopicDetail.as_view(), name="topic"),
    path("topics/<uuid:uid>/<slug:action>/", actions.TopicAction.as_view(), name="topic_act"),
    path("venues/", births.VenueList.as_view(), name="venues"),
    path("venues/new/", births.NewVenue.as_view(), name="new_venue"),
    path("venues/<int:pk>/poster/", posters.Poster.as_view(), name="poster"),
    path("venues/<int:pk>/<slug:action>/", actions.VenueAction.as_view(), name="venue_act"),
    path("ahead/", keeping.SendAhead.as_view(), name="ahead"),
    path("<uuid:uid>/code/<slug:word>/", posters.Code.as_view(), name="code"),
    path("boards/", boards.CampaignBoard.as_view(), name="board"),
    path("boards/list/", boards.BoardList.as_view(), name="board_list"),
    path("boards/sheet/", boards.BoardSheet.as_view(), name="board_sheet"),
    path("yearly/", yearly.YearlyTables.as_view(), name="yearly"),
    path("yearly/sheet/", yearly.YearlySheet.as_view(), name="yearly_sheet"),
    path("campaigns/", campaigns.CampaignList.as_view(), name="campaigns"),
    path("campaigns/new/", campaigns.NewCampaign.as_view(), name="new_campaign"),
    path(
        "campaigns/<int:pk>/<slug:action>/",
        campaigns.CampaignAction.as_view(),
        name="campaign_act",
    ),
    path("postings/", postings.PostingList.as_view(), name="postings"),
    path("postings/new/", postings.NewPosting.as_view(), name="new_posting"),
    path("postings/<int:pk>/<slug:action>/", postings.PostingAction.as_view(), name="posting_act"),
    path("guidance/", postings.GuidanceList.as_view(), name="guidance"),
    path("guidance/new/", postings.NewGuidance.as_view(), name="new_guidance"),
    path(
        "guidance/<int:pk>/<slug:action>/", postings.GuidanceAction.as_view(), name="guidance_act"
    ),
    path("gatherings/", gatherings.GatheringList.as_view(), name="gatherings"),
    path("gatherings/new/", gatherings.NewGathering.as_view(), name="new_gathering"),
    path("gatherings/<uuid:uid>/", gatherings.GatheringDetail.as_view(), name="gathering"),
    path(
        "gatherings/<uuid:uid>/<slug:action>/",
        gatherings.GatheringAction.as_view(),
        name="gathering_act",
    ),
    path("villages/", villages.VillageList.as_view(), name="villages"),
    path("villages/new/", villages.NewVillage.as_view(), name="new_village"),
    path("villages/<uuid:uid>/", villages.VillageDetail.as_view(), name="village"),
    path(
        "villages/<uuid:uid>/<slug:action>/", villages.VillageAction.as_view(), name="village_act"
    ),
    path("files/<uuid:uid>/", pages.FilePage.as_view(), name="file"),
    path("<uuid:uid>/", pages.ConsultationDetail.as_view(), name="detail"),
    path("<uuid:uid>/<slug:action>/", actions.ConsultationAction.as_view(), name="act"),
    path(
        "<uuid:uid>/<slug:part>/<int:pk>/<slug:action>/",
        actions.PartAction.as_view(),
        name="part_act",
    ),
]
