"""Questions about proposals. `visible_to` is the only way to rows."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from members.models import Role, Seat
from proposals.origins import came_from_somewhere
from proposals.querysets_parties import brought_in_by, concerning, given_to, questions
from proposals.querysets_warnings import pressing

# What the CPPCC keeps to itself until it hands the case over.
BEFORE_TRANSFER = (
    "sent_back",
    "submitted",
    "screening",
    "filed",
    "declined",
    "merged",
    "withdrawn",
)

# 立案 as yearly tables count it: neither absorbed by another case nor taken back afterwards.
FILED = Q(filed_on__isnull=False) & ~Q(status__in=("merged", "withdrawn"))


class ProposalQuerySet(QuerySet[Any]):
    def visible_to(self, seat: Seat) -> ProposalQuerySet:
        """The proposals that exist for whoever holds this seat; all others are not there."""
        rule = SEES.get(Role(seat.role))
        return rule(self, seat) if rule else self.none()

    def of_committee(self, seat: Seat) -> ProposalQuerySet:
        return self.filter(committee=seat.committee_id)

    def of_office(self, seat: Seat) -> ProposalQuerySet:
        """The committee's own, and what another one referred to it and did not take back."""
        referred = Q(pk__in=referred_to(seat.committee_id))
        return self.filter(Q(committee=seat.committee_id) | referred)

    def of_system(self, seat: Seat) -> ProposalQuerySet:
        """A dispatcher: what was transferred to, or is handled in, the units of their system.

        A county's one also what the committee above gave to the county's government.
        """
        given = (
            Q(Exists(shares(in_system(seat.system_id))))
            | Exists(suggestions(unit__system=seat.system_id)) & ~Q(status__in=BEFORE_TRANSFER)
            | Exists(asked(system=seat.system_id))
            | Exists(sent_across(seat.system_id))
        )
        theirs = given & Q(committee=seat.committee_id)
        if above := seat.committee.parent_id:
            inside = Exists(shares(governed_from(seat.system_id)))
            theirs |= Q(inside, committee=above)
        return self.filter(theirs)

    def of_unit(self, seat: Seat) -> ProposalQuerySet:
        """A unit, and the offices inside it: what it was given, also what it passed on since."""
        return self.filter(pk__in=given_to(seat.unit_id))

    def of_member(self, seat: Seat) -> ProposalQuerySet:
        """Their own, those they sign with others, and what theirs were merged into."""
        return self.filter(pk__in=concerning(seat.member_id))

    def of_organisation(self, seat: Seat) -> ProposalQuerySet:
        return self.filter(pk__in=brought_in_by(seat.organisation_id))

    def of_client(self, seat: Seat) -> ProposalQuerySet:
        """A system of the government: the committee's own, from the hand-over on."""
        given = ~Q(status__in=BEFORE_TRANSFER) | Exists(shares())
        return self.filter(given, committee=seat.committee_id)

    def waiting_for_hand_over(self, seat: Seat) -> ProposalQuerySet:
        """Transferred ones for which the office suggested a unit of the dispatcher's system."""
        ours = suggestions(unit__system=seat.system_id)
        return self.filter(Exists(ours), status="transferred")

    def for_agenda(self, session: Any) -> ProposalQuerySet:
        """Screened ones of the session (or a question for one) that no coming meeting lists."""
        screened = self.filter(session=session, status="screening")
        free = screened.exclude(agenda__meeting__status="planned")
        return free.for_list().order_by("receipt")

    def for_list(self) -> ProposalQuerySet:
        """With all that a line of a list shows; the body stays where it is."""
        known = ("case", "session", "category", "member", "organisation")
        rows: ProposalQuerySet = self.select_related(*known).annotate(is_key=Exists(key_of()))
        return rows

    def with_hosts(self) -> ProposalQuerySet:
        """With the shares that answer, in one question for all lines: `hosts`."""
        from proposals.models import Assignment

        answering = Assignment.objects.answering().select_related("unit").order_by("id")
        return self.prefetch_related(Prefetch("assignments", answering, to_attr="hosts"))

    def for_page(self) -> ProposalQuerySet:
        """With what the page of one, and its verbs, need to know."""
        page: ProposalQuerySet = (
            self.for_list()
            .select_related(
                *("session__term", "ground", "disposition", "meeting"),
                *("merged_into__case", "advised_into__case"),
            )
            .annotate(
                absorbs=Exists(merged_into_it()),
                consults=Exists(beside("Consultation")),
                asks=Exists(beside("Change")) | Exists(beside("Extension")),
                refers=Exists(beside("Referral")),
                promises=Exists(beside("Commitment")),
                withdraws=Exists(beside("Withdrawal")),
                came=came_from_somewhere(),
                supervised=Exists(pressing(assignment__proposal=OuterRef("pk"))),
                key_uid=Subquery(key_of().values("case__uid")[:1]),
            )
        )
        return page

    def with_body(self) -> ProposalQuerySet:
        """With the text itself, `body_now`: for the page of one, never for a list."""
        page: ProposalQuerySet = self.annotate(body_now=Subquery(present_body()))
        return page


def key_of() -> QuerySet[Any]:
    """The key proposal that it is, unless it was taken off the list again."""
    keys = apps.get_model("proposals", "KeyProposal")._default_manager
    found: QuerySet[Any] = keys.filter(proposal=OuterRef("pk")).exclude(status="removed")
    return found


def present_body() -> QuerySet[Any]:
    """The text in its present revision."""
    texts = apps.get_model("proposals", "ProposalText")._default_manager
    found = texts.filter(proposal=OuterRef("pk"), revision=OuterRef("revision"))
    body: QuerySet[Any] = found.values("body")[:1]
    return body


def beside(model: str) -> QuerySet[Any]:
    """Rows of that kind beside the case, so that its page need not look for none."""
    found: QuerySet[Any] = apps.get_model("proposals", model)._default_manager.filter(
        proposal=OuterRef("pk")
    )
    return found


def in_system(system: int | None) -> Q:
    """A share of a unit that is in this system, or went into one of it."""
    return Q(unit__system=system) | Q(unit__successor__system=system)


def governed_from(system: int | None) -> Q:
    """A share of the county government whose own dispatcher this system has (二次交办)."""
    return Q(unit__inner_system=system) | Q(unit__successor__inner_system=system)


def sent_across(system: int | None) -> QuerySet[Any]:
    """Requests for a change that wait for this system's dispatcher."""
    from proposals.models import Change

    named = Q(across__system=system) | Q(across__successor__system=system)
    return Change.objects.filter(named, status="pending", proposal=OuterRef("pk"))


def shares(*conditions: Q, **named: Any) -> QuerySet[Any]:
    from proposals.models import Assignment

    return Assignment.objects.filter(*conditions, proposal=OuterRef("pk"), **named)


def asked(**named: Any) -> QuerySet[Any]:
    """Questions about the case in question, put to that place."""
    return questions().filter(proposal=OuterRef("pk"), **named)


def merged_into_it() -> QuerySet[Any]:
    from proposals.models import Proposal

    return Proposal.objects.filter(merged_into=OuterRef("pk"))


def referred_to(committee: int) -> QuerySet[Any]:
    from proposals.models import Referral

    still = Referral.objects.filter(to=committee).exclude(status="returned")
    return still.values("proposal")


def suggestions(**named: Any) -> QuerySet[Any]:
    from proposals.models import Suggestion

    return Suggestion.objects.filter(proposal=OuterRef("pk"), by="office", **named)


SEES = {
    Role.OFFICE: ProposalQuerySet.of_office,
    Role.DIRECTOR: ProposalQuerySet.of_committee,
    Role.LEAD: ProposalQuerySet.of_committee,
    Role.DISPATCHER: ProposalQuerySet.of_system,
    Role.LIAISON: ProposalQuerySet.of_unit,
    Role.UNIT_HEAD: ProposalQuerySet.of_unit,
    Role.MEMBER: ProposalQuerySet.of_member,
    Role.CONTACT: ProposalQuerySet.of_organisation,
    Role.ORG_HEAD: ProposalQuerySet.of_organisation,
    Role.CLIENT: ProposalQuerySet.of_client,
}
