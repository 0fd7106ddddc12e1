"""The addresses under /dictionary/."""

from __future__ import annotations

from django.urls import path

from members.views import dictionary

urlpatterns = [
    path("", dictionary.Dictionary.as_view(), name="dictionary"),
    path("grades/examples/", dictionary.AdoptPage.as_view(), name="dictionary_adopt"),
    path("<slug:book>/copy/", dictionary.CopyPage.as_view(), name="dictionary_copy"),
    path("<slug:book>/new/", dictionary.AddEntry.as_view(), name="dictionary_add"),
    path("<int:pk>/", dictionary.EditEntry.as_view(), name="dictionary_edit"),
    path("<int:pk>/retire/", dictionary.RetireEntry.as_view(), name="dictionary_retire"),
    path("<int:pk>/restore/", dictionary.RestoreEntry.as_view(), name="dictionary_restore"),
]
