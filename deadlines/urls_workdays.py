"""The addresses under /workdays/."""

from __future__ import annotations

from django.urls import path

from deadlines.views import workdays as views

app_name = "workdays"
urlpatterns = [
    path("", views.ThisYear.as_view(), name="this_year"),
    path("<int:year>/", views.Year.as_view(), name="year"),
    path("<int:year>/notice/", views.NoticePage.as_view(), name="notice"),
    path("<int:year>/publish/", views.PublishPage.as_view(), name="publish"),
    path("<int:year>/day/", views.DayPage.as_view(), name="day"),
    path("<int:year>/day/<str:day>/drop/", views.DropDayPage.as_view(), name="drop_day"),
    path("<int:year>/local/", views.LocalDayPage.as_view(), name="local"),
    path("<int:year>/local/<str:day>/drop/", views.DropLocalDayPage.as_view(), name="drop_local"),
]
