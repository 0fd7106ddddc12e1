"""What came of a topic or a task: the sheet of a proposal that it began."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from consultations.models.listed import Task
from consultations.models.topics import Topic
from proposals.models import Draft, Proposal

NOT_FILED = (Proposal.Status.DECLINED, Proposal.Status.WITHDRAWN)


class Birth(models.Model):
    """Kept beside the record, which tells the birth itself; it goes with a draft thrown away.

    A task whose proposal was not filed is done again, and may become another proposal later.
    """

    topic = models.OneToOneField(Topic, models.PROTECT, null=True, related_name="birth")
    task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="births")
    draft = models.OneToOneField(Draft, models.CASCADE, related_name="birth")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(topic=None) ^ Q(task=None), name="born_of_a_topic_or_a_task"
            )
        ]

    @property
    def came_to_nothing(self) -> str:
        """What became of its proposal, in a word, if that is not handled; else nothing."""
        proposal = self.draft.proposal
        stands = proposal and (proposal.merged_into or proposal)
        return stands.get_status_display() if stands and stands.status in NOT_FILED else ""

    def __str__(self) -> str:
        return f"《{self.topic or self.task}》转提案"
