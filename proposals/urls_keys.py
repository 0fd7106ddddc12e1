"""The addresses of key proposals."""

from __future__ import annotations

from django.urls import path

from proposals.views import key_board, keys, warnings

app_name = "keys"
urlpatterns = [
    path("", keys.KeyIndex.as_view(), name="list"),
    path("lists/new/", keys.NewList.as_view(), name="new_list"),
    path("lists/<uuid:uid>/", keys.KeyListPage.as_view(), name="key_list"),
    path("lists/<uuid:uid>/<slug:action>/", keys.ListAction.as_view(), name="list_act"),
    path(
        "lists/<uuid:uid>/<slug:part>/<int:pk>/<slug:action>/",
        keys.ListPartAction.as_view(),
        name="list_part_act",
    ),
    path("leaders/", key_board.KeyBoard.as_view(), name="leaders"),
    path("warnings/", warnings.WarningList.as_view(), name="warnings"),
    path("warnings/new/<int:unit>/", warnings.NewWarningPage.as_view(), name="new_warning"),
    path("warnings/<uuid:uid>/", warnings.WarningPage.as_view(), name="warning"),
    path(
        "warnings/<uuid:uid>/<slug:action>/",
        warnings.WarningAction.as_view(),
        name="warning_act",
    ),
    path("<uuid:uid>/", keys.KeyPage.as_view(), name="detail"),
    path("<uuid:uid>/<slug:action>/", keys.KeyAction.as_view(), name="act"),
    path(
        "<uuid:uid>/<slug:part>/<int:pk>/<slug:action>/",
        keys.KeyPartAction.as_view(),
        name="part_act",
    ),
]
