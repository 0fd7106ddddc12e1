"""What clients copy of consultations."""

from __future__ import annotations

from consultations.api import ConsultationSerializer, with_told
from consultations.api_around import (
    GatheringSerializer,
    VillageSerializer,
    gatherings_told,
    nothing_more,
    villages_told,
)
from consultations.models import CivicVillage, Consultation, Gathering
from members.copies import SOURCES, Source


def offer_copies() -> None:
    SOURCES.append(
        Source(
            "consultation",
            "consultations",
            Consultation.kind(),
            lambda seat: Consultation.objects.visible_to(seat),
            ConsultationSerializer,
            ConsultationSerializer.EXPANDS,
            with_told,
            ("case", "township__committee"),
        )
    )
    SOURCES.append(
        Source(
            *("gathering", "gatherings", Gathering.kind(), gatherings_told, GatheringSerializer),
            *((), nothing_more, ("case",)),
        )
    )
    SOURCES.append(
        Source(
            *("village", "villages", CivicVillage.kind(), villages_told, VillageSerializer),
            *((), nothing_more, ("case",)),
        )
    )
