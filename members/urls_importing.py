"""The addresses under /imports/ for rolls."""

from __future__ import annotations

from django.urls import path

from members.views import importing

urlpatterns = [
    path("members/", importing.MembersUploadPage.as_view(), name="import_members"),
    path("members/template/", importing.MembersTemplate.as_view(), name="import_members_template"),
    path(
        "members/<slug:token>/",
        importing.MembersPreview.as_view(),
        name="import_members_preview",
    ),
    path("units/", importing.UnitsUploadPage.as_view(), name="import_units"),
    path("units/template/", importing.UnitsTemplate.as_view(), name="import_units_template"),
    path("units/<slug:token>/", importing.UnitsPreview.as_view(), name="import_units_preview"),
]
