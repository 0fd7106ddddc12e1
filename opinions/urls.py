"""The addresses of opinions."""

from __future__ import annotations

from django.urls import path

from opinions.views import actions, drafts, pages

app_name = "opinions"
urlpatterns = [
    path("", pages.OpinionList.as_view(), name="list"),
    path("figures/", pages.Figures.as_view(), name="figures"),
    path("combine/", actions.Combine.as_view(), name="combine"),
    path("drafts/", drafts.DraftList.as_view(), name="drafts"),
    path("drafts/new/", drafts.NewDraft.as_view(), name="new_draft"),
    path("drafts/<uuid:uid>/", drafts.DraftPage.as_view(), name="draft"),
    path("drafts/<uuid:uid>/autosave/", drafts.DraftAutosave.as_view(), name="autosave"),
    path("from/<uuid:uid>/", actions.TurnProposal.as_view(), name="turn"),
    path("<uuid:uid>/", pages.OpinionDetail.as_view(), name="detail"),
    path("<uuid:uid>/<slug:action>/", actions.OpinionAction.as_view(), name="act"),
    path(
        "<uuid:uid>/<slug:part>/<int:pk>/<slug:action>/",
        actions.PartAction.as_view(),
        name="part_act",
    ),
]
