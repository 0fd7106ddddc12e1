"""A visit whose visitor can no longer sign in is the office's, who sends somebody else."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from deadlines.defaults import Kind as Duty
from deadlines.models import Obligation
from deadlines.services import rekey
from members.models import Role
from proposals import debts
from proposals.models import FollowUp, Visit
from proposals.workflow import VISIT, VisitAction
from workflow.hand import SYSTEM


def follow_visitors() -> int:
    """One visit a transaction; how many were passed on."""
    gone = Obligation.objects.without_debtor().filter(case__kind=FollowUp.kind(), kind=Duty.VISIT)
    gone = gone.exclude(role=Role.OFFICE)  # whose empty seat the committee fills itself
    ids = list(gone.order_by("pk").values_list("subject_id", flat=True))
    visits = Visit.objects.filter(pk__in=ids).select_related("follow_up__case")
    return sum(passed_on(one, gone) for one in visits)


def passed_on(visit: Visit, gone: QuerySet[Obligation]) -> bool:
    """Unless somebody filled it in while this waited for the campaign."""
    try:
        with VISIT.moving(visit, VisitAction.FOLLOW, by=SYSTEM) as visit:
            for debt in gone.filter(subject_type=visit.kind(), subject_id=visit.pk):
                debt.case = visit.case
                rekey(debt, debts.office(visit))
    except ValidationError:
        return False
    return True


__all__ = ["follow_visitors"]
