"""导入: old proposals from an office's table become filed cases, all of a file or none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from common.clock import day_of
from common.tables import BadRow, Reading
from deadlines.defaults import Kind as Duty
from deadlines.policies import Policies
from deadlines.services import owe
from deadlines.workdays import calendar_now
from members.models import Committee, Counter, Role, Seat, Session
from members.services.registry import note, registry_of
from proposals import debts
from proposals.models import Occasion, Proposal, Publication
from proposals.reading import ReadProposal
from proposals.services.importing_lists import bodies, categories, proposer_kind
from proposals.services.importing_people import People
from proposals.services.importing_plan import Plan, Repeat, number_of, opened, plan_import
from proposals.services.importing_rows import RowResult, results
from proposals.services.submission import keep_text
from proposals.workflow import PROPOSAL, Action
from workflow.hand import Hand
from workflow.models import Case, fingerprint


@dataclass(frozen=True)
class ImportReport:
    """What an import did; known rows were here before and are left as they are."""

    added: int
    known: int
    repeated_titles: tuple[Repeat, ...]
    bad_rows: tuple[BadRow, ...]
    sessions: tuple[str, ...]
    new_categories: tuple[str, ...]
    new_bodies: tuple[str, ...]
    rows: tuple[RowResult, ...] = ()  # what became of each row, in the order of the file


def import_proposals(
    committee: Committee,
    reading: Reading[ReadProposal],
    *,
    by: Hand,
    session_name: str = "",
    skip_bad: bool = False,
    archive: bool = False,
) -> ImportReport:
    """Bring the new rows of a file in as filed cases of `session_name`, else of their 年度.

    One transaction. `archive`: as closed ones, of which nothing is owed. A row whose source is
    known is left alone, so a second import adds nothing. Raises PermissionDenied, or
    ValidationError: code bad_rows (each with its row and reason) unless `skip_bad` leaves those
    out, no_session or no_term.
    """
    must_be_office(committee, by)
    with transaction.atomic():
        wait_for_others(committee)
        plan = plan_import(committee, reading, session_name)
        if plan.bad and not skip_bad:
            raise refusal(plan.bad)
        if plan.new:
            carry_out(committee, plan, by, archive)
    return report_of(plan)


def report_of(plan: Plan) -> ImportReport:
    """What a plan that was carried out did."""
    return ImportReport(
        added=len(plan.new),
        known=len(plan.known),
        repeated_titles=plan.repeated,
        bad_rows=plan.bad,
        sessions=tuple(target.name for target in plan.sessions),
        new_categories=plan.categories,
        new_bodies=plan.bodies,
        rows=results(plan, "已导入"),
    )


def refusal(bad: Iterable[BadRow]) -> ValidationError:
    return ValidationError([ValidationError(str(one), code="bad_rows") for one in bad])


def must_be_office(committee: Committee, by: Hand) -> None:
    seat = by.seat
    if not isinstance(seat, Seat) or seat.role != Role.OFFICE or seat.committee_id != committee.pk:
        raise PermissionDenied("只有本会提案委办公室可以导入提案")


def wait_for_others(committee: Committee) -> None:
    """One import of a committee at a time, and none while numbers are given out."""
    Committee.objects.select_for_update(no_key=True).get(pk=committee.pk)
    list(Counter.objects.select_for_update().filter(committee=committee, name="number"))


def carry_out(committee: Committee, plan: Plan, by: Hand, archive: bool) -> None:
    desk = Desk(committee, plan, by, archive)
    for row in plan.new:
        desk.enter(row)
    for session in desk.sessions.values():
        desk.keep_numbers(session)
    note(registry_of(committee), summary(plan), by=by)


def summary(plan: Plan) -> str:
    parts = [f"导入提案 {len(plan.new)} 件（{'、'.join(t.name for t in plan.sessions)}）"]
    parts += [f"新增类别：{'、'.join(plan.categories)}"] if plan.categories else []
    parts += [f"新增待补登提案单位：{'、'.join(plan.bodies)}"] if plan.bodies else []
    return "；".join(parts)


class Desk:
    """What the rows of one import share, looked up once."""

    def __init__(self, committee: Committee, plan: Plan, by: Hand, archive: bool) -> None:
        self.committee, self.plan, self.by, self.archive = committee, plan, by, archive
        # asked before any register is locked, in the order of whoever changes a calendar
        self.calendar = calendar_now(committee.pk)
        self.sessions = {target.name: opened(committee, target, plan) for target in plan.sessions}
        self.categories = categories(committee, plan)
        self.bodies = bodies(committee, plan)
        self.people = People(committee, plan.new, self.sessions.values(), by)
        terms = {session.term_id: session.term for session in self.sessions.values()}
        self.policies = {pk: Policies(committee.pk, term) for pk, term in terms.items()}

    def enter(self, row: ReadProposal) -> Proposal:
        """A filed case of which the office owes the next step, or a closed one for the archive."""
        proposal = self.proposal(row)
        action = Action.ARCHIVE if self.archive else Action.IMPORT
        with PROPOSAL.moving(proposal, action, by=self.by, note=names(row)) as proposal:
            keep_text(proposal, row.body)
            if not self.archive:
                self.owe_next(proposal)
        return proposal

    def proposal(self, row: ReadProposal) -> Proposal:
        session, moment = self.sessions[self.plan.targets[row.row].name], row.submitted_at
        if moment is None:
            raise ValidationError(f"第 {row.row} 行没有提交时间", code="bad_rows")
        body = self.bodies[row.organisation] if row.form == "collective" else None
        return Proposal(
            case=Case(committee=self.committee),
            session=session,
            occasion=Occasion.at(moment, session),
            proposer_kind=proposer_kind(row, body),
            title=row.title,
            category=self.categories.get(row.category),
            text_digest=fingerprint(row.body),
            organisation=body,
            member=None if body else self.people.first_proposer(row, session),
            cosigners=row.co_signers,
            publication=Publication.NONE,  # nobody was asked
            number=number_of(row),
            submitted_at=moment.astimezone(UTC),  # as the database gives it back to the record
            filed_on=day_of(moment),
            source_key=row.source_key,
        )

    def owe_next(self, proposal: Proposal) -> None:
        duty = Duty.TRANSFER if proposal.number else Duty.NUMBER
        policies = self.policies[proposal.session.term_id]
        limit = policies.limit(duty, occasion=proposal.occasion, form=proposal.proposer_kind)
        owe(
            *(proposal, duty, debts.office(proposal)),
            limit=limit,
            session=proposal.session,
            calendar=self.calendar,
        )

    def keep_numbers(self, session: Session) -> None:
        """Later numbering starts after the highest number that came in."""
        held = Proposal.objects.filter(session=session).exclude(number=None)
        highest = held.order_by("-number").values_list("number", flat=True).first() or 0
        counter, _ = Counter.objects.get_or_create(
            committee=self.committee, session=session, name="number"
        )
        Counter.objects.filter(pk=counter.pk, last__lt=highest).update(last=highest)


def names(row: ReadProposal) -> str:
    return f"文件所列提案人：{'、'.join(row.proposers)}" if row.proposers else ""
