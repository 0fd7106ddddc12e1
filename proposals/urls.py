"""The addresses of proposals."""

from __future__ import annotations

from django.urls import path

from proposals.views import actions, drafts, meetings, pages

app_name = "proposals"
urlpatterns = [
    path("", pages.ProposalList.as_view(), name="list"),
    path("drafts/", drafts.DraftList.as_view(), name="drafts"),
    path("drafts/new/", drafts.NewDraft.as_view(), name="new_draft"),
    path("drafts/<uuid:uid>/", drafts.DraftPage.as_view(), name="draft"),
    path("drafts/<uuid:uid>/autosave/", drafts.DraftAutosave.as_view(), name="autosave"),
    path("numbering/", meetings.NumberPage.as_view(), name="numbering"),
    path("meetings/", meetings.MeetingList.as_view(), name="meetings"),
    path("meetings/new/", meetings.ConveneMeeting.as_view(), name="convene"),
    path("meetings/<uuid:uid>/", meetings.MeetingPage.as_view(), name="meeting"),
    path(
        "meetings/<uuid:uid>/as-recommended/",
        meetings.FileAsRecommended.as_view(),
        name="as_recommended",
    ),
    path("meetings/<uuid:uid>/<slug:action>/", actions.MeetingAction.as_view(), name="meet_act"),
    path("<uuid:uid>/", pages.ProposalDetail.as_view(), name="detail"),
    path("<uuid:uid>/<slug:action>/", actions.ProposalAction.as_view(), name="act"),
    path(
        "<uuid:uid>/shares/<int:pk>/<slug:action>/",
        actions.ShareAction.as_view(),
        name="share_act",
    ),
    path(
        "<uuid:uid>/contacts/<int:pk>/<slug:action>/",
        actions.ContactAction.as_view(),
        name="contact_act",
    ),
]
