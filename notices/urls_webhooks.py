"""The addresses under /clients/<client>/webhook/: 变更推送."""

from __future__ import annotations

from django.urls import path

from notices import views_webhooks as views

app_name = "webhooks"
urlpatterns = [
    path("<int:client>/webhook/", views.WebhookPage.as_view(), name="page"),
    path("<int:client>/webhook/again/", views.SendAgain.as_view(), name="again"),
    path("<int:client>/webhook/new/<slug:action>/", views.SetUp.as_view(), name="new"),
    path("<int:client>/webhook/<slug:action>/", views.WebhookAct.as_view(), name="act"),
]
