"""What may be done to many cases in one press: who, which ones wait, and the service for each."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse_lazy

from common.listing import Bulk
from members.models import Role, Seat, Unit
from proposals import batches_more, services
from proposals.batches_keys import SHORTLIST
from proposals.batching import Batch, of_own
from proposals.forms.many import ManyForm, ScreenMany, TransferMany
from proposals.models import Assignment, Proposal
from proposals.querysets_parties import of_unit
from proposals.workflow import Action, ShareAction
from workflow.hand import Hand

Status = Proposal.Status


def to_screen(seat: Seat) -> QuerySet[Proposal]:
    return of_own(seat).filter(status=Status.SUBMITTED)


def under_review(seat: Seat) -> QuerySet[Proposal]:
    return of_own(seat).filter(status=Status.SCREENING)


def to_transfer(seat: Seat) -> QuerySet[Proposal]:
    return of_own(seat).filter(status=Status.FILED, number__isnull=False)


def to_sign_for(seat: Seat) -> QuerySet[Proposal]:
    waiting = waiting_shares(seat).values("proposal")
    return Proposal.objects.visible_to(seat).filter(pk__in=waiting)


def waiting_shares(seat: Seat) -> QuerySet[Assignment]:
    return Assignment.objects.filter(of_unit(seat.unit_id), status=Assignment.Status.WAITING)


def screen(row: Proposal, by: Hand, units: list[Unit], told: dict[str, Any]) -> object:
    return services.screen(row, by=by, units=units, **told)


def advise(row: Proposal, by: Hand, units: list[Unit], told: dict[str, Any]) -> object:
    return services.advise(row, by=by, units=units, **told)


def transfer(row: Proposal, by: Hand, units: list[Unit], told: dict[str, Any]) -> object:
    return services.transfer(row, by=by, units=units, **told)


def sign_for(row: Proposal, by: Hand, units: list[Unit], told: dict[str, Any]) -> object:
    """The unit's own share; somebody may have signed a moment ago, and the service says so."""
    shares = Assignment.objects.live().filter(of_unit(getattr(by.seat, "unit_id", None)))
    share = shares.select_related("unit").filter(proposal=row, round=row.round).latest("pk")
    share.proposal = row
    return services.sign_for(share, by=by)


BATCHES = {
    str(batch.action.value): batch
    for batch in (
        Batch(
            Action.SCREEN,
            "成批初审",
            (Role.OFFICE,),
            to_screen,
            screen,
            ScreenMany,
            "逐件核对建议承办单位，取消不该一并处理的，一次初审。案由与其他提案相近的没有勾选，请逐件看。",
            units=True,
            compares=True,
        ),
        Batch(
            Action.ADVISE,
            "成批修改初审建议",
            (Role.OFFICE,),
            under_review,
            advise,
            ScreenMany,
            "审查会议决定以前可以修改。勾选要改的提案，原有的建议由这次的代替。",
            units=True,
        ),
        Batch(
            Action.TRANSFER,
            "成批移交",
            (Role.OFFICE,),
            to_transfer,
            transfer,
            TransferMany,
            "按建议承办单位所属系统移交给相应的督查室。已编号的才在此列。",
            units=True,
        ),
        Batch(
            ShareAction.SIGN_FOR,
            "成批签收",
            (Role.LIAISON,),
            to_sign_for,
            sign_for,
            ManyForm,
            "签收即确认由本单位办理，办理期限从交办通知所载日期起算。不属本单位职责的取消勾选，逐件申请调整。",
        ),
        SHORTLIST,
        *batches_more.MORE,
    )
}


def bulk_of(batch: Batch) -> Bulk:
    url = reverse_lazy("proposals:many", args=[batch.action.value])
    return Bulk(batch.label, url, batch.offered)


BULK = tuple(bulk_of(batch) for batch in BATCHES.values())
