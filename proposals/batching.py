"""What a verb for many cases is: who, which ones wait, and the service for each."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, TextChoices

from members.models import Seat, Unit
from proposals.forms.many import ManyForm
from proposals.models import Proposal
from proposals.querysets import ProposalQuerySet
from workflow.hand import Hand

Carry = Callable[[Proposal, Hand, list[Unit], dict[str, Any]], object]


def by_age(row: Proposal) -> Any:
    return row.pk


@dataclass(frozen=True)
class Batch:
    """One verb for many cases; its rules stay in the service that is called for each."""

    action: TextChoices
    label: str
    roles: Collection[str]
    waiting: Callable[[Seat], QuerySet[Proposal]]
    carry: Carry
    form: type[ManyForm]
    lead: str
    units: bool = False  # each case goes with its own suggested units
    compares: bool = False  # a case that looks like another one is left to a closer look
    ticked: bool = True  # whether what waits begins ticked where nothing was picked
    after: str = ""  # the page where one goes on, else the same one
    idle: str = "要办的会列在这里和工作台上。"  # what to do where nothing waits
    turn: Callable[[Proposal], Any] = by_age  # in which order they are done

    def offered(self, seat: Seat | None) -> bool:
        return seat is not None and seat.role in self.roles


def of_own(seat: Seat) -> ProposalQuerySet:
    """Of the seat's own committee; what another one referred is not decided here."""
    return Proposal.objects.visible_to(seat).filter(committee=seat.committee_id)
