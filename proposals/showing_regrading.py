"""改定类别 on the page of a case: beside the letter whose grade it is."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.utils.dateparse import parse_date

from members.buttons import offered
from members.models import Seat
from proposals.doors_promises import REGRADE_DOORS
from proposals.models import Assignment, Proposal, Regrading, Reply, Visit
from proposals.side_roads import at_home
from proposals.voices import earlier_letters

Status = Regrading.Status


def with_regradings(proposal: Proposal) -> QuerySet[Assignment]:
    """Each share with what became of its grade, in the same question; where nothing may, not."""
    shares = proposal.assignments.all()
    if not getattr(proposal, "promises", True):
        return shares
    found = Regrading.objects.filter(reply__assignment=OuterRef("pk")).order_by("pk")
    told = JSONObject(
        pk="pk",
        reply="reply_id",
        status="status",
        old="old__label",
        new="new__label",
        reason="reason",
        decided_on="decided_on",
        visited=Exists(Visit.objects.filter(regrading=OuterRef("pk"))),
    )
    return shares.annotate(regradings=ArraySubquery(found.values(told=told)))


def beside_letter(share: Assignment, letter: Reply | None, seat: Seat) -> dict[str, Any]:
    """What is shown with a unit's answer: its earlier letters, what became of its grade."""
    return {
        "earlier": earlier_letters(share, letter),
        "regradings": regradings_for(share, letter, seat) if letter else [],
    }


def regradings_for(share: Assignment, letter: Reply, seat: Seat) -> list[dict[str, Any]]:
    """What was decided, to everybody who reads the letter; what waits, at home only."""
    told = share.__dict__.get("regradings", ())
    mine = [one for one in told if one["reply"] == letter.pk]
    known = SHOWN | ({Status.PENDING, Status.REFUSED} if at_home(seat, share.proposal) else set())
    lines = [one for one in mine if one["status"] in known and not unheld(one)]
    letter.proposal, letter.assignment = share.proposal, share
    return [line(one, letter, seat) for one in lines]


SHOWN = {Status.ACCEPTED, Status.LAPSED}


def unheld(one: dict[str, Any]) -> bool:
    """It lapsed before anybody decided: nothing came of it."""
    return bool(one["status"] == Status.LAPSED and one["decided_on"] is None)


def line(one: dict[str, Any], letter: Reply, seat: Seat) -> dict[str, Any]:
    row = Regrading(pk=one["pk"], status=one["status"], proposal=letter.proposal, reply=letter)
    actions, _ = offered(row, REGRADE_DOORS, seat, "proposals:regrade_act", row.pk)
    return one | {
        "label": row.get_status_display(),
        "decided_on": parse_date(one["decided_on"] or ""),
        "actions": actions,
    }
