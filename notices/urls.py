"""The addresses of the inbox, and of the ways out of the house."""

from __future__ import annotations

from django.urls import path

from notices import views, views_gateways, views_reaching

app_name = "notices"
urlpatterns = [
    path("", views.Inbox.as_view(), name="list"),
    path("unread/", views.Unread.as_view(), name="unread"),
    path("choices/", views_reaching.Choices.as_view(), name="choices"),
    path("dead/", views_reaching.Dead.as_view(), name="dead"),
    path("gateways/", views_gateways.Gateways.as_view(), name="gateways"),
    path("gateways/new/", views_gateways.KeepGateway.as_view(), name="new_gateway"),
    path("gateways/<int:pk>/", views_gateways.KeepGateway.as_view(), name="gateway"),
    path("gateways/<int:pk>/switch/", views_gateways.SwitchGateway.as_view(), name="switch"),
    path("gateways/<int:pk>/try/", views_gateways.TryGateway.as_view(), name="try"),
    path("<int:pk>/", views.OpenNotice.as_view(), name="open"),
]
