"""What the pages of a gathering and of a 文明村寨 show to a seat."""

from __future__ import annotations

import re
from typing import Any

from django.db.models import Q

from consultations.buttons import buttons
from consultations.columns import badge
from consultations.doors_around import GATHERING_DOORS, VILLAGE_DOORS
from consultations.figures import MARKS
from consultations.models import (
    CivicVillage,
    Consultation,
    Enclosure,
    Gathering,
    Posting,
    Rating,
    Task,
)
from consultations.models.after import Grade
from consultations.models.meeting import Noted
from consultations.querysets import AFTER_MEETING
from consultations.showing import owed_of
from deadlines.owing import owed_by
from members.models import Committee, Seat
from workflow.models import Event
from workflow.telling import entry


def shown(row: Any, doors: Any, name: str, seat: Seat) -> dict[str, Any]:
    """What both pages have: where it stands, what may be pressed, its files and its record."""
    owed = owed_of(row)
    known = ("user", "seat__committee", "seat__township", "seat__member", "seat__unit")
    events = (
        Event.objects.filter(case=row.pk)
        .order_by("-version")
        .select_related(*known, "seat__system", "seat__organisation")
    )
    return {
        "row": row,
        "status": badge(row),
        **owed_by(owed, seat),
        **buttons(row, doors, seat, name),
        "files": Enclosure.objects.visible_to(seat).filter(case=row.pk),
        "timeline": [entry(one) for one in events],
    }


def gathering_page(row: Gathering, seat: Seat) -> dict[str, Any]:
    invited = row.invitations.select_related("township__committee")
    return shown(row, GATHERING_DOORS, "gathering_act", seat) | {"invited": invited}


def village_page(row: CivicVillage, seat: Seat) -> dict[str, Any]:
    """With what the record knows of the village, so that nobody has to copy it."""
    page = shown(row, VILLAGE_DOORS, "village_act", seat)
    return page | {"facts": facts_of(row), "meetings": meetings_of(row).select_related("case")}


def meetings_of(row: CivicVillage) -> Any:
    """The meetings that were held in the village: those whose line names it."""
    named = rf"(^|{MARKS}){re.escape(row.village)}($|{MARKS})"
    held = Consultation.objects.filter(township=row.township_id, status__in=AFTER_MEETING)
    return held.filter(villages__regex=named).order_by("-held_on")


def postings_here(seat: Seat, county: Committee | None) -> Any:
    """Who looks after that county and its townships, or whatever the seat sees of it."""
    seen = Posting.objects.visible_to(seat).current().for_page()
    here = Q(county=county) | Q(township__committee=county)
    return seen.filter(here) if county else seen


def facts_of(row: CivicVillage) -> list[tuple[str, str]]:
    """Meetings, tasks and ratings of the village as of today."""
    meetings = meetings_of(row)
    tasks = Task.objects.live().filter(consultation__in=meetings)
    said = Rating.objects.filter(status=Noted.RECORDED, consultation__in=meetings)
    content, all_of = said.filter(~Q(result=Grade.DISSATISFIED)).count(), said.count()
    return [
        ("协商会议", f"{meetings.count()}场"),
        ("任务完成", f"{tasks.filter(status=Task.Status.DONE).count()}/{tasks.count()}项"),
        ("群众评议", f"{content}/{all_of}人次满意或基本满意" if all_of else "尚无评议"),
    ]
