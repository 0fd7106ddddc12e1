"""The nightly look at the stored files: how far it is, and what it found wrong."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from common import clock


class FileCheck(models.Model):
    """One walk through all folders of files; one that was broken off is gone on with."""

    begun_at = models.DateTimeField("开始", default=clock.now)
    folder = models.CharField("已核对至", max_length=2, blank=True)  # the last one done
    checked = models.PositiveIntegerField("已核对文件数", default=0)
    ended_at = models.DateTimeField("结束", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ended_at"],
                condition=Q(ended_at=None),
                nulls_distinct=False,
                name="one_file_check_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.begun_at}起的文件核对"


class FileFault(models.Model):
    """A stored file that is not what was registered; kept also after it was put right."""

    class Kind(models.TextChoices):
        MISSING = "missing", "已丢失"
        CHANGED = "changed", "内容与登记时不符"
        ORPHAN = "orphan", "没有登记"

    path = models.CharField("位置", max_length=200)
    kind = models.CharField("问题", max_length=8, choices=Kind)
    found_at = models.DateTimeField("发现", default=clock.now)
    mended_at = models.DateTimeField("恢复", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["path", "kind"], condition=Q(mended_at=None), name="one_fault_of_a_file"
            )
        ]
        ordering = ["path"]

    def __str__(self) -> str:
        return f"{self.path}：{self.get_kind_display()}"
