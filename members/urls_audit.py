"""The addresses under /audit/."""

from __future__ import annotations

from django.urls import path

from members.views import audit

app_name = "audit"
urlpatterns = [
    path("", audit.Audit.as_view(), name="list"),
]
