"""What must be true first; each answers with the sentence a person is told, or with nothing."""

from __future__ import annotations

from proposals.models import Assignment, Contact, Feedback, Proposal, ReviewMeeting


def listed_by_a_meeting(proposal: Proposal) -> str:
    listed = proposal.agenda.filter(meeting__status=ReviewMeeting.Status.PLANNED)
    return "" if listed.exists() else "尚未列入审查会议议程，请先由提案委办公室列入"


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
    met = share.contacts.filter(
        status=Contact.Status.RECORDED, way__in=Contact.FACE_TO_FACE
    ).exists()
    if met or share.contact_waived:
        return ""
    return "尚无面商记录，请先与提案人面商并记录，或由提案人同意免面商"


def signed_for(row: Contact) -> str:
    """A unit contacts the proposer once the case is its own."""
    share = row.assignment
    if share.status in (Assignment.Status.WAITING, Assignment.Status.CHANGE_ASKED):
        return "请先签收，再记录面商"
    return "已改由其他单位办理" if share.status == Assignment.Status.CHANGED else ""


def awaits_feedback(row: Feedback | Assignment) -> str:
    """One feedback per person, unit and round, once the answer is delivered (design §3.4)."""
    share = row if isinstance(row, Assignment) else row.assignment
    if share.status != Assignment.Status.DELIVERED:
        return "答复尚未送达，不能反馈意见"
    if share.feedback.filter(status=Feedback.Status.RECORDED).exists():
        return "已反馈过意见，每人对每次答复反馈一次"
    return ""
