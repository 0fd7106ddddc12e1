"""The addresses of what arranges lists."""

from __future__ import annotations

from django.urls import path

from members.views import lists, sheets

app_name = "lists"
urlpatterns = [
    path("<slug:name>/views/", lists.Views.as_view(), name="views"),
    path("<slug:name>/views/save/", lists.SaveView.as_view(), name="save"),
    path("<slug:name>/views/<int:pk>/", lists.ChangeView.as_view(), name="change"),
    path("<slug:name>/views/<int:pk>/open/", lists.OpenWith.as_view(), name="open"),
    path("<slug:name>/views/<int:pk>/drop/", lists.DropView.as_view(), name="drop"),
    path("<slug:name>/sheet/", sheets.TakeSheet.as_view(), name="sheet"),
    path("<slug:name>/columns/", lists.Columns.as_view(), name="columns"),
]
