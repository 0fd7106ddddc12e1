"""Addresses that the API does not have yet: one that takes JSON, and one that breaks."""

from __future__ import annotations

from django.urls import include, path
from rest_framework.exceptions import Throttled
from rest_framework.response import Response
from rest_framework.views import APIView


class Echo(APIView):
    def post(self, request):
        return Response(request.data)

    def get(self, request):
        raise RuntimeError("机密：数据库口令")

    def delete(self, request):
        raise Throttled(wait=7)


urlpatterns = [path("api/v1/echo/", Echo.as_view()), path("", include("config.urls"))]
