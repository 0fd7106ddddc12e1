"""What boards ask of shares: whose they are, from when to when they ran, what was asked."""

from __future__ import annotations

from typing import Any

from django.db.models import (
    Case,
    Count,
    DateField,
    Exists,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.functions import Coalesce, TruncDate

from common import clock
from deadlines.defaults import Kind
from deadlines.models import Obligation
from members.models import Role, Seat, Session
from proposals.models import (
    Assignment,
    Change,
    Contact,
    Extension,
    Feedback,
    Proposal,
    Reply,
)
from proposals.pressing import URGE
from proposals.querysets import governed_from, in_system
from proposals.querysets_parties import of_unit
from proposals.querysets_warnings import pressing
from workflow.models import Event

READERS = frozenset(
    {Role.OFFICE, Role.DIRECTOR, Role.LEAD, Role.DISPATCHER, Role.LIAISON, Role.UNIT_HEAD}
)
INSIDE_UNITS = (Role.LIAISON, Role.UNIT_HEAD)


def shares_of(seat: Seat) -> QuerySet[Assignment]:
    """The shares whose course is this seat's business, each with the unit it is counted for."""
    seen = Proposal.objects.visible_to(seat)
    shares = Assignment.objects.filter(scope_of(seat), proposal__in=seen.order_by().values("pk"))
    own = Coalesce("unit__successor", "unit")
    if seat.role != Role.DISPATCHER:
        return shares.annotate(row=own)
    at_home = When(unit__committee=seat.committee_id, then=own)
    # what a county passed down is counted for its own department
    return shares.annotate(row=Case(at_home, default=Coalesce("office", own)))


def scope_of(seat: Seat) -> Q:
    if seat.role == Role.DISPATCHER:
        return in_system(seat.system_id) | governed_from(seat.system_id)
    if seat.role in INSIDE_UNITS:
        return of_unit(seat.unit_id)
    return Q(unit__committee=seat.committee_id)


def debts(*kinds: Kind, **named: Any) -> QuerySet[Obligation]:
    """What is or was owed for the share in question."""
    about = Obligation.objects.filter(
        case=OuterRef("proposal"), subject_type=Assignment.kind(), subject_id=OuterRef("pk")
    )
    return about.filter(kind__in=kinds, **named) if kinds else about.filter(**named)


def nearest(value: str) -> QuerySet[Any]:
    """Of what the unit itself owes next; a stopped clock does not count."""
    owed: QuerySet[Any] = debts(
        role__in=INSIDE_UNITS, met_at=None, cancelled_at=None, paused_on=None
    )
    return owed.order_by("due_on", "id").values(value)[:1]


def last(kind: Kind, value: str) -> Subquery:
    """Of what was owed of that kind and done."""
    done = debts(kind, met_at__isnull=False).order_by("-met_at")
    return Subquery(done.annotate(met_on=TruncDate("met_at")).values(value)[:1],
                    output_field=DateField())  # fmt: skip


def with_facts(shares: QuerySet[Assignment]) -> QuerySet[Assignment]:
    """The days, and what was asked, by which figures count."""
    sent = Reply.objects.filter(assignment=OuterRef("pk"), delivered_on__isnull=False)
    told = Event.objects.filter(case=OuterRef("proposal"), action=URGE, subject_id=OuterRef("pk"))
    presses = told.filter(subject_type=Assignment.kind()).order_by().values("subject_id")
    contacts = Contact.objects.filter(assignment=OuterRef("pk"), status=Contact.Status.RECORDED)
    said = Feedback.objects.filter(assignment=OuterRef("pk"), status=Feedback.Status.RECORDED)
    return shares.annotate(
        runs_from=Coalesce("given_on", "proposal__notice_on"),
        nearest=Subquery(nearest("due_on")),
        tentative=Subquery(nearest("provisional")),
        signed_on=last(Kind.SIGN_FOR, "met_on"),
        sign_due=last(Kind.SIGN_FOR, "due_on"),
        sent_on=Subquery(
            sent.order_by().values("assignment").annotate(on=Min("delivered_on")).values("on")
        ),
        reply_due=last(Kind.REPLY, "due_on"),
        presses=Subquery(presses.annotate(n=Count("pk")).values("n")),
        returned=Exists(Change.objects.filter(assignment=OuterRef("pk"))),
        extended=Exists(
            Extension.objects.filter(assignment=OuterRef("pk"), status=Extension.Status.ACCEPTED)
        ),
        conferred=Exists(contacts.filter(way__in=Contact.FACE_TO_FACE)),
        heard=Exists(said),
        annoyed=Exists(said.filter(attitude=Feedback.Rating.DISSATISFIED)),
        unhelped=Exists(said.filter(result=Feedback.Rating.DISSATISFIED)),
        warned=Exists(pressing(assignment=OuterRef("pk"))),
        late_to_sign=overdue(Kind.SIGN_FOR),
        late_to_reply=overdue(Kind.REPLY),
    )


def overdue(kind: Kind) -> Exists:
    """Still owed today, and its day is over."""
    still = debts(kind, met_at=None, cancelled_at=None, paused_on=None)
    return Exists(still.filter(due_on__lt=clock.today()))


def in_session(shares: QuerySet[Assignment], session: Session | None) -> QuerySet[Assignment]:
    return shares.filter(proposal__session=session) if session else shares
