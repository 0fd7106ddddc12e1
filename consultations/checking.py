"""The files of consultations are looked at every night, like those of proposals."""

from __future__ import annotations

from common import clock
from consultations.models import Consultation, Enclosure, Topic
from consultations.services.files import FOLDER
from members.models import Role, Seat
from notices.services import tell
from proposals.services.checking_files import SHELVES, Shelf, told


def tell_offices(digest: str, kind: str) -> None:
    """The county's office whose topic or consultation the file belongs to."""
    for file in Enclosure.objects.filter(digest=digest).select_related("case"):
        row = case_of(file)
        about = f"file:{FOLDER}:{file.pk}:{kind}:{clock.today()}"
        offices = Seat.objects.held().filter(role=Role.OFFICE, committee=file.case.committee_id)
        for seat in offices:
            tell(seat, told(file.name, kind, f"《{row}》"), row.get_absolute_url(), about=about)


def case_of(file: Enclosure) -> Topic | Consultation:
    model = Topic if file.case.kind == Topic.kind() else Consultation
    row: Topic | Consultation = model.objects.select_related("case").get(pk=file.case_id)
    return row


def watch_files() -> None:
    SHELVES[FOLDER] = Shelf(FOLDER, Enclosure.objects.all, tell_offices)
