"""What the page of a consultation shows to a seat: nothing that is not theirs to see."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Prefetch, QuerySet

from consultations.buttons import awaited, buttons
from consultations.columns import badge
from consultations.doors import CONSULTATION_DOORS, TASK_DOORS
from consultations.models import (
    Attendee,
    Birth,
    Consensus,
    Consultation,
    Material,
    OversightNote,
    Progress,
    Rating,
    Speech,
    Task,
    TaskExtension,
    Visit,
)
from consultations.models.meeting import Noted
from consultations.phases import phases_of
from consultations.querysets import reads_list, watches
from consultations.rules import handler
from consultations.showing_parts import (
    Files,
    before_and_in,
    codes_of,
    files_of,
    materials_of,
    parts,
    ratings_of,
)
from consultations.urging import Urged, urged
from deadlines.defaults import Kind
from deadlines.lights import light_of
from deadlines.models import Obligation
from deadlines.owing import owed_by
from deadlines.presence import who_is_there
from deadlines.workdays import stamped
from members.models import Role, Seat
from opinions.origins import opinion_of
from proposals.models import Proposal
from workflow.models import Audience, Event
from workflow.telling import Entry, entry

PRIVATE = (Visit.kind(), Attendee.kind(), Material.kind(), Speech.kind())

PRESSED_FOR = (Kind.SIGN_TASK, Kind.TASK)


def page_of(row: Consultation, seat: Seat) -> dict[str, Any]:
    """The context of a consultation's page."""
    tasks = tasks_of(row) if reads_list(seat, row) else []
    who_is_there(row, awaited(row, tasks))
    owed = owed_of(row)
    files = files_of(row, seat)
    events = list(events_for(row, seat))
    pressed = buttons(row, CONSULTATION_DOORS, seat, "act")
    return {
        "row": row,
        "place": row.township.named_for(seat.committee_id),
        "status": badge(row),
        "phases": phases_of(row, tasks, owed),
        **owed_by(owed, seat, {one.key(): str(one) for one in tasks}),
        **pressed,
        "topics": row.topics.select_related("case").visible_to(seat),
        "minutes": row.minutes if reads_list(seat, row) else "",
        "pictures": files.get(row.key(), []),
        "agreed": agreed(row, tasks, owed, files, urged(events), seat),
        "materials": materials_of(row, files, seat),
        "codes": codes_of(row, seat),
        "ratings": ratings_of(row, files, seat),
        "notes": row.oversightnotes.all() if seat.role != Role.MEMBER else [],
        "partners": parts(
            row.partners.select_related("township__committee"), "partners", row, seat
        ),
        "timeline": timeline(row, events),
        **before_and_in(row, files, seat),
    }


def timeline(row: Consultation, events: list[Event]) -> list[Entry]:
    """What happened, newest first; of a task or consensus with its number."""
    names = {(Task.kind(), pk): f"任务{number}" for pk, number in numbers_of(row.tasks)}
    names |= {(Consensus.kind(), pk): f"共识{number}" for pk, number in numbers_of(row.consensuses)}
    return [entry(one, names.get((one.subject_type, one.subject_id), "")) for one in events]


def numbers_of(rows: Any) -> list[tuple[int, int]]:
    return list(rows.values_list("pk", "number"))


def tasks_of(row: Consultation) -> list[Task]:
    """All but what was struck off the list, with what their buttons have to know."""
    recorded = Progress.objects.filter(status=Noted.RECORDED)
    found = row.tasks.exclude(status=Task.Status.DROPPED).select_related(
        *("unit__successor", "formerly", "replaces"),
        "opinion_birth__draft__opinion__case",
    )
    asked, said = TaskExtension.objects.order_by("pk"), Rating.objects.order_by("pk")
    came_of = ("draft__proposal__case", "draft__proposal__merged_into")
    born_of = Birth.objects.select_related(*came_of).order_by("pk")
    read = (
        Prefetch("births", born_of),
        Prefetch("progress", recorded),
        Prefetch("extensions", asked),
        Prefetch("ratings", said),
    )
    tasks = list(found.prefetch_related(*read))
    for task in tasks:
        task.consultation = row
    return tasks


def agreed(
    row: Consultation,
    tasks: list[Task],
    owed: list[Obligation],
    files: Files,
    pressed: dict[int, Urged],
    seat: Seat,
) -> list[dict[str, Any]]:
    """Each consensus with its tasks."""
    if not reads_list(seat, row):
        return []
    recorded = list(row.consensuses.filter(status=Noted.RECORDED))
    for one in recorded:
        one.__dict__["listed"] = [task for task in tasks if task.consensus_id == one.pk]
    blocks = parts(recorded, "consensus", row, seat)
    lines: dict[int, list[dict[str, Any]]] = {}
    for task in tasks:
        line = task_line(task, owed, files, seat) | {"urged": pressed.get(task.pk)}
        lines.setdefault(task.consensus_id, []).append(line)
    return [block | {"tasks": lines.get(block["row"].pk, [])} for block in blocks]


def task_line(task: Task, owed: Sequence[Obligation], files: Files, seat: Seat) -> dict[str, Any]:
    theirs = [one for one in owed if (one.subject_type, one.subject_id) == task.key()]
    task.__dict__["owed_now"] = [one for one in theirs if one.kind in PRESSED_FOR]
    pressed = buttons(task, TASK_DOORS, seat, "part_act", "tasks", task.pk)
    return {
        "task": task,
        "status": badge(task),
        "light": light_of(theirs[0]) if theirs else None,
        "actions": pressed["actions"],
        "mine": handler(seat, task),
        "progress": [(one, files.get(one.key(), [])) for one in task.progress.all()],
        "extensions": [one for one in task.extensions.all() if one.status != "lapsed"],
        "files": files.get(task.key(), []),
        "born": born(task, seat),
    }


def born(row: Any, seat: Seat) -> dict[str, Any] | None:
    """The proposal or opinion that came of a task or topic, or its draft; both ways."""
    if reported := getattr(row, "opinion_birth", None):
        words, url = opinion_of(reported.draft, seat)
        return {"words": words, "url": url}
    birth: Birth | None = getattr(row, "birth", None) or last_of(row)
    if birth is None:
        return None
    proposal = birth.draft.proposal
    if proposal is None:
        return {"words": "提案草稿（尚未提交）", "url": ""}
    came = f"（{birth.came_to_nothing}）" if birth.came_to_nothing else ""
    if not Proposal.objects.visible_to(seat).filter(pk=proposal.pk).exists():
        return {"words": f"提案{came or '（已提交）'}", "url": ""}
    words = f"提案{proposal.label}《{proposal.title}》{came}"
    return {"words": words, "url": proposal.get_absolute_url()}


def last_of(row: Any) -> Birth | None:
    """Of a task, whose births are read."""
    births = list(row.births.all()) if isinstance(row, Task) else []
    return births[-1] if births else None


def owed_of(row: Any) -> list[Obligation]:
    still = stamped(Obligation.objects.open().filter(case=row.pk)).select_related(
        "unit", "township", "committee"
    )
    return list(still.order_by("due_on", "pk"))


def events_for(row: Consultation, seat: Seat) -> QuerySet[Event]:
    """The part of the record that this seat may read, newest first."""
    events = Event.objects.filter(case=row.pk)
    if not watches(seat):
        events = events.exclude(audience=Audience.INTERNAL).exclude(subject_type__in=PRIVATE)
    if not reads_list(seat, row):
        events = events.exclude(subject_type__in=(Consensus.kind(), Task.kind()))
    if seat.role == Role.MEMBER:
        events = events.exclude(subject_type=OversightNote.kind())
    return events.select_related(
        *("user", "seat__committee", "seat__unit", "seat__system"),
        *("seat__member", "seat__organisation", "seat__township"),
    ).order_by("-version")
