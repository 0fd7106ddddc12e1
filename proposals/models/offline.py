"""Matters that may not be entered (涉密、不宜上网): only a neutral title, never their content."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from members.models import Seat, Session
from workflow.models import Root


class OfflineQuerySet(models.QuerySet["OfflineMatter"]):
    def visible_to(self, seat: Seat) -> OfflineQuerySet:
        """The committee's own people see what is handled on paper."""
        if not seat.is_staff_of_committee:
            return self.none()
        return self.filter(committee=seat.committee_id)


class OfflineMatter(Root):
    class Status(models.TextChoices):
        REGISTERED = "registered", "线下办理中"
        CLOSED = "closed", "已办理完毕"

    status = models.CharField("状态", max_length=20, choices=Status, editable=False)
    session = models.ForeignKey(Session, models.PROTECT, related_name="offline_matters")
    title = models.CharField("中性标题", max_length=80)
    registered_on = models.DateField("登记日期")
    handled_by = models.CharField("线下承办", max_length=60)
    note = models.CharField("备注", max_length=200, blank=True)
    closed_on = models.DateField("办理完毕日期", null=True)

    objects = OfflineQuerySet.as_manager()

    class Meta(Root.Meta):
        ordering = ["-registered_on", "-case"]

    def __str__(self) -> str:
        return self.title

    def caption(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("proposals:offline_matter", args=[self.case.uid])
