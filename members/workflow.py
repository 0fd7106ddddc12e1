"""What may happen to a register: who enters, changes and ends its lines."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import models

from members.models import Member, Membership, Registry, Role, Seat, Unit
from workflow.models import Audience, Row
from workflow.procedure import UNBORN, Procedure, move


class RegistryAction(models.TextChoices):
    OPEN = "open", "建立名册"
    NOTE = "note", "登记事项"


class LineAction(models.TextChoices):
    ENTER = "enter", "登记"
    CHANGE = "change", "变更"
    END = "end", "终止"


REGISTRARS = (Role.OFFICE, Role.SYSADMIN, Role.SECADMIN)


def registrar(seat: Any, row: Any) -> bool:
    """The office and the administrators of that committee; until one has a seat, the set-up."""
    committee = row.case.committee_id
    if seat is None:
        seats = Seat.objects.held().filter(role__in=REGISTRARS, committee=committee)
        return not seats.exists()
    return seat.role in REGISTRARS and seat.committee_id == committee


INTERNAL = Audience.INTERNAL
REGISTRY = Procedure[Registry, RegistryAction](
    Registry,
    {
        RegistryAction.OPEN: move(UNBORN, to=Registry.Status.KEPT, by=registrar, audience=INTERNAL),
        RegistryAction.NOTE: move(Registry.Status.KEPT, by=registrar, audience=INTERNAL),
    },
    owed=False,
)


R = TypeVar("R", bound=Row)


def lines(model: type[R], here: str, gone: str) -> Procedure[R, LineAction]:
    """The procedure of one kind of line: entered, changed, ended."""
    return Procedure[R, LineAction](
        model,
        {
            LineAction.ENTER: move(UNBORN, to=here, by=registrar, audience=INTERNAL),
            LineAction.CHANGE: move(here, by=registrar, audience=INTERNAL),
            LineAction.END: move(here, to=gone, by=registrar, audience=INTERNAL),
        },
        root=REGISTRY,
        owed=False,
    )


MEMBER = lines(Member, Member.Status.SERVING, Member.Status.LEFT)
MEMBERSHIP = lines(Membership, Membership.Status.SERVING, Membership.Status.ENDED)
UNIT = lines(Unit, Unit.Status.ACTIVE, Unit.Status.ENDED)
SEAT = lines(Seat, Seat.Status.HELD, Seat.Status.ENDED)
