"""What came of a topic or a task: the sheet of an opinion (社情民意) that it began."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from consultations.models.listed import Task
from consultations.models.topics import Topic
from opinions.models import OpinionDraft


class OpinionBirth(models.Model):
    """Kept beside the record, which tells the birth itself; such a sheet is never thrown away."""

    topic = models.OneToOneField(Topic, models.PROTECT, null=True, related_name="opinion_birth")
    task = models.OneToOneField(Task, models.PROTECT, null=True, related_name="opinion_birth")
    draft = models.OneToOneField(OpinionDraft, models.PROTECT, related_name="birth")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(topic=None) ^ Q(task=None), name="opinion_of_a_topic_or_a_task"
            )
        ]

    def __str__(self) -> str:
        return f"《{self.topic or self.task}》转社情民意"
