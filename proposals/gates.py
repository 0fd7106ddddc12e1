"""What must be true first; each answers with the sentence a person is told, or with nothing."""

from __future__ import annotations

from common import clock
from deadlines.defaults import Kind
from members.place import MEETINGS_NEEDED, rule
from proposals.at_hand import asked_of, open_for
from proposals.gates_handing import day
from proposals.models import (
    Assignment,
    Contact,
    Feedback,
    Opinion,
    Proposal,
    Reply,
    ReviewMeeting,
)
from proposals.parties import Giver


def listed_by_a_meeting(proposal: Proposal) -> str:
    listed = proposal.agenda.filter(meeting__status=ReviewMeeting.Status.PLANNED)
    item = listed.select_related("meeting").first()
    if item is None:
        return "尚未列入审查会议议程，请先由提案委办公室列入"
    return held(item.meeting)


def held(meeting: ReviewMeeting) -> str:
    """Nothing is decided before the day of the meeting."""
    if meeting.held_on <= clock.today():
        return ""
    return f"审查会议定于{day(meeting.held_on)}召开，当日起才能作出决定"


def numbered(proposal: Proposal) -> str:
    return "" if proposal.number else "尚未编号，请先编号再移交"


def not_numbered(proposal: Proposal) -> str:
    return f"已编为{proposal.label}，案号不再变更" if proposal.number else ""


def on_hold(proposal: Proposal) -> str:
    return "" if proposal.on_hold else "没有暂缓办结"


def not_on_hold(proposal: Proposal) -> str:
    return "已经暂缓办结" if proposal.on_hold else ""


def contact_made_and_opinions_in(share: Assignment) -> str:
    """面商 and 会办意见 come before an answer goes to review (design §3.2)."""
    return opinions_in(share) or contact_made(share)


def opinions_in(share: Assignment) -> str:
    missing = share.proposal.assignments.opinions_missing().filter(round=share.round)
    names = "、".join(str(other.unit) for other in missing.select_related("unit"))
    return f"{names}尚未反馈会办意见，请催办或由督查室免会办意见" if names else ""


def contact_made(share: Assignment) -> str:
    if share.contact_waived:
        return ""
    face_to_face = {"status": Contact.Status.RECORDED, "way__in": Contact.FACE_TO_FACE}
    met = share.contacts.filter(**face_to_face).count()
    proposal = share.proposal
    needed = rule(MEETINGS_NEEDED, proposal.committee_id, proposal.session.term_id)
    if met >= needed:
        return ""
    if not met:
        return "尚无面商记录，请先与提案人面商并记录，或由提案人同意免面商"
    return f"本会规定送审前面商{needed}次，现有{met}次记录，请补齐，或由提案人同意免面商"


def signed_for(row: Contact) -> str:
    """A unit contacts the proposer once the case is its own."""
    share = row.assignment
    if share.status in (Assignment.Status.WAITING, Assignment.Status.CHANGE_ASKED):
        return "请先签收，再记录面商"
    if share.round < row.proposal.round:
        return "此轮办理已经结束，请在新一轮办理中记录"
    if share.status == Assignment.Status.STOPPED:
        return "已终止办理，不再记录面商"
    return "已改由其他单位办理" if share.status == Assignment.Status.CHANGED else ""


def awaits_feedback(row: Feedback) -> str:
    """One feedback per person, unit and round, once the answer is delivered (design §3.4)."""
    share, proposal = row.assignment, row.proposal
    if share.status != Assignment.Status.DELIVERED:
        return "答复尚未送达，不能反馈意见"
    if said := already_said(row):
        return said
    if proposal.status == Proposal.Status.CLOSED:
        return "提案已办结，不再反馈意见；确需反映的，请与提案委办公室联系"
    if share.round < proposal.round:
        return "此答复已重新办理，请在新的答复送达后反馈意见"
    return ""


def already_said(row: Feedback) -> str:
    """Of one giver whether they spoke; of a form that names nobody yet, whether all did."""
    said = row.assignment.feedback.all()  # a page has read them already
    recorded = [one for one in said if one.status == Feedback.Status.RECORDED]
    spoken = {Giver(one.member_id, one.organisation_id) for one in recorded}
    if not spoken:
        return ""
    named = Giver(row.member_id, row.organisation_id)
    if named.member_id or named.organisation_id:
        return "已反馈过意见，每人对每次答复反馈一次" if named in spoken else ""
    return "" if set(asked_of(row.proposal)) - spoken else "提案人均已反馈过意见"


def opinion_due(opinion: Opinion) -> str:
    """会办意见 are worked on while the co-unit's share is in its hands."""
    share = opinion.assignment
    if share.status == Assignment.Status.HANDLING:
        return ""
    waiting = share.status == Assignment.Status.WAITING
    return "请先签收，再办理会办意见" if waiting else f"现为“{share.get_status_display()}”"


def opinion_approved(share: Assignment) -> str:
    approved = Opinion.objects.filter(assignment=share.pk, status=Opinion.Status.APPROVED)
    return "" if approved.exists() else "会办意见尚未经本单位主要负责同志审定，请先拟写并报审"


def replaceable(share: Assignment) -> str:
    """A delivered letter is put right while its round is still going on."""
    if share.proposal.status == Proposal.Status.CLOSED:
        return "提案已办结，需更正答复的，请先由提案委主任恢复办理"
    if share.proposal.status == Proposal.Status.WITHDRAWN:
        return "提案已撤案，不再更正答复"
    if share.round < share.proposal.round:
        return "此答复已重新办理，请在新的答复中更正"
    return ""


def replacement_drafted(share: Assignment) -> str:
    letters = share.replies.all()  # a page has read them already
    if not any(one.status == Reply.Status.OPEN for one in letters):
        return "尚未拟写更正答复"
    return replaceable(share)


def dissatisfied(proposal: Proposal) -> str:
    return "" if open_for(proposal, Kind.VERIFY) else "没有待核实的不满意意见"


def verified(proposal: Proposal) -> str:
    if open_for(proposal, Kind.VERIFY):
        return "请先由提案委办公室核实不满意意见"
    return "" if open_for(proposal, Kind.REHANDLE_DECISION) else "没有待决定是否重新办理的意见"


def dissatisfied_again(proposal: Proposal) -> str:
    return "" if open_for(proposal, Kind.CONFER) else "没有需要召开协商会的不满意意见"


def absorbs_nothing(proposal: Proposal) -> str:
    """One case absorbs others or is absorbed, never both, so that its proposers are known."""
    if not proposal.absorbed.exists():
        return ""
    return "已有提案并入此案，请改为将另一件并入此案，或先撤销并案"


def not_passed_on(proposal: Proposal) -> str:
    return "已经转送，不能再重新审查" if proposal.passed_on else ""
