"""审计: the record as the 审计管理员 reads it, of the committee and of those below it."""

from __future__ import annotations

from django.db.models import QuerySet

from members.models import Committee, Role, Seat
from workflow.models import Event
from workflow.procedure import PROCEDURES

BESIDE_EVENT = (
    *("user", "case", "seat__committee", "seat__unit", "seat__system"),
    *("seat__member", "seat__organisation", "seat__township"),
)


def audited_by(seat: Seat) -> QuerySet[Event]:
    """All events that this seat may audit; none for any other role."""
    if seat.role != Role.AUDITOR:
        return Event.objects.none()
    return Event.objects.filter(committee__in=subtree(seat.committee_id))


def subtree(root: int) -> list[int]:
    """The committee and all below it."""
    above = dict(Committee.objects.values_list("pk", "parent"))

    def under(one: int | None) -> bool:
        while one is not None and one != root:
            one = above.get(one)
        return one == root

    return [one for one in above if under(one)]


def verbs() -> list[tuple[str, str]]:
    """Every verb of every table, and what it is called; one that several tables share once."""
    names: dict[str, list[str]] = {}
    for procedure in PROCEDURES.values():
        for action in procedure.moves:
            known = names.setdefault(str(action), [])
            known += [str(action.label)] if action.label not in known else []
    called = [(code, "、".join(labels)) for code, labels in names.items()]
    return sorted(called, key=lambda one: one[1])


def change_of(event: Event) -> str:
    """From which state to which, in words; empty for an edit."""
    if event.source == event.target:
        return ""
    procedure = PROCEDURES.get(event.subject_type)
    field = procedure.model._meta.get_field("status") if procedure else None
    labels = {str(code): str(label) for code, label in getattr(field, "choices", None) or ()}
    before = labels.get(event.source, event.source)
    after = labels.get(event.target, event.target)
    return f"{before} → {after}" if before else after


def who(event: Event) -> str:
    return str(event.user) if event.user_id else "系统"
