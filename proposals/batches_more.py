"""编号、交办、催办 and 标记 for many cases at once."""

from __future__ import annotations

from typing import Any, cast
from uuid import uuid5

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Exists, OuterRef, QuerySet, TextChoices

from members.models import Role, Seat, Unit
from proposals import services
from proposals.batching import Batch, of_own
from proposals.forms.handing import advised, host_first
from proposals.forms.many import HandOverMany, ManyForm, UrgeMany
from proposals.models import Assignment, Mark, Proposal
from proposals.querysets import in_system
from proposals.workflow import Action, ShareAction
from proposals.workflow.changing import UNFINISHED
from workflow.hand import Hand
from workflow.procedure import AlreadyDone

Status = Proposal.Status
EVERYBODY = [role for role in Role.values if role != Role.CLIENT]


class Personal(TextChoices):
    """What one does for oneself; it is no move of the case."""

    MARK = "mark", "标记"
    UNMARK = "unmark", "取消标记"


def to_number(seat: Seat) -> QuerySet[Proposal]:
    return of_own(seat).filter(status=Status.FILED, number=None)


def number(row: Proposal, by: Hand, units: list[Unit], told: dict[str, Any]) -> object:
    return services.number([row], by=by)


def to_hand_over(seat: Seat) -> QuerySet[Proposal]:
    return of_own(seat).waiting_for_hand_over(seat)


def hand_over(row: Proposal, by: Hand, units: list[Unit], told: dict[str, Any]) -> object:
    """As the office suggested: the first unit of the dispatcher's system answers, others help."""
    suggested, system = advised([row]).get(row.pk, []), cast("Seat", by.seat).system_id
    host, others = host_first(suggested, [one.pk for one in suggested if one.system_id == system])
    return services.hand_over(row, by=by, host=host, co_units=others, **told)


def pressing(seat: Seat) -> QuerySet[Assignment]:
    """Unfinished shares that the seat may press: a dispatcher those of its system."""
    shares = Assignment.objects.filter(status__in=UNFINISHED)
    return shares.filter(in_system(seat.system_id)) if seat.role == Role.DISPATCHER else shares


def to_urge(seat: Seat) -> QuerySet[Proposal]:
    return of_own(seat).filter(Exists(pressing(seat).filter(proposal=OuterRef("pk"))))


def urge(row: Proposal, by: Hand, units: list[Unit], told: dict[str, Any]) -> object:
    """Every unit that has not finished; a unit that was pressed today is left in peace."""
    shares = pressing(cast("Seat", by.seat)).filter(proposal=row)
    pressed = 0
    refusal: ValidationError | PermissionDenied = ValidationError("没有未办完的承办单位")
    for share in shares.select_related("unit__successor"):
        share.proposal = row
        apart = by._replace(seen=None, press=by.press and uuid5(by.press, str(share.pk)))
        try:
            services.urge(share, by=apart, **told)
        except (PermissionDenied, ValidationError) as refused:
            refusal = refused
        except AlreadyDone:
            pressed += 1
        else:
            pressed += 1
    if not pressed:
        raise refusal
    return pressed


def seen(seat: Seat) -> QuerySet[Proposal]:
    return Proposal.objects.visible_to(seat)


def marked(seat: Seat) -> QuerySet[Proposal]:
    theirs = Mark.objects.filter(seat=seat, proposal=OuterRef("pk"))
    return seen(seat).filter(Exists(theirs))


def mark(row: Proposal, by: Hand, units: list[Unit], told: dict[str, Any]) -> object:
    services.mark(row, cast("Seat", by.seat))
    return row


def unmark(row: Proposal, by: Hand, units: list[Unit], told: dict[str, Any]) -> object:
    services.unmark(row, cast("Seat", by.seat))
    return row


MORE = (
    Batch(
        Action.NUMBER,
        "成批编号",
        (Role.OFFICE,),
        to_number,
        number,
        ManyForm,
        "按类别和收件先后编号；案号一经编定不再变更，也不重复使用。",
        turn=services.place_in_book,
    ),
    Batch(
        Action.HAND_OVER,
        "成批交办",
        (Role.DISPATCHER,),
        to_hand_over,
        hand_over,
        HandOverMany,
        "按建议承办单位交办：本系统的第一个单位主办，其余会办。要调整单位的，请到交办会办理。",
    ),
    Batch(
        ShareAction.URGE,
        "成批催办",
        (Role.OFFICE, Role.DIRECTOR, Role.DISPATCHER),
        to_urge,
        urge,
        UrgeMany,
        "各件尚未办完的承办单位都会收到催办；今天已由您催办过的单位不再催。",
    ),
    Batch(
        Personal.MARK,
        "标记",
        EVERYBODY,
        seen,
        mark,
        ManyForm,
        "标记只有您自己看得到，可以按“我的标记”筛选。",
    ),
    Batch(
        Personal.UNMARK,
        "取消标记",
        EVERYBODY,
        marked,
        unmark,
        ManyForm,
        "取消后不再列入“我的标记”。",
    ),
)
