"""导入委员名册: a term's roll comes into the register, all of a file or none."""

from __future__ import annotations

from datetime import date

from common import clock
from common.tables import Reading
from members.models import Member, Registry, Role, Sector, Term
from members.reading import ReadMember
from members.services.accounts import open_account
from members.services.registry import enter_member, note, registry_of, serve
from members.services.roll_matching import Register, plan_members
from members.services.roll_plans import (
    Changed,
    FirstPassword,
    RollPlan,
    RollReport,
    held_registry,
    must_be_registrar,
    refuse_bad,
    report_of,
)
from members.services.seats import appoint
from members.workflow import MEMBER, MEMBERSHIP, LineAction
from workflow.hand import Hand
from workflow.holding import holding


def import_members(
    term: Term,
    reading: Reading[ReadMember],
    *,
    by: Hand,
    apply_changes: bool = False,
    skip_bad: bool = False,
) -> RollReport:
    """Enter the new members of a roll with their service in that term and, if asked, accounts.

    One transaction. Known members (by card number, else by name and sector) are left alone unless
    `apply_changes`. Raises PermissionDenied, or ValidationError bad_rows unless `skip_bad`.
    """
    registry = registry_of(term.committee)
    must_be_registrar(registry, by)
    with holding(registry.case) as case:
        plan = plan_members(term, reading)
        if not skip_bad:
            refuse_bad(plan.bad)
        roll = Roll(term, held_registry(registry, case), by, Register(term, reading))
        roll.enter(plan)
        if apply_changes:
            roll.change(plan)
        if plan.new or (apply_changes and plan.changed):
            note(roll.registry, f"导入{term}委员名册：新增 {len(plan.new)} 人", by=by)
    return report_of(plan, applied=apply_changes, passwords=roll.passwords)


class Roll:
    """One import under way, holding the register's lock."""

    def __init__(self, term: Term, registry: Registry, by: Hand, register: Register) -> None:
        self.term, self.registry, self.by, self.register = term, registry, by, register
        self.sectors = {sector.name: sector for sector in term.sectors.all()}
        self.passwords: list[FirstPassword] = []

    def enter(self, plan: RollPlan[ReadMember]) -> None:
        for row in plan.new:
            known = self.register.find(row)  # somebody who served in an earlier term
            member = known[0].member if known else self.person(row)
            member.registry = self.registry
            serve(
                member,
                by=self.by,
                term=self.term,
                sector=self.sector(row.sector),
                card=row.certificate,
                standing=row.standing,
            )
            self.account(row, member)

    def person(self, row: ReadMember) -> Member:
        return enter_member(
            self.registry,
            by=self.by,
            name=row.name,
            gender=row.gender,
            party=row.party,
            employer=row.position,
            phone=row.phone,
            email=row.email,
        )

    def sector(self, name: str) -> Sector:
        if name not in self.sectors:
            self.sectors[name] = Sector.objects.create(term=self.term, name=name)
        return self.sectors[name]

    def account(self, row: ReadMember, member: Member) -> None:
        """An account and a member's seat, if the roll names one and they have none yet."""
        if not row.account or member.pk in self.register.accounts:
            return
        user, password = open_account(
            username=row.account, name=row.name, email=row.email, phone=row.phone
        )
        appoint(
            self.registry,
            by=self.by,
            user=user,
            role=Role.MEMBER,
            member=member,
            valid_from=self.since(),
        )
        self.passwords.append(FirstPassword(row.name, user.username, password))

    def since(self) -> date:
        """A seat begins today, or with a term that is still to come."""
        return max(self.term.starts_on, clock.today())

    def change(self, plan: RollPlan[ReadMember]) -> None:
        for changed in plan.changed:
            self.change_person(changed)
            self.change_service(changed)
            self.account(changed.item, changed.line.member)

    def change_person(self, changed: Changed[ReadMember]) -> None:
        row, member = changed.item, changed.line.member
        member.registry = self.registry
        with MEMBER.moving(member, LineAction.CHANGE, by=self.by) as member:
            member.gender = row.gender or member.gender
            member.party = row.party or member.party
            member.employer = row.position or member.employer
            member.phone = row.phone or member.phone
            member.email = row.email or member.email

    def change_service(self, changed: Changed[ReadMember]) -> None:
        row, line = changed.item, changed.line
        line.registry = self.registry
        with MEMBERSHIP.moving(line, LineAction.CHANGE, by=self.by) as line:
            line.sector = self.sector(row.sector)
            line.card = row.certificate or line.card
            if self.register.tells_standing:
                line.standing = row.standing


__all__ = ["import_members", "plan_members"]
