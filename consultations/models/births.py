"""What came of a topic or a task: the sheet of a proposal that it began."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from consultations.models.listed import Task
from consultations.models.topics import Topic
from proposals.models import Draft


class Birth(models.Model):
    """Kept beside the record, which tells the birth itself; it goes with a draft thrown away."""

    topic = models.OneToOneField(Topic, models.PROTECT, null=True, related_name="birth")
    task = models.OneToOneField(Task, models.PROTECT, null=True, related_name="birth")
    draft = models.OneToOneField(Draft, models.CASCADE, related_name="birth")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(topic=None) ^ Q(task=None), name="born_of_a_topic_or_a_task"
            )
        ]

    def __str__(self) -> str:
        return f"《{self.topic or self.task}》转提案"
