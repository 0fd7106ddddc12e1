"""Review meetings: called, filled with proposals, decided one by one or as recommended."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.core.exceptions import ValidationError

from common import clock
from deadlines.defaults import Kind as Duty
from deadlines.services import meet
from members.models import Session
from proposals import debts
from proposals.models import AgendaItem, Occasion, Proposal, Recommendation, ReviewMeeting
from proposals.services.many import Outcome, each, itself
from proposals.services.screening import file
from proposals.workflow import MEETING, MeetingAction
from workflow.births import once
from workflow.hand import Hand
from workflow.models import Case

FURTHEST = timedelta(days=366)


def convene(
    session: Session, *, by: Hand, name: str, held_on: date, proposals: Iterable[Proposal] = ()
) -> ReviewMeeting:
    """召集审查会议, with the proposals it is to decide."""
    meeting = ReviewMeeting(
        case=Case(committee=session.term.committee),
        session=session,
        occasion=Occasion.PLENARY if held_on <= session.plenary_to else Occasion.BETWEEN,
        name=name.strip(),
        held_on=held_on,
    )
    with once(ReviewMeeting, by), MEETING.moving(meeting, MeetingAction.CONVENE, by=by) as meeting:
        if not meeting.name:
            raise ValidationError({"name": "请填写会议名称"})
        if not session.opens_on <= held_on <= clock.today() + FURTHEST:
            raise ValidationError({"held_on": "召开日期应在本次会议开始征集之后、一年之内"})
        put_on(meeting, proposals)
        debts.owes(meeting, Duty.CONCLUDE, debts.director(meeting), start=held_on)
    return meeting


def list_proposals(
    meeting: ReviewMeeting, *, by: Hand, proposals: Iterable[Proposal]
) -> ReviewMeeting:
    """列入议程: more proposals for a meeting that has not been held."""
    with MEETING.moving(meeting, MeetingAction.LIST, by=by) as meeting:
        put_on(meeting, proposals)
    return meeting


def put_on(meeting: ReviewMeeting, proposals: Iterable[Proposal]) -> None:
    """One call at a time lists proposals of a session, so that none is on two coming agendas."""
    Session.objects.select_for_update(no_key=True).get(pk=meeting.session_id)
    coming = AgendaItem.objects.filter(meeting__status=ReviewMeeting.Status.PLANNED)
    agenda = dict(coming.values_list("proposal", "meeting"))
    position = meeting.items.count()
    for proposal in proposals:
        if agenda.get(proposal.pk) == meeting.pk:
            continue
        may_be_listed(proposal, meeting, agenda)
        position += 1
        AgendaItem.objects.create(meeting=meeting, proposal=proposal, position=position)
        meeting.case.tell("listed", proposal.pk)


def may_be_listed(proposal: Proposal, meeting: ReviewMeeting, agenda: dict[int, int]) -> None:
    if proposal.pk in agenda:
        raise ValidationError(f"“{proposal}”已列入另一次审查会议", code="state")
    screening = proposal.status == Proposal.Status.SCREENING
    if not screening or proposal.session_id != meeting.session_id:
        raise ValidationError(f"“{proposal}”不在本次会议的审查中，不能列入议程", code="state")


def file_as_recommended(meeting: ReviewMeeting, *, by: Hand) -> Outcome:
    """ "同意建议": all that were recommended for filing are filed, one transaction each."""
    recommended = Proposal.objects.filter(
        agenda__meeting=meeting,
        status=Proposal.Status.SCREENING,
        recommendation=Recommendation.FILE,
    )
    rows = recommended.select_related("case__committee", "session__term")
    return each(rows, lambda proposal: file(proposal, by=by.blind()), itself)


def conclude(meeting: ReviewMeeting, *, by: Hand, minutes: str) -> ReviewMeeting:
    """结束会议: when every item is decided; the minutes are kept."""
    with MEETING.moving(meeting, MeetingAction.CONCLUDE, by=by) as meeting:
        undecided = meeting.items.filter(proposal__status=Proposal.Status.SCREENING).count()
        if undecided:
            raise ValidationError(f"还有{undecided}件未作出决定，不能结束会议", code="gate")
        if not minutes.strip():
            raise ValidationError({"minutes": "请填写会议纪要"})
        meeting.minutes = minutes
        meet(meeting, Duty.CONCLUDE)
    return meeting
