"""The addresses under /api/, and the page of each kind of error."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path
from rest_framework.routers import SimpleRouter

from common.problems import BY_NAME
from deadlines.api import CalendarYears, Obligations


def problem(request: HttpRequest, name: str) -> HttpResponse:
    """What the type of a problem leads to; readable for everybody."""
    if name not in BY_NAME:
        raise Http404
    return render(request, "errors/problem.html", {"problem": BY_NAME[name]})


router = SimpleRouter(use_regex_path=False)
router.register("obligations", Obligations, basename="obligation")
v1 = [
    *router.urls,
    path("calendar/<int:year>/", CalendarYears.as_view(), name="calendar-year"),
]

app_name = "api"
urlpatterns = [
    path("v1/", include(v1)),
    path("problems/<slug:name>/", problem, name="problem"),
]
