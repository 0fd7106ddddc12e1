"""A unit owes its answer still, while the next step is somebody else's: what it waits for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from deadlines.defaults import Kind
from deadlines.models import Obligation
from proposals.models import Assignment, Opinion

Share = Assignment.Status
WAITS = {
    Share.CHANGE_ASKED: "待督查室决定调整申请",
    Share.REVIEWING: "待督查室审核",
    Share.SIGNING: "待主要负责同志签发",
    Share.SIGNED: "已签发，送达即办结",
}
APPROVAL = "待主要负责同志审定"


def waits_of(owed: Iterable[Obligation], states: Mapping[int, str]) -> dict[int, str]:
    """By debt; states: the status of each share by its number."""
    return {
        one.pk: WAITS[Share(states[one.subject_id])]
        for one in owed
        if about_answer(one) and states.get(one.subject_id) in WAITS
    }


def about_answer(owed: Obligation) -> bool:
    return owed.subject_type == Assignment.kind() and owed.kind == Kind.REPLY


def waits_for(owed: Iterable[Obligation]) -> dict[int, str]:
    """The same for a worklist, looked up in one question, or two where opinions are owed."""
    owed = list(owed)
    answers = [one.subject_id for one in owed if about_answer(one)]
    found = Assignment.objects.filter(pk__in=answers, status__in=WAITS) if answers else None
    states = dict(found.values_list("pk", "status")) if found is not None else {}
    return waits_of(owed, states) | opinions_waiting(owed)


def opinions_waiting(owed: Iterable[Obligation]) -> dict[int, str]:
    """会办意见 that the head has not approved yet."""
    opinions = {one.subject_id: one.pk for one in owed if one.kind == Kind.OPINION}
    if not opinions:
        return {}
    drafted = Opinion.objects.filter(assignment__in=opinions, status=Opinion.Status.DRAFTED)
    return {opinions[share]: APPROVAL for share in drafted.values_list("assignment", flat=True)}


__all__ = ["waits_for", "waits_of"]
