"""The addresses under /calendar/."""

from __future__ import annotations

from django.urls import path

from deadlines.views.feeds import Feed, FeedPage
from deadlines.views.mine import MyCalendar

urlpatterns = [
    path("", MyCalendar.as_view(), name="calendar"),
    path("feed/", FeedPage.as_view(), name="calendar_feed"),
    path("feeds/<str:token>.ics", Feed.as_view(), name="calendar_ics"),
]
