"""What clients copy of consultations."""

from __future__ import annotations

from consultations.api import ConsultationSerializer
from consultations.api_around import GatheringSerializer, VillageSerializer
from consultations.models import CivicVillage, Consultation, Gathering
from members.copies import SOURCES, Source


def offer_copies() -> None:
    for name, model, serializer in (
        ("consultation", Consultation, ConsultationSerializer),
        ("gathering", Gathering, GatheringSerializer),
        ("village", CivicVillage, VillageSerializer),
    ):
        rows = model.objects.visible_to
        SOURCES.append(Source(name, f"{name}s", model.kind(), rows, serializer, serializer.EXPANDS))
