"""Short addresses for villagers, who need no account: they stand in QR codes."""

from __future__ import annotations

from django.urls import path

from consultations.views import public

app_name = "villagers"
urlpatterns = [
    path("receipt/", public.Receipt.as_view(), name="receipt"),
    path("<str:token>/", public.Wish.as_view(), name="wish"),
]
