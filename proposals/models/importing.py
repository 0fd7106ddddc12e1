"""Which columns a committee's own ledgers have, as the office said it the last time."""

from __future__ import annotations

from django.db import models

from members.models import Committee


class LedgerColumns(models.Model):
    """labels: by the name of a column what it says; a habit, not a decision."""

    committee = models.OneToOneField(Committee, models.PROTECT, related_name="+")
    labels = models.JSONField("列的对应", default=dict)

    def __str__(self) -> str:
        return f"{self.committee}台账的列"
