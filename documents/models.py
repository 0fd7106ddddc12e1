"""A committee's own templates, and the compilations that are being made."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.urls import reverse

from common import clock
from members.models import Committee, Seat, Session

KEPT = timedelta(days=7)  # a finished compilation


class PaperTemplateQuerySet(models.QuerySet["PaperTemplate"]):
    def visible_to(self, seat: Seat) -> PaperTemplateQuerySet:
        """Those of the seat's committee."""
        return self.filter(committee=seat.committee_id)

    def in_use(self) -> PaperTemplateQuerySet:
        return self.filter(dropped_at=None)


class PaperTemplate(models.Model):
    """A Word file that a committee uses for one paper in place of the default; old ones stay."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="paper_templates")
    paper = models.CharField("文书", max_length=20)
    name = models.CharField("文件名", max_length=120)
    data = models.BinaryField("模板")
    digest = models.CharField(max_length=71)
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    at = models.DateTimeField("启用时间", default=clock.now)
    dropped_at = models.DateTimeField("停用时间", null=True)

    objects = PaperTemplateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "paper"],
                condition=models.Q(dropped_at=None),
                name="one_template_in_use",
            )
        ]

    def __str__(self) -> str:
        return self.name


class CompilationQuerySet(models.QuerySet["Compilation"]):
    def visible_to(self, seat: Seat) -> CompilationQuerySet:
        """Only to who asked for it."""
        return self.filter(seat=seat)

    def unfinished(self) -> CompilationQuerySet:
        return self.filter(ended_at=None)


class Compilation(models.Model):
    """提案汇编: all cases of a session in one file; asked for on a page, made by a worker."""

    uid = models.UUIDField(db_default=models.Func(function="uuidv7"), unique=True, editable=False)
    session = models.ForeignKey(Session, models.PROTECT, related_name="+")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("申请时间", default=clock.now)
    beat_at = models.DateTimeField("最近进展", null=True)  # of the worker that has it
    tries = models.PositiveSmallIntegerField("已尝试", default=0)
    done = models.PositiveIntegerField("已排版", default=0)
    total = models.PositiveIntegerField("共", default=0)
    ended_at = models.DateTimeField("完成时间", null=True)
    fault = models.CharField("问题", max_length=200, blank=True)
    forms = models.CharField("格式", max_length=20, blank=True)  # docx pdf

    objects = CompilationQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "seat"],
                condition=models.Q(ended_at=None),
                name="one_compilation_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.session}提案汇编"

    def place(self, form: str) -> str:
        """Where the file lies in the storage, which is not served."""
        return f"compilations/{self.uid}.{form}"

    @property
    def files(self) -> list[tuple[str, str]]:
        """What can be fetched: how it is called, and where."""
        names = {"docx": "Word", "pdf": "PDF"}
        return [
            (names[form], reverse("documents:compilation_file", args=[self.uid, form]))
            for form in self.forms.split()
        ]

    @property
    def kept_until(self) -> datetime | None:
        return self.ended_at + KEPT if self.ended_at else None
