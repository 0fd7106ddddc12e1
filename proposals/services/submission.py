"""From a draft to a submitted proposal (提交), and back for another wording (退回修改)."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from common import clock
from deadlines.defaults import Kind as Duty
from deadlines.services import cancel, meet
from members.models import Organisation, Role, Session
from members.place import BODY_LIMIT, TITLE_LIMIT, WISHED_UNITS
from members.services import take_numbers
from proposals import debts
from proposals.models import Attachment, Draft, Kind, Occasion, Proposal, ProposalText, Suggestion
from proposals.services.approving import missing
from proposals.services.cosigning import sign_together
from proposals.services.files import copy_files, hand_in_files
from proposals.services.lapsing import lapse_consultations
from proposals.services.pens import own, pen
from proposals.services.standing_in import for_proposer
from proposals.workflow import PROPOSAL, Action
from workflow.hand import Hand
from workflow.models import Case, fingerprint
from workflow.procedure import AlreadyDone

BODIES = {
    Organisation.Kind.PARTY: Kind.PARTY,
    Organisation.Kind.PEOPLE: Kind.PEOPLE,
    Organisation.Kind.SECTOR: Kind.SECTOR,
    Organisation.Kind.GROUP: Kind.GROUP,
    Organisation.Kind.SPECIAL: Kind.SPECIAL,
    Organisation.Kind.OTHER: Kind.OTHER,
}


@transaction.atomic
def submit(draft: Draft, *, by: Hand) -> Proposal:
    """提交: the draft becomes a proposal with a receipt number (收件号), or its new wording.

    Raises AlreadyDone when the draft was submitted before, ValidationError by field otherwise.
    """
    own(draft, by)
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    if draft.submitted_at and draft.proposal:
        raise AlreadyDone(draft.proposal.case)
    complete(draft)
    proposal = resubmit(draft, draft.proposal, by) if draft.proposal else born_of(draft, by)
    draft.proposal, draft.submitted_at = proposal, clock.now()
    draft.save(update_fields=["proposal", "submitted_at"])
    return proposal


def complete(draft: Draft) -> None:
    """Every field that is missing or too long, told at once."""
    faults = too_long(draft)
    if not draft.title.strip():
        faults["title"] = "请填写案由"
    if draft.category is None or draft.category.committee_id != draft.committee_id:
        faults["category"] = "请选择类别"
    elif draft.category not in draft.categories():
        faults["category"] = f"类别“{draft.category}”已停用，请另选"
    if not draft.body.strip():
        faults["body"] = "请填写提案正文"
    if not (draft.member_id or draft.organisation_id):
        faults["member"] = "请选择提案人"
    faults |= missing(draft)
    if faults:
        raise ValidationError(faults)


def too_long(draft: Draft) -> dict[str, str]:
    """What goes beyond the limits of the place."""
    faults: dict[str, str] = {}
    title, body, units = (draft.limit(one) for one in (TITLE_LIMIT, BODY_LIMIT, WISHED_UNITS))
    if len(draft.title.strip()) > title:
        faults["title"] = f"案由不超过{title}字，现有{len(draft.title.strip())}字"
    if len(draft.body) > body:
        faults["body"] = f"正文不超过{body}字，现有{len(draft.body)}字，其余请作附件"
    if draft.units.count() > units:
        faults["units"] = f"建议承办单位最多{units}个"
    return faults


def born_of(draft: Draft, by: Hand) -> Proposal:
    session = Session.objects.current(draft.committee)
    if session is None:
        raise ValidationError("本会尚未开始征集提案，请稍后再提交", code="no_session")
    now = clock.now()
    proposal = Proposal(
        case=Case(committee=draft.committee),
        session=session,
        occasion=Occasion.at(now, session),
        proposer_kind=kind_of(draft),
        member=draft.member,
        organisation=draft.organisation,
        submitted_at=now,
        **wording(draft),
    )
    by = for_proposer(proposal, by)
    with PROPOSAL.moving(proposal, Action.SUBMIT, by=by) as proposal:
        [proposal.receipt] = take_numbers(draft.committee, session, "receipt")
        received(proposal, draft, by)
    return proposal


def resubmit(draft: Draft, proposal: Proposal, by: Hand) -> Proposal:
    refuse_unchanged(draft, proposal)
    by = for_proposer(proposal, by)
    with PROPOSAL.moving(proposal, Action.SUBMIT, by=by) as proposal:
        for name, value in wording(draft).items():
            setattr(proposal, name, value)
        proposal.revision += 1
        proposal.submitted_at = clock.now()
        meet(proposal, Duty.REVISE)
        received(proposal, draft, by)
    return proposal


def refuse_unchanged(draft: Draft, proposal: Proposal) -> None:
    """What was sent back comes back in other words, with other annexes, or with an explanation."""
    last = last_sheet(proposal)
    known = [standing(proposal), *([handed_in(last)] if last else [])]  # 更正 may lie between
    untouched = draft.revision == Draft().revision or handed_in(draft) in known
    if untouched and not draft.invitations.exists():
        raise ValidationError(
            "内容与退回前相同，请按退回原因修改；认为不必修改的，请在正文末尾写明理由",
            code="unchanged",
        )


def last_sheet(proposal: Proposal) -> Draft | None:
    """What was handed in last; none of what was imported or came from another committee."""
    return proposal.drafts.exclude(submitted_at=None).order_by("submitted_at", "pk").last()


Read = tuple[dict[str, Any], set[int], list[tuple[str, str]]]


def handed_in(draft: Draft) -> Read:
    """All that the office reads of a sheet; a seal stands under whatever the text is."""
    return wording(draft), set(draft.units.values_list("pk", flat=True)), annexes(draft)


def standing(proposal: Proposal) -> Read:
    """The same of the case as it stands, with what was corrected meanwhile."""
    words = {name: getattr(proposal, name) for name in WORDING}
    wishes = proposal.suggestions.filter(by=Suggestion.By.PROPOSER)
    return words, set(wishes.values_list("unit", flat=True)), annexes(proposal)


def annexes(of: Draft | Proposal) -> list[tuple[str, str]]:
    live = of.files.filter(subject_type="", voided_at=None, purpose=Attachment.Purpose.ANNEX)
    return sorted(live.values_list("digest", "name"))


def received(proposal: Proposal, draft: Draft, by: Hand) -> None:
    """The text is kept for ever, the wishes are noted, and the office owes its first review."""
    keep_text(proposal, draft.body)
    proposal.suggestions.filter(by=Suggestion.By.PROPOSER).delete()
    for unit in draft.units.all():
        proposal.suggestions.create(unit=unit, by=Suggestion.By.PROPOSER)
    hand_in_files(proposal, draft)
    if draft.approved_by_id:
        proposal.case.tell("approved", {"seat": draft.approved_by_id})
    debts.owes(proposal, Duty.SCREEN, debts.office(proposal))
    signed(proposal, draft, by)


def signed(proposal: Proposal, draft: Draft, by: Hand) -> None:
    """联名: those who confirmed in time are of the case from now on, and counted."""
    sign_together(proposal, draft, by)
    proposal.cosigners = proposal.cosigned.count()
    if proposal.cosigners and proposal.proposer_kind == Kind.MEMBER:
        proposal.proposer_kind = Kind.JOINT


def keep_text(proposal: Proposal, body: str) -> None:
    ProposalText.objects.create(proposal=proposal, revision=proposal.revision, body=body)


WORDING = ("title", "category", "publication", "text_digest")


def wording(draft: Draft) -> dict[str, Any]:
    return {
        "title": draft.title.strip(),
        "category": draft.category,
        "publication": draft.publication,
        "text_digest": fingerprint(draft.body),
    }


def kind_of(draft: Draft) -> Kind:
    if draft.organisation:
        return BODIES[Organisation.Kind(draft.organisation.kind)]
    return Kind.MEMBER


def send_back(proposal: Proposal, *, by: Hand, note: str) -> Proposal:
    """退回修改: the proposer is asked for another wording, and told why."""
    with PROPOSAL.moving(proposal, Action.SEND_BACK, by=by, note=note) as proposal:
        needed(note, "请写明退回修改的原因")
        meet(proposal, Duty.SCREEN)
        cancel(proposal, Duty.DECIDE)
        lapse_consultations(proposal, by=by)
        proposal.recommendation, proposal.advised_into = "", None
        open_revision(proposal, by)
    return proposal


def open_revision(proposal: Proposal, by: Hand) -> None:
    """A draft that starts from the wording as it was, for whoever wrote it, who now owes it.

    What nobody wrote here (imported, sent from another committee) the office rewords itself.
    """
    last = last_sheet(proposal)
    seat = last.seat if last else pen(by)
    debtor = debts.office(proposal) if seat.role == Role.OFFICE else debts.proposer(proposal)
    debts.owes(proposal, Duty.REVISE, debtor)
    draft = Draft.objects.create(
        seat=seat,
        committee=proposal.committee,
        member=proposal.member,
        organisation=proposal.organisation,
        title=proposal.title,
        category=proposal.category,
        body=last.body if last else proposal.body(),
        publication=proposal.publication,
        proposal=proposal,
    )
    if last:
        draft.units.set(last.units.all())
        copy_files(last, draft)


def needed(text: str, message: str, field: str = "note") -> None:
    """A reason must be given."""
    if not text.strip():
        raise ValidationError({field: message})


__all__ = ["needed", "send_back", "submit"]
