"""Every seat that could try, and a try that leaves nothing behind."""

from __future__ import annotations

from contextlib import suppress

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from common import clock
from members.models import Level, Organisation, Role, Seat
from proposals.models import Proposal
from tests import factories
from tests.conftest import ORIGIN, sql
from workflow.hand import Hand
from workflow.holding import holding, lend
from workflow.models import Case, Event

UNSCOPED = ("lead", "expert", "sysadmin", "secadmin", "auditor", "township", "party")


class Undo(Exception):
    """Takes back what has just been tried."""


def outcomes(procedure, action, made, seats) -> dict[str, str]:
    """For each seat: the state it led to, or "forbidden", or the code of the refusal.

    Everybody knocks while the case is held once; who is let in does it again, to the end.
    """
    came = knocks(procedure, action, made, seats) if made().case.pk else dict.fromkeys(seats, "")
    return {
        name: answer or carry_out(procedure, action, made(), seats[name])
        for name, answer in came.items()
    }


def knocks(procedure, action, made, seats) -> dict[str, str]:
    came = {}
    with suppress(Undo), transaction.atomic(), holding(made().case) as case:
        for name, seat in seats.items():
            came[name] = knock(procedure, action, lend(made(), case), seat)
        raise Undo
    return came


def knock(procedure, action, row, seat) -> str:
    """The refusal; nothing when the door opens."""
    try:
        with transaction.atomic(), procedure.moving(row, action, by=Hand(seat), note="试办"):
            raise Undo
    except PermissionDenied:
        return "forbidden"
    except ValidationError as refusal:
        return str(refusal.code)
    except Undo:
        return ""


def carry_out(procedure, action, row, seat) -> str:
    reached = []
    try:
        with suppress(Undo), transaction.atomic():
            with procedure.moving(row, action, by=Hand(seat), note="试办") as fresh:
                pass
            event = Event.objects.filter(case=fresh.case_id, subject_type=fresh.kind())
            reached.append(event.filter(action=action).latest("version").target)
            raise Undo
    except PermissionDenied:
        return "forbidden"
    except ValidationError as refusal:
        return str(refusal.code)
    return reached[0]


def compare(procedure, action, seats, states, *, made, expected, enters=lambda state: None):
    """Try it as everybody in every state; the tries, and those that came out otherwise."""
    tries, wrong = 0, []
    for state in states:
        with transaction.atomic():
            enters(state)
            came = outcomes(procedure, action, lambda state=state: made(state), seats)
            transaction.set_rollback(True)
        hoped = {name: expected(state, name) for name in seats}
        tries += len(seats)
        wrong += [
            (str(action), state, name, came[name], f"expected {hoped[name]}")
            for name in seats
            if came[name] != hoped[name]
        ]
    return tries, wrong


def put(row, **columns):
    """Set columns behind the procedure; only inside what is rolled back."""
    type(row)._base_manager.filter(pk=row.pk).update(**columns)


def again(row):
    """The same unsaved row anew: a try leaves marks on the object."""
    columns = {
        field.name: getattr(row, field.name)
        for field in row._meta.fields
        if field.name != "id" and (not field.is_relation or getattr(row, field.attname))
    }
    return type(row)(**columns)


def collective(share, seats) -> Proposal:
    """The same proposal as one that a body submitted."""
    put(share.proposal, member=None, organisation=seats["contact"].organisation)
    return Proposal.objects.select_related("case__committee").get(pk=share.proposal_id)


def newborn(like: Proposal) -> Proposal:
    """One that is about to be submitted, like that one."""
    names = ("session", "occasion", "proposer_kind", "title", "category", "member", "organisation")
    copied = {name: getattr(like, name) for name in (*names, "publication", "submitted_at")}
    return Proposal(case=Case(committee=like.case.committee), text_digest="", **copied)


def proposers(one):
    """Verbs of whoever proposes are tried on a member's proposal and on a body's."""
    if "proposer" not in one.seats:
        yield one, False
        return
    yield one._replace(seats=one.seats - {"contact"}), False
    yield one._replace(seats=one.seats - {"proposer"}), True


def report(tries, wrong):
    print(f"\n{tries} 次尝试")
    assert wrong == []


def sits(here, role, **scope) -> Seat:
    """A seat that is simply there: nobody checked its scope."""
    user = factories.account(f"{role}-{next(factories.serial)}")
    seat = Seat(
        registry=here.registry, committee=here.body, user=user, role=role,
        status="held", valid_from=clock.today(), **scope,
    )  # fmt: skip
    sql("SET session_replication_role = replica")
    seat.save(force_insert=True)
    sql(ORIGIN)
    return Seat.objects.with_scope().get(pk=seat.pk)


def everybody(here, share) -> dict[str, Seat | None]:
    """All roles of the committee, of the units beside, of a neighbour, and misplaced ones."""
    own, member = share.unit, share.proposal.member
    body = factories.organisation(here)
    there = factories.committee("望海州", code="5391", level=Level.PREFECTURE)
    police = factories.unit(here, "州公安局")
    others = {name: sits(here, name) for name in UNSCOPED}
    return {
        **others,
        **at_home(here, own, member, body),
        "party_dispatcher": sits(here, Role.DISPATCHER, system=here.party),
        "other_liaison": sits(here, Role.LIAISON, unit=police),
        "other_head": sits(here, Role.UNIT_HEAD, unit=police),
        "other_member": factories.member(here),
        "other_contact": sits(here, Role.CONTACT, organisation=another(here)),
        "nobody": None,
        **abroad(there),
        "misplaced_dispatcher": sits(there, Role.DISPATCHER, system=here.government),
        "misplaced_liaison": sits(there, Role.LIAISON, unit=own),
        "misplaced_head": sits(there, Role.UNIT_HEAD, unit=own),
        "misplaced_member": sits(there, Role.MEMBER, member=member),
        "misplaced_contact": sits(there, Role.CONTACT, organisation=body),
    }


def another(here):
    return factories.organisation(here, "彩云州总工会", Organisation.Kind.PEOPLE)


def at_home(here, unit, member, body) -> dict[str, Seat]:
    return {
        "office": here.office,
        "director": sits(here, Role.DIRECTOR),
        "dispatcher": sits(here, Role.DISPATCHER, system=here.government),
        "liaison": sits(here, Role.LIAISON, unit=unit),
        "unit_head": sits(here, Role.UNIT_HEAD, unit=unit),
        "proposer": sits(here, Role.MEMBER, member=member),
        "contact": sits(here, Role.CONTACT, organisation=body),
        "org_head": sits(here, Role.ORG_HEAD, organisation=body),
    }


def abroad(there) -> dict[str, Seat]:
    unit = factories.unit(there, "望海州教育局")
    return {
        "foreign_office": there.office,
        "foreign_director": sits(there, Role.DIRECTOR),
        "foreign_dispatcher": sits(there, Role.DISPATCHER, system=there.government),
        "foreign_liaison": sits(there, Role.LIAISON, unit=unit),
        "foreign_head": sits(there, Role.UNIT_HEAD, unit=unit),
        "foreign_member": factories.member(there),
    }
