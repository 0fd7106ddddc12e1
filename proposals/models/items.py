"""What an answer says to each suggestion, line by line (办理事项)."""

from __future__ import annotations

from decimal import Decimal

from django.db import models

from proposals.models.assignment import Reply


class ReplyItem(models.Model):
    """One suggestion and what the unit says to it: adopted, planned by a day, or why not."""

    class Kind(models.TextChoices):
        DONE = "done", "已落实"
        PLANNED = "planned", "计划落实"
        REFUSED = "refused", "暂未采纳"

    reply = models.ForeignKey(Reply, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField("办理情况", max_length=8, choices=Kind)
    matter = models.CharField("事项", max_length=200)
    quantity = models.DecimalField("数量", max_digits=12, decimal_places=2, null=True, blank=True)
    measure = models.CharField("单位", max_length=10, blank=True)
    due_on = models.DateField("落实时限", null=True, blank=True)
    reason = models.CharField("说明或理由", max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reply", "position"], name="one_item_a_place")
        ]
        ordering = ["position"]

    def __str__(self) -> str:
        return self.matter

    @property
    def amount(self) -> str:
        return amount_of(self.quantity, self.measure)


def amount_of(quantity: Decimal | None, measure: str) -> str:
    """How much, as people write it: 1.5公里, 3处; empty if it was not said."""
    if quantity is None:
        return ""
    number = f"{quantity:.2f}".rstrip("0").rstrip(".")
    return f"{number}{measure}"
