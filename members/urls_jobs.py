"""The addresses of what workers do for people."""

from __future__ import annotations

from django.urls import path

from members.views import sheets

app_name = "jobs"
urlpatterns = [
    path("", sheets.Jobs.as_view(), name="list"),
    path("<uuid:uid>/", sheets.JobPage.as_view(), name="job"),
    path("<uuid:uid>/file/", sheets.JobFile.as_view(), name="file"),
]
