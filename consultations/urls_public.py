"""Short addresses for villagers, who need no account: they stand in QR codes."""

from __future__ import annotations

from django.urls import path

from consultations.views import public, scanning

app_name = "villagers"
urlpatterns = [
    path("receipt/", public.Receipt.as_view(), name="receipt"),
    path("in/<str:token>/", scanning.SignIn.as_view(), name="sign_in"),
    path("rate/<str:token>/", scanning.Rate.as_view(), name="rating"),
    path("<str:token>/", public.Wish.as_view(), name="wish"),
]
