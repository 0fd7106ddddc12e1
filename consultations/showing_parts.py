"""What the page of a consultation shows beside its tasks: before, in and after the meeting."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from consultations.buttons import buttons
from consultations.doors import PART_DOORS
from consultations.models import Consultation, Enclosure, Material, Rating
from consultations.models.meeting import Noted
from consultations.querysets import watches
from consultations.rules import office, township_or_partner
from consultations.sheets import SHEETS
from members.models import Seat

Files = dict[Any, list[Enclosure]]  # by the row they belong to


def before_and_in(row: Consultation, files: Files, seat: Seat) -> dict[str, Any]:
    """Visits, attendees and speeches: of those who hold the meeting and watch over it."""
    if not watches(seat):
        return {"inside": False}
    brought = "township__committee"
    visits = row.visits.filter(status=Noted.RECORDED).select_related(brought)
    present = row.attendees.select_related("role", "unit", brought)
    said = row.speeches.filter(status=Noted.RECORDED).select_related(brought)
    return {
        "inside": True,
        "visits": with_files(parts(visits, "visits", row, seat), files),
        "attendees": parts(present, "attendees", row, seat),
        "speeches": parts(said, "speeches", row, seat),
    }


def materials_of(row: Consultation, files: Files, seat: Seat) -> list[dict[str, Any]]:
    """What was sent before the meeting; to whom is known to those who hold it."""
    found = Material.objects.read_by(seat).filter(consultation=row.pk)
    if watches(seat):
        found = found.prefetch_related("recipients")
    return with_files(parts(found, "materials", row, seat), files)


def with_files(lines: list[dict[str, Any]], files: Files) -> list[dict[str, Any]]:
    return [line | {"files": files.get(line["row"].key(), [])} for line in lines]


def codes_of(row: Consultation, seat: Seat) -> list[dict[str, str]]:
    """The sheets with a QR code that may be printed now."""
    if not township_or_partner(seat, row) and not office(seat, row):
        return []
    return [
        {"label": sheet.label, "url": reverse("consultations:code", args=[row.case.uid, word])}
        for word, sheet in SHEETS.items()
        if sheet.is_open(row)
    ]


def parts(found: Any, word: str, row: Consultation, seat: Seat) -> list[dict[str, Any]]:
    """Rows of one kind, each with what may be done to it."""
    lines = []
    for one in found:
        one.consultation = row
        pressed = buttons(one, PART_DOORS[word][1], seat, "part_act", word, one.pk)
        lines.append({"row": one, "actions": pressed["actions"]})
    return lines


def files_of(row: Any, seat: Seat) -> Files:
    """Those the seat may see, by the row they belong to."""
    found: Files = {}
    for one in Enclosure.objects.visible_to(seat).filter(case=row.pk):
        found.setdefault((one.subject_type, one.subject_id), []).append(one)
    return found


def ratings_of(row: Consultation, files: Files, seat: Seat) -> list[dict[str, Any]]:
    found = row.ratings.exclude(status=Rating.Status.VOID).select_related("task")
    return with_files(parts(found, "ratings", row, seat), files)
