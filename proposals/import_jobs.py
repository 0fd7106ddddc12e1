"""历年提案导入 for other systems: a table is kept, looked through by a worker, then brought in.

The same reading, plan and import as on the pages; what is kept is forgotten with its job.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from common.tables import Reading, read
from members.models import Job, Seat
from members.services.jobs import Beat, ask_job
from proposals.reading import ReadProposal, read_proposals
from proposals.services.importing import ImportReport, import_proposals
from proposals.services.importing_plan import Plan, plan_import
from workflow.hand import Hand

KIND = "import"
FAULTS = 1_000  # as many are told one by one; the rows with faults are all counted
GONE = "文件已不在，请重新发送"


def keep(seat: Seat, name: str, data: bytes, options: dict[str, str], *, press: UUID) -> Job:
    """Put a table aside, to be looked through. Raises TableError for one that cannot be read."""
    read_proposals(read(data))
    told = {"name": name, "options": options}
    job = ask_job(seat, KIND, f"接口导入：{name}", press=press, total=0, told=told)
    if not default_storage.exists(job.place):
        default_storage.save(job.place, ContentFile(data))
    return job


def run(job: Job, beat: Beat) -> None:
    """Look through it: nothing is brought in."""
    try:
        plan = plan_import(job.seat.committee, reading_of(job), job.told["options"]["session"])
    except FileNotFoundError:
        job.fault = GONE
    except ValidationError as refusal:
        job.fault = "；".join(refusal.messages)[:200]
    else:
        job.told |= {"plan": planned(plan)}
        Job.objects.filter(pk=job.pk).update(told=job.told)
        job.done = len(plan.new)


def reading_of(job: Job) -> Reading[ReadProposal]:
    with default_storage.open(job.place) as file:
        return read_proposals(read(file.read()))


def planned(plan: Plan) -> dict[str, Any]:
    return {
        "new": len(plan.new),
        "known": len(plan.known),
        "faulty": len({bad.row for bad in plan.bad}),
        "repeated": len(plan.repeated),
        "sessions": [target.name for target in plan.sessions],
        "categories": list(plan.categories),
        "bodies": list(plan.bodies),
        "faults": [
            {"row": bad.row, "field": bad.field, "reason": bad.reason} for bad in plan.bad[:FAULTS]
        ],
    }


@transaction.atomic
def bring_in(job: Job, *, by: Hand, skip_bad: bool) -> Job:
    """All of it or nothing; what was brought in already is not brought in again.

    Raises ValidationError, as import_proposals does, and for what was not looked through.
    """
    locked = Job.objects.select_for_update(of=("self",)).select_related("seat__committee")
    job = locked.get(pk=job.pk)
    if not job.ended_at or "plan" not in job.told:
        raise ValidationError("还没有核对完，或者不能导入，请先读取核对结果", code="wrong_state")
    if "report" in job.told:
        return job
    try:
        reading = reading_of(job)
    except FileNotFoundError:
        raise ValidationError(GONE, code="wrong_state") from None
    options = job.told["options"]
    report = import_proposals(
        job.seat.committee,
        reading,
        by=by,
        session_name=options["session"],
        skip_bad=skip_bad,
        archive=bool(options["archive"]),
    )
    job.told |= {"report": reported(report)}
    job.save(update_fields=["told"])
    return job


def reported(report: ImportReport) -> dict[str, int]:
    skipped = len({bad.row for bad in report.bad_rows})
    return {"added": report.added, "known": report.known, "skipped": skipped}
