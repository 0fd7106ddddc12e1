"""The addresses under /clients/: other systems that come in through the API."""

from __future__ import annotations

from django.urls import path

from members.views import calls, clients

app_name = "clients"
urlpatterns = [
    path("", clients.ClientList.as_view(), name="list"),
    path("calls/", calls.Calls.as_view(), name="calls"),
    path("new/<slug:action>/", clients.Issue.as_view(), name="new"),
    path("<int:pk>/", clients.ClientPage.as_view(), name="client"),
    path("<int:pk>/<slug:action>/", clients.ClientAct.as_view(), name="act"),
]
