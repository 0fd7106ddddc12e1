"""集体提案单位: the pages on which the bodies that may propose are kept."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from members import forms_registers as forms
from members import services
from members.doors import Door
from members.models import Organisation, Registry
from members.services.registry import registry_of
from members.views.registers import RegisterAction, RegisterList, by_action
from members.workflow import REGISTRY, RegistryAction


class BodyList(RegisterList):
    kind = "bodies"

    def rows(self) -> QuerySet[Any]:
        ours = Organisation.objects.filter(committee=self.request.seat.committee_id)
        return ours.order_by("-placeholder", "kind", "name")

    def find(self, rows: QuerySet[Any], sought: str) -> QuerySet[Any]:
        return rows.filter(name__icontains=sought) if sought else rows


class EnrolBody(RegisterAction):
    kind = "bodies"
    doors = by_action(
        Door(RegistryAction.ENROL, REGISTRY, forms.EnrolBody, services.enrol_body, main=True)
    )

    def get_row(self) -> Registry:
        return registry_of(self.request.seat.committee)


class AmendBody(EnrolBody):
    """The register is changed; which body is said by the address."""

    doors = by_action(Door(RegistryAction.AMEND, REGISTRY, forms.AmendBody, services.amend_body))

    def get_row(self) -> Registry:
        ours = Organisation.objects.filter(committee=self.request.seat.committee_id)
        registry = super().get_row()
        registry.body = get_object_or_404(ours, pk=self.kwargs["pk"])  # type: ignore[attr-defined]
        return registry
