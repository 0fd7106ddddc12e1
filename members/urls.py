"""The addresses of seats."""

from __future__ import annotations

from django.urls import path

from members.views.accounts import SwitchSeat

app_name = "members"
urlpatterns = [
    path("seat/", SwitchSeat.as_view(), name="switch_seat"),
]
