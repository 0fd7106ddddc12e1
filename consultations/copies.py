"""What clients copy of consultations."""

from __future__ import annotations

from consultations.api import ConsultationSerializer, with_told
from consultations.models import Consultation
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
            ("case", "township"),
        )
    )
