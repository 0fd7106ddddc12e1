"""Entering and ending the lines of a committee's register."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from common import clock
from members.models import (
    Committee,
    Member,
    Membership,
    Registry,
    Seat,
    Sector,
    System,
    Term,
    Unit,
)
from members.services.following import follow
from members.spelling import initials
from members.workflow import MEMBER, MEMBERSHIP, REGISTRY, SEAT, UNIT, LineAction, RegistryAction
from workflow.hand import Hand
from workflow.models import Case

NAME, SHORT = 60, 30  # characters of a unit's name and of its short one


def open_registry(committee: Committee, *, by: Hand) -> Registry:
    """The register of a new committee."""
    registry = Registry(case=Case(committee=committee))
    with REGISTRY.moving(registry, RegistryAction.OPEN, by=by) as registry:
        return registry


def registry_of(committee: Committee) -> Registry:
    return Registry.objects.select_related("case__committee").get(case__committee=committee)


def note(registry: Registry, text: str, *, by: Hand) -> None:
    """Something about the committee that is worth keeping, and is no line of the register."""
    with REGISTRY.moving(registry, RegistryAction.NOTE, by=by, note=text):
        pass


def enter_member(registry: Registry, *, by: Hand, name: str, **details: Any) -> Member:
    member = Member(registry=registry, name=name, initials=initials(name), **details)
    with MEMBER.moving(member, LineAction.ENTER, by=by) as member:
        return member


def serve(
    member: Member,
    *,
    by: Hand,
    term: Term,
    sector: Sector | None = None,
    card: str = "",
    standing: bool = False,
) -> Membership:
    """The member serves in that term."""
    membership = Membership(
        registry=member.registry,
        member=member,
        term=term,
        sector=sector,
        card=card,
        standing=standing,
    )
    with MEMBERSHIP.moving(membership, LineAction.ENTER, by=by) as membership:
        return membership


def member_leaves(member: Member, *, by: Hand, reason: str) -> Member:
    """The member leaves, and with them their memberships and seats.

    Their cases stay what they were; what they still owed goes to the office.
    """
    if not reason.strip():
        raise ValidationError({"reason": "请写明离任原因"})
    with MEMBER.moving(member, LineAction.LEAVE, by=by, note=reason) as member:
        for membership in member.memberships.filter(status=Membership.Status.SERVING):
            membership.registry = member.registry
            with MEMBERSHIP.moving(membership, LineAction.END, by=by):
                pass
        for seat in Seat.objects.held().filter(member=member.pk):
            seat.registry = member.registry
            with SEAT.moving(seat, LineAction.LEAVE, by=by) as seat:
                seat.valid_to = clock.today()
    follow()
    return member


def refuse_long(name: str, short_name: str) -> None:
    """A long name needs a short one beside it: lists have no room for more."""
    if len(name) > NAME:
        raise ValidationError({"name": f"单位名称超过{NAME}字，请缩短"}, code="long")
    if len(short_name or name) > SHORT:
        advice = f"名称超过{SHORT}字的，请填写{SHORT}字以内的简称"
        raise ValidationError({"short_name": advice}, code="long")


def enter_unit(
    registry: Registry,
    *,
    by: Hand,
    name: str,
    system: System,
    short_name: str = "",
    parent: Unit | None = None,
    inner_system: System | None = None,
) -> Unit:
    committee = registry.case.committee
    if system.committee_id != committee.pk:
        raise ValidationError({"system": "该系统不属于本会"})
    if Unit.objects.filter(committee=committee, name=name, status=Unit.Status.ACTIVE).exists():
        raise ValidationError({"name": f"已有承办单位“{name}”"}, code="taken")
    refuse_long(name, short_name)
    unit = Unit(
        registry=registry,
        committee=committee,
        name=name,
        short_name=short_name or name,
        initials=initials(short_name or name),
        system=system,
        parent=parent,
        inner_system=inner_system,
    )
    with UNIT.moving(unit, LineAction.ENTER, by=by) as unit:
        return unit
