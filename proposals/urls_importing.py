"""The addresses under /imports/ for proposals."""

from __future__ import annotations

from django.urls import path

from proposals.views import importing

urlpatterns = [
    path("proposals/", importing.ProposalsUploadPage.as_view(), name="import_proposals"),
    path(
        "proposals/template/",
        importing.ProposalsTemplate.as_view(),
        name="import_proposals_template",
    ),
    path(
        "proposals/<slug:token>/columns/",
        importing.ProposalsColumns.as_view(),
        name="import_proposals_columns",
    ),
    path(
        "proposals/<slug:token>/rows/",
        importing.ProposalsRows.as_view(),
        name="import_proposals_rows",
    ),
    path(
        "proposals/<slug:token>/",
        importing.ProposalsPreview.as_view(),
        name="import_proposals_preview",
    ),
]
