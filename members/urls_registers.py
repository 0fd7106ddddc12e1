"""The addresses under /registers/: units and members of a committee."""

from __future__ import annotations

from django.urls import path

from members.views import bodies, registers

app_name = "registers"
urlpatterns = [
    path("units/", registers.UnitList.as_view(), name="units"),
    path("units/<slug:action>/", registers.EnterUnit.as_view(), name="new_unit"),
    path("units/<int:pk>/<slug:action>/", registers.UnitAction.as_view(), name="unit_act"),
    path("bodies/", bodies.BodyList.as_view(), name="bodies"),
    path("bodies/<slug:action>/", bodies.EnrolBody.as_view(), name="new_body"),
    path("bodies/<int:pk>/<slug:action>/", bodies.AmendBody.as_view(), name="body_act"),
    path("members/", registers.MemberList.as_view(), name="members"),
    path("members/<int:pk>/<slug:action>/", registers.MemberAction.as_view(), name="member_act"),
]
