"""Who in a unit is told of 催办, and who of work that is called in again."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q, QuerySet
from django.urls import reverse

from members.models import Role, Seat
from notices.models import Weight
from notices.services import Message
from proposals.models import Assignment, Proposal, Suggestion
from proposals.pressing import URGE
from proposals.workflow import Action, ShareAction
from workflow.models import Event


def to_urged(event: Event, proposal: Proposal, url: str) -> Iterator[Message]:
    """At once, by every way there is, with the words of who pressed."""
    if event.subject_type != Assignment.kind() or event.action != URGE:
        return
    text = f"催办（{event.seat}）：{proposal.label}《{proposal.title}》　{event.note}"
    for seat in people_of(event):
        yield Message(seat, text, url, weight=Weight.NOW)


def to_called_in(event: Event, proposal: Proposal, url: str) -> Iterator[Message]:
    """What the unit was given by mistake is not its own any more."""
    if event.subject_type != Assignment.kind() or event.action != ShareAction.CALL_IN:
        return
    text = f"交办已收回，不必办理：{proposal.label}《{proposal.title}》　{event.note}"
    for seat in people_of(event):
        yield Message(seat, text, url)


def to_dispatchers(event: Event, proposal: Proposal) -> Iterator[Message]:
    """Whom a wrong 移交 reached; the case is not theirs to open any more."""
    if event.action != Action.TAKE_BACK:
        return
    text = f"移交已收回，不必交办：{proposal.label}《{proposal.title}》　{event.note}"
    systems = proposal.suggestions.filter(by=Suggestion.By.OFFICE).values("unit__system")
    theirs = {"committee": event.committee_id, "system__in": systems}
    for seat in Seat.objects.held().filter(role=Role.DISPATCHER, **theirs):
        yield Message(seat, text, reverse("home"))


def people_of(event: Event) -> QuerySet[Seat]:
    """The unit's liaison and head, and the office inside it that has the work."""
    share = Assignment.objects.select_related("unit__successor", "office__successor").get(
        pk=event.subject_id
    )
    unit = share.unit.current.pk
    inside = share.office.current.pk if share.office else unit
    liaisons = Q(role=Role.LIAISON, unit__in={unit, inside})
    return Seat.objects.held().filter(liaisons | Q(role=Role.UNIT_HEAD, unit=unit))
