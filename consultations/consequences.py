"""What the derived moves of a consultation bring with them."""

from __future__ import annotations

from common import clock
from consultations import debts
from consultations.models import Consultation, Task
from deadlines.defaults import Kind
from deadlines.services import cancel


def to_be_rated(row: Consultation) -> None:
    """群众评议: the township asks the villagers, if anything was done at all."""
    if Task.objects.filter(consultation=row.pk, status=Task.Status.DONE).exists():
        debts.owes(row, Kind.RATE_TASKS, debts.township(row))


def handled_again(row: Consultation) -> None:
    """恢复办理: a task is open once more, so nobody is asked to rate and nothing is done."""
    row.done_on = None
    cancel(row, Kind.RATE_TASKS)


def finished(row: Consultation) -> None:
    """办结: whoever did not speak did not; silence is no praise."""
    row.done_on = clock.today()
    cancel(row, Kind.RATE_TASKS)
