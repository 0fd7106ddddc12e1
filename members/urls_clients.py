"""The addresses under /clients/: other systems that come in through the API."""

from __future__ import annotations

from django.urls import path

from members.views import clients

app_name = "clients"
urlpatterns = [
    path("", clients.ClientList.as_view(), name="list"),
    path("new/<slug:action>/", clients.Issue.as_view(), name="new"),
    path("<int:pk>/", clients.ClientPage.as_view(), name="client"),
    path("<int:pk>/<slug:action>/", clients.ClientAct.as_view(), name="act"),
]
