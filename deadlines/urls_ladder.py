"""The addresses under /reminding/."""

from __future__ import annotations

from django.urls import path

from deadlines.views import ladder as views

urlpatterns = [
    path("", views.Ladders.as_view(), name="reminding"),
    path("hours/", views.EditHours.as_view(), name="reminding_hours"),
    path("<slug:duty>/", views.EditLadder.as_view(), name="reminding_edit"),
    path("<slug:duty>/drop/", views.DropLadder.as_view(), name="reminding_drop"),
]
