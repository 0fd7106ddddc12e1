"""Whose proposal it is: who is informed, answered, and asked what they think of the answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Q, QuerySet

from members.models import Member, Organisation, Role, Seat
from proposals.models import Cosigner, Proposal


class Giver(NamedTuple):
    """One who is asked for feedback: a member, or a body that proposes."""

    member_id: int | None
    organisation_id: int | None

    @property
    def key(self) -> str:
        """As it stands in the record of what the office enters for them."""
        if self.member_id:
            return f"member:{self.member_id}"
        return f"organisation:{self.organisation_id}"


def givers(proposal: Proposal) -> list[Giver]:
    """First proposer, confirmed co-signers, and those of the cases that were merged into it."""
    return givers_of([proposal])[proposal.pk]


def own_givers(proposal: Proposal) -> list[Giver]:
    """Those of the case itself, without those of the cases that were merged into it."""
    signed = Cosigner.objects.filter(proposal=proposal.pk).values_list("member_id", flat=True)
    return [first_of(proposal), *(Giver(member, None) for member in signed)]


def givers_of(proposals: Iterable[Proposal]) -> dict[int, list[Giver]]:
    """The same of many, in two questions."""
    people = {one.pk: [first_of(one)] for one in proposals}
    absorbed = Proposal.objects.filter(merged_into__in=people).order_by("pk")
    into: dict[int, int] = {}
    columns = ("pk", "merged_into", "member_id", "organisation_id")
    for one, case, *who in absorbed.values_list(*columns):
        into[one] = case
        people[case].append(Giver(*who))
    signed = Cosigner.objects.filter(proposal__in=[*people, *into]).order_by("pk")
    for case, member in signed.values_list("proposal", "member_id"):
        people[into.get(case) or case].append(Giver(member, None))
    return {case: list(dict.fromkeys(who)) for case, who in people.items()}


def firsts_of(proposal: Proposal) -> list[Giver]:
    """First proposers, without co-signers: its own, and of the cases that were merged into it."""
    absorbed = Proposal.objects.filter(merged_into=proposal.pk).order_by("pk")
    merged = [Giver(*who) for who in absorbed.values_list("member_id", "organisation_id")]
    return list(dict.fromkeys([first_of(proposal), *merged]))


def first_of(proposal: Proposal) -> Giver:
    return Giver(proposal.member_id, proposal.organisation_id)


def own_voice(seat: Seat) -> Giver | None:
    """For whom the holder of this seat speaks; nobody but members and contacts do."""
    if seat.role == Role.MEMBER and seat.member_id:
        return Giver(seat.member_id, None)
    if seat.role == Role.CONTACT and seat.organisation_id:
        return Giver(None, seat.organisation_id)
    return None


def voice_of(seat: Seat) -> Giver:
    """Whom the holder of this seat belongs to, of those who propose."""
    return Giver(seat.member_id, None) if seat.member_id else Giver(None, seat.organisation_id)


def names(people: Iterable[Giver]) -> dict[Giver, str]:
    """What they are called."""
    people = list(people)
    members = Member.objects.in_bulk([one.member_id for one in people if one.member_id])
    bodies: dict[int, Organisation] = Organisation.objects.in_bulk(
        [one.organisation_id for one in people if one.organisation_id]
    )
    called: dict[Giver, str] = {}
    for one in people:
        who = members.get(one.member_id or 0) or bodies.get(one.organisation_id or 0)
        called[one] = str(who)
    return called


def names_for(proposal: Proposal, people: Iterable[Giver]) -> dict[Giver, str]:
    """The same for a proposal that has its first proposer beside it."""
    first, name = first_of(proposal), str(proposal.member or proposal.organisation)
    return {first: name} | names(one for one in people if one != first)


def seats_of(proposal: Proposal) -> QuerySet[Seat]:
    """The held seats of all of them, and of the heads of the bodies that propose."""
    people = givers(proposal)
    members = [one.member_id for one in people if one.member_id]
    bodies = [one.organisation_id for one in people if one.organisation_id]
    return Seat.objects.held().filter(
        Q(role=Role.MEMBER, member__in=members)
        | Q(role__in=[Role.CONTACT, Role.ORG_HEAD], organisation__in=bodies)
    )
