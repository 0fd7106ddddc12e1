"""The files of consultations are looked at every night, like those of proposals."""

from __future__ import annotations

from typing import Any

from common import clock
from consultations.models import Enclosure, Guidance
from consultations.pressing import BORN
from consultations.services.files import FOLDER
from members.models import Role, Seat
from notices.services import tell
from proposals.services.checking_files import SHELVES, Shelf, told


def tell_offices(digest: str, kind: str) -> None:
    """The office whose case or paper the file belongs to."""
    for file in Enclosure.objects.filter(digest=digest).select_related("case"):
        row = case_of(file)
        about = f"file:{FOLDER}:{file.pk}:{kind}:{clock.today()}"
        offices = Seat.objects.held().filter(role=Role.OFFICE, committee=file.case.committee_id)
        for seat in offices:
            tell(seat, told(file.name, kind, f"《{row}》"), row.get_absolute_url(), about=about)


def case_of(file: Enclosure) -> Any:
    """The case; of a paper, which is a line of a register, the paper."""
    if file.subject_type == Guidance.kind():
        return Guidance.objects.get(pk=file.subject_id)
    return BORN[file.case.kind].objects.select_related("case").get(pk=file.case_id)


def watch_files() -> None:
    SHELVES[FOLDER] = Shelf(FOLDER, Enclosure.objects.all, tell_offices)
