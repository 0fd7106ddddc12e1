"""The addresses under /people/: accounts and seats."""

from __future__ import annotations

from django.urls import path

from members.views import people, people_acts, people_seats

app_name = "people"
urlpatterns = [
    path("", people.People.as_view(), name="list"),
    path("new/", people_acts.Open.as_view(), name="new"),
    path("<int:pk>/", people.PersonPage.as_view(), name="person"),
    path("<int:pk>/seat/", people_acts.Give.as_view(), name="give"),
    path("<int:pk>/edit/", people_acts.Edit.as_view(), name="edit"),
    path("<int:pk>/password/", people_acts.Reset.as_view(), name="reset"),
    path("<int:pk>/close/", people_acts.Close.as_view(), name="close"),
    path("<int:pk>/reopen/", people_acts.Reopen.as_view(), name="reopen"),
    path("seats/<int:pk>/end/", people_seats.End.as_view(), name="end"),
    path("seats/<int:pk>/hand-on/", people_seats.Transfer.as_view(), name="hand_on"),
]
