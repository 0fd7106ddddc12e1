"""The addresses of the inbox."""

from __future__ import annotations

from django.urls import path

from notices import views

app_name = "notices"
urlpatterns = [
    path("", views.Inbox.as_view(), name="list"),
    path("unread/", views.Unread.as_view(), name="unread"),
    path("<int:pk>/", views.OpenNotice.as_view(), name="open"),
]
