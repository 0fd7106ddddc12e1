"""A view that only looks the token up and answers: what any call costs."""

from __future__ import annotations

from django.urls import include, path
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView


class Bare(APIView):
    def scopes_for(self, request: Request) -> tuple[str, ...]:
        return ()

    def get(self, request: Request) -> Response:
        return Response({})


urlpatterns = [path("api/v1/bare/", Bare.as_view()), path("", include("config.urls"))]
