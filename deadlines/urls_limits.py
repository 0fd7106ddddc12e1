"""The addresses under /limits/."""

from __future__ import annotations

from django.urls import path

from deadlines.views import limits as views

app_name = "limits"
urlpatterns = [
    path("", views.Limits.as_view(), name="list"),
    path("own/<int:pk>/give-up/", views.GiveUp.as_view(), name="give_up"),
    path("places/<slug:code>/", views.TakeOver.as_view(), name="take_over"),
    path("<slug:duty>/", views.EditLimit.as_view(), name="edit"),
]
