"""Questions about proposals. `visible_to` is the only way to rows."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from members.models import Role, Seat
from proposals.origins import came_from_somewhere

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
        mine = of_unit(seat.unit_id)
        return self.filter(Exists(shares(mine)) | Exists(asked(put_to(seat.unit_id))))

    def of_member(self, seat: Seat) -> ProposalQuerySet:
        """Their own, those they sign with others, and what theirs were merged into."""
        return self.filter(Q(member=seat.member_id) | Exists(signed(seat)) | Exists(absorbed(seat)))

    def of_organisation(self, seat: Seat) -> ProposalQuerySet:
        return self.filter(Q(organisation=seat.organisation_id) | Exists(absorbed_of_body(seat)))

    def of_client(self, seat: Seat) -> ProposalQuerySet:
        """A system of the government: the committee's own, from the hand-over on."""
        given = ~Q(status__in=BEFORE_TRANSFER) | Exists(shares())
        return self.filter(given, committee=seat.committee_id)

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
                supervised=Exists(under_letters()),
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


def under_letters() -> QuerySet[Any]:
    """What a 督办函 that is not done with is about."""
    items = apps.get_model("proposals", "WarningItem")._default_manager
    found: QuerySet[Any] = items.filter(assignment__proposal=OuterRef("pk"))
    return found.filter(letter__status__in=("issued", "replied"))


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


def signed(seat: Seat) -> QuerySet[Any]:
    from proposals.models import Cosigner

    return Cosigner.objects.filter(proposal=OuterRef("pk"), member=seat.member_id)


def of_unit(unit: int | None) -> Q:
    """A share of this unit, of one that went into it, or passed on to it as an office."""
    own = Q(unit=unit) | Q(unit__successor=unit) | Q(unit__parent=unit)
    return own | Q(office=unit) | Q(office__successor=unit)


def shares(*conditions: Q, **named: Any) -> QuerySet[Any]:
    from proposals.models import Assignment

    return Assignment.objects.filter(*conditions, proposal=OuterRef("pk"), **named)


def put_to(unit: int | None) -> Q:
    """A question to this unit, or to one that went into it since."""
    return Q(unit=unit) | Q(unit__successor=unit)


def asked(*conditions: Q, **named: Any) -> QuerySet[Any]:
    """Questions put to that place while the matter is still to be decided (立案前协商、预交办)."""
    from proposals.models import Consultation

    undecided = Q(stage="filing", proposal__status="screening") | Q(
        stage="hand_over", proposal__status="transferred"
    )
    answered_or_open = Consultation.objects.exclude(status="lapsed").filter(undecided)
    return answered_or_open.filter(*conditions, proposal=OuterRef("pk"), **named)


def merged_into_it() -> QuerySet[Any]:
    from proposals.models import Proposal

    return Proposal.objects.filter(merged_into=OuterRef("pk"))


def absorbed(seat: Seat) -> QuerySet[Any]:
    """Cases of this member's, own or co-signed, that were merged into the one in question."""
    from proposals.models import Proposal

    mine = Q(member=seat.member_id) | Exists(signed(seat))
    return Proposal.objects.filter(mine, merged_into=OuterRef("pk"))


def absorbed_of_body(seat: Seat) -> QuerySet[Any]:
    from proposals.models import Proposal

    return Proposal.objects.filter(organisation=seat.organisation_id, merged_into=OuterRef("pk"))


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
