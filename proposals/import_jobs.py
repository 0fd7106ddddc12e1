"""历年提案导入 for other systems: a table is kept, looked through by a worker, then brought in.

The same reading, plan and import as on the pages; what is kept is forgotten with its job.
"""

from __future__ import annotations

import hashlib
from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from common.tables import Reading, columns, read
from members.models import Job, Seat
from members.receipts import refuse_other
from members.services.jobs import Beat, ask_job
from proposals.reading import COLUMNS, REQUIRED, ReadProposal, read_proposals
from proposals.services.importing import ImportReport, import_proposals
from proposals.services.importing_plan import Plan, plan_import
from workflow.hand import Hand

KIND = "import"
FAULTS = 1_000  # as many are told one by one; the rows with faults are all counted
READY = 10  # looked through and not confirmed, of one seat: those before them are forgotten
GONE = "文件已不在，请重新发送"
TOO_EARLY = "正在核对，请稍后读取该地址，state 为 ready 后再确认"


def must_be_readable(data: bytes) -> None:
    """Raises TableError for what is no table of proposals; its rows are the worker's."""
    columns(read(data), COLUMNS, REQUIRED)


def keep(seat: Seat, name: str, data: bytes, options: dict[str, str], *, press: UUID) -> Job:
    """Put a table aside, to be looked through.

    Raises Refusal for a press that asked for something else.
    """
    told = {"name": name, "options": options, "digest": hashlib.sha256(data).hexdigest()}
    job = ask_job(seat, KIND, f"接口导入：{name}", press=press, total=0, told=told)
    refuse_other(job, KIND, told)
    if not (job.ended_at or default_storage.exists(job.place)):
        default_storage.save(job.place, ContentFile(data))
    make_room(seat)
    return job


def make_room(seat: Seat) -> None:
    """The latest are kept of those that wait to be confirmed, or cannot be."""
    ended = Job.objects.filter(seat=seat, kind=KIND, ended_at__isnull=False)
    left = ended.exclude(told__has_key="report").select_for_update().order_by("-pk")
    for job in left[READY:]:
        transaction.on_commit(partial(default_storage.delete, job.place))
        job.delete()


def run(job: Job, beat: Beat) -> None:
    """Look through it: nothing is brought in."""
    try:
        plan = plan_import(job.seat.committee, reading_of(job), job.told["options"]["session"])
    except FileNotFoundError:
        job.fault = GONE
    except ValidationError as refusal:
        job.fault = "；".join(refusal.messages)[:200]
    else:
        job.told |= {"plan": planned(plan), "outcome": in_words(plan)}
        Job.objects.filter(pk=job.pk).update(told=job.told)


def in_words(plan: Plan) -> str:
    faulty = len({bad.row for bad in plan.bad})
    wrong = f"，{faulty}行有误" if faulty else ""
    return f"已核对，将导入{len(plan.new)}件{wrong}；尚未导入，由发来的系统确认后导入"


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
        "categories": list(plan.categories[:FAULTS]),
        "bodies": list(plan.bodies[:FAULTS]),
        "faults": [
            {"row": bad.row, "field": bad.field, "reason": bad.reason} for bad in plan.bad[:FAULTS]
        ],
    }


@transaction.atomic
def bring_in(job: Job, *, by: Hand, skip_bad: bool) -> Job:
    """All of it or nothing; what was brought in already is not brought in again.

    Raises ValidationError, as import_proposals does, and for what was not looked through.
    """
    job = held(job)
    if "report" in job.told:
        return job
    must_be_ready(job)
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
    job.told |= {"report": reported(report), "outcome": f"已导入{report.added}件"}
    job.done = report.added
    job.save(update_fields=["told", "done"])
    transaction.on_commit(partial(default_storage.delete, job.place))  # nobody reads it again
    return job


def held(job: Job) -> Job:
    """Itself, locked; who forgets it waits."""
    rows = Job.objects.select_for_update(of=("self",)).select_related("seat__committee")
    found = rows.filter(pk=job.pk).first()
    if found is None:
        raise ValidationError(GONE, code="wrong_state")
    return found


def must_be_ready(job: Job) -> None:
    if not job.ended_at:
        raise ValidationError(TOO_EARLY, code="wrong_state")
    if "plan" not in job.told:
        why = f"此表不能导入：{job.fault.rstrip('。')}。请改正后重新发送"
        raise ValidationError(why, code="wrong_state")


def reported(report: ImportReport) -> dict[str, int]:
    skipped = len({bad.row for bad in report.bad_rows})
    return {"added": report.added, "known": report.known, "skipped": skipped}
