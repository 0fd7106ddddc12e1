"""补列承诺事项: what letters planned that were delivered before promises were followed."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from proposals.models import Proposal, Reply, ReplyItem
from proposals.services.commitments import promise
from proposals.workflow import CommitmentAction
from workflow.hand import SYSTEM
from workflow.holding import holding, lend

Kind = ReplyItem.Kind


def enrol_promises(limit: int | None = None) -> int:
    """Each planned item that is still as the unit last spoke of it; how many were enrolled.

    One case a transaction: who breaks off goes on with the next call, and again adds nothing.
    """
    cases = planned().values_list("reply__proposal", flat=True).order_by("reply__proposal")
    found = Proposal.objects.filter(pk__in=list(cases.distinct()[:limit])).select_related("case")
    return sum(enrol_one(one) for one in found.order_by("pk"))


def planned() -> QuerySet[ReplyItem]:
    """Items with a day, of letters that hold, which nothing was made of and nothing overtook."""
    items = ReplyItem.objects.filter(
        kind=Kind.PLANNED,
        due_on__isnull=False,
        commitment=None,
        reply__status=Reply.Status.SEALED,
        reply__delivered_on__isnull=False,
    )
    later = ReplyItem.objects.filter(
        matter=OuterRef("matter"),
        reply__proposal=OuterRef("reply__proposal"),
        reply__assignment__unit=OuterRef("reply__assignment__unit"),
        reply__delivered_on__isnull=False,
        reply__gt=OuterRef("reply"),
    )
    carried = ReplyItem.objects.filter(  # an earlier letter's promise of the same, that stands
        matter=OuterRef("matter"),
        reply__proposal=OuterRef("reply__proposal"),
        reply__assignment__unit=OuterRef("reply__assignment__unit"),
        due_on=OuterRef("due_on"),
        commitment__isnull=False,
    )
    live = items.exclude(reply__proposal__status=Proposal.Status.WITHDRAWN)
    return live.filter(~Exists(later), ~Exists(carried))


def enrol_one(proposal: Proposal) -> int:
    """What is there to enrol once the case is held."""
    with holding(proposal.case) as case:
        fresh = lend(proposal, case)
        items = planned().filter(reply__proposal=fresh.pk).order_by("pk")
        found = list(items.select_related("reply__assignment__unit__successor"))
        for item in found:
            share = lend(item.reply.assignment, case)
            promise(item, share, SYSTEM, CommitmentAction.ENROL)
    return len(found)


__all__ = ["enrol_promises"]
