"""A verb for more cases than one page shows: a worker does it, case by case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError

from members.models import Job, Seat, Unit
from members.services.exporting import press_for
from members.services.jobs import Beat, ask_job
from proposals import services
from proposals.batches import BATCHES
from proposals.batching import Batch
from proposals.forms.asking import units_of
from proposals.likely import look_alikes, suggested
from proposals.models import Proposal, Recommendation
from workflow.hand import Hand
from workflow.procedure import AlreadyDone

KIND, AT_A_TIME = "many", 50
ALIKE = "案由与其他提案相近，请逐件核对"
NOBODY = "没有建议承办单位，请逐件核对"
FILE = Recommendation.FILE
UNSEEN = "已不在您能看到的提案之列"


def ask(batch: Batch, seat: Seat, keys: Sequence[int], told: dict[str, Any], *, by: Hand) -> Job:
    """These cases and no others, whatever comes under the conditions afterwards."""
    assert by.press
    asked = {
        "action": str(batch.action.value),
        "keys": list(keys),
        "told": {name: str(value) for name, value in told.items()},
    }
    facts = asked | {"request": by.request_id, "address": by.address or ""}
    press = press_for(by.press, asked)
    return ask_job(seat, KIND, batch.label, press=press, total=len(keys), told=facts)


def run(job: Job, beat: Beat) -> None:
    """What was done in an earlier try counts as done; what is refused does not hold up others."""
    batch, refused, done = BATCHES[job.told["action"]], [], 0
    address = job.told["address"] or None
    by = Hand(job.seat, press=job.press, request_id=job.told["request"], address=address)
    for row, units, alike in rows_of(job, batch):
        why = ALIKE if alike else carried(batch, row, by, units, job.told["told"])
        if why:
            refused.append([f"{row.label}《{row}》", why])
        else:
            done += 1
        beat(done, refused)
    gone = job.total - done - len(refused)
    job.done, job.refused = done, refused + [["已变动的提案", UNSEEN]] * gone


def rows_of(job: Job, batch: Batch) -> Iterator[tuple[Proposal, list[Unit], bool]]:
    """In their order, each with the units somebody suggested and whether it looks alike.

    What is only learned from the past is left to whoever looks at the case.
    """
    seen = Proposal.objects.visible_to(job.seat).filter(pk__in=job.told["keys"])
    rows = seen.for_list().select_related("case__committee", "session__term")
    units = {one.pk: one for one in units_of(job.seat.committee_id)} if batch.units else {}
    ordered = sorted(rows, key=batch.turn)
    for first in range(0, len(ordered), AT_A_TIME):
        some = ordered[first : first + AT_A_TIME]
        advised = suggested(some) if batch.units else {}
        alike = look_alikes(some) if batch.compares else {}
        for row in some:
            chosen = [units[pk] for pk in advised.get(row.pk, []) if pk in units]
            yield row, chosen, row.pk in alike


def carried(batch: Batch, row: Proposal, by: Hand, units: list[Unit], told: dict[str, Any]) -> str:
    """Why not, if it was refused."""
    if batch.units and not units and told.get("recommendation", FILE) == FILE:
        return NOBODY
    try:
        batch.carry(row, by, units, batch.form.spoken(told))
    except AlreadyDone:
        return ""
    except (PermissionDenied, ValidationError) as refusal:
        return services.plain(refusal)
    return ""
