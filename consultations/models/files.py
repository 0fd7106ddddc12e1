"""Pictures and papers of a topic or a consultation: kept by content, seen with their case."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse

from common import clock
from consultations.models.around import Guidance
from consultations.models.consultation import Consultation
from consultations.models.gatherings import Gathering
from consultations.models.listed import Progress, Task
from consultations.models.meeting import Material
from consultations.models.topics import Topic
from consultations.models.villages import CivicVillage
from consultations.querysets import watches
from members.models import Seat
from workflow.models import Case


class EnclosureQuerySet(models.QuerySet["Enclosure"]):
    def live(self) -> EnclosureQuerySet:
        return self.filter(voided_at=None)

    def visible_to(self, seat: Seat) -> EnclosureQuerySet:
        """Who sees the case sees its files; units and members those of tasks, or sent to them.

        Sheets that people signed, and what they wrote on paper, name villagers.
        """
        topics = Q(case__in=Topic.objects.visible_to(seat).values("pk"))
        consultations = Q(case__in=Consultation.objects.visible_to(seat).values("pk"))
        if not watches(seat):
            sent = Q(subject_type=Material.kind())
            sent &= Q(subject_id__in=Material.objects.read_by(seat).values("pk"))
            consultations &= sent | Q(subject_type__in=(Task.kind(), Progress.kind()))
        return self.live().filter(topics | consultations | around(seat))


def around(seat: Seat) -> Q:
    """Files of gatherings, of villages that were proposed, and of guidance papers."""
    gatherings = Q(case__in=Gathering.objects.visible_to(seat).values("pk"))
    villages = Q(case__in=CivicVillage.objects.visible_to(seat).values("pk"))
    papers = Guidance.objects.visible_to(seat).values("pk")
    return gatherings | villages | Q(subject_type=Guidance.kind(), subject_id__in=papers)


class Enclosure(models.Model):
    """One file; subject: the part it belongs to. Pictures lie without their position."""

    uid = models.UUIDField(db_default=models.Func(function="uuidv7"), unique=True, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    subject_type = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    name = models.CharField("文件名", max_length=120)
    media_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField("大小")  # bytes
    digest = models.CharField(max_length=71)
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")  # null: a villager
    at = models.DateTimeField(default=clock.now)
    voided_at = models.DateTimeField(null=True)

    objects = EnclosureQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="files_of_subject")]

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        return reverse("consultations:file", args=[self.uid])
