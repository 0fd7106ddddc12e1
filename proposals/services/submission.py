"""From a draft to a submitted proposal (提交), and back for another wording (退回修改)."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F

from common import clock
from deadlines.defaults import Kind as Duty
from deadlines.services import cancel, meet
from members.models import Organisation, Role, Seat, Session
from members.services import take_numbers
from proposals import debts
from proposals.models import Draft, Kind, Occasion, Proposal, ProposalText, Suggestion
from proposals.workflow import PROPOSAL, Action
from workflow.hand import Hand
from workflow.models import Case, fingerprint
from workflow.procedure import AlreadyDone

LONGEST_BODY = 20_000  # characters; real texts reach 5,513
MOST_UNITS = 5
BODIES = {
    Organisation.Kind.PARTY: Kind.PARTY,
    Organisation.Kind.PEOPLE: Kind.PEOPLE,
    Organisation.Kind.SECTOR: Kind.SECTOR,
    Organisation.Kind.GROUP: Kind.GROUP,
    Organisation.Kind.SPECIAL: Kind.SPECIAL,
    Organisation.Kind.OTHER: Kind.OTHER,
}


def start_draft(seat: Seat, **proposer: Any) -> Draft:
    """A blank sheet, a new one only if none lies there; the office names whom it writes for."""
    if seat.role == Role.MEMBER:
        proposer = {"member": seat.member}
    elif seat.role != Role.OFFICE:
        raise PermissionDenied("只有委员本人或提案委办公室可以起草提案")
    blank = Draft.objects.filter(seat=seat, revision=0, proposal=None, **proposer).first()
    return blank or Draft.objects.create(seat=seat, committee=seat.committee, **proposer)


def save_draft(draft: Draft, *, by: Hand, seen: int, **words: Any) -> Draft:
    """Keep what was typed, as it is. Raises ValidationError (stale) if it was changed elsewhere."""
    own(draft, by)
    units = words.pop("units", None)
    with transaction.atomic():
        changed = Draft.objects.filter(pk=draft.pk, revision=seen, submitted_at=None).update(
            **words, revision=F("revision") + 1, updated_at=clock.now()
        )
        if not changed:
            raise ValidationError("此草稿已在别处更改或提交，请刷新后核对", code="stale")
        if units is not None:
            draft.units.set(units)
    draft.refresh_from_db()
    return draft


def drop_draft(draft: Draft, *, by: Hand) -> None:
    """Throw a draft away; what was submitted stays."""
    own(draft, by)
    if draft.proposal_id or draft.submitted_at:
        raise ValidationError("已提交或被退回的提案不能删除草稿", code="wrong_state")
    draft.delete()


def own(draft: Draft, by: Hand) -> None:
    if not isinstance(by.seat, Seat) or not Draft.objects.visible_to(by.seat).contains(draft):
        raise PermissionDenied("这不是您的草稿")


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
    faults: dict[str, str] = {}
    if not draft.title.strip():
        faults["title"] = "请填写案由"
    if draft.category is None or draft.category.committee_id != draft.committee_id:
        faults["category"] = "请选择类别"
    if not draft.body.strip():
        faults["body"] = "请填写提案正文"
    elif len(draft.body) > LONGEST_BODY:
        faults["body"] = f"正文不超过{LONGEST_BODY}字，现有{len(draft.body)}字，其余请作附件"
    if not (draft.member_id or draft.organisation_id):
        faults["member"] = "请选择提案人"
    if draft.units.count() > MOST_UNITS:
        faults["units"] = f"建议承办单位最多{MOST_UNITS}个"
    if faults:
        raise ValidationError(faults)


def born_of(draft: Draft, by: Hand) -> Proposal:
    session = Session.objects.current(draft.committee)
    if session is None:
        raise ValidationError("本会尚未开始征集提案，请稍后再提交", code="no_session")
    now = clock.now()
    proposal = Proposal(
        case=Case(committee=draft.committee),
        session=session,
        occasion=Occasion.PLENARY if session.in_plenary(now) else Occasion.BETWEEN,
        proposer_kind=kind_of(draft),
        member=draft.member,
        organisation=draft.organisation,
        submitted_at=now,
        **wording(draft),
    )
    with PROPOSAL.moving(proposal, Action.SUBMIT, by=behalf(draft, by)) as proposal:
        [proposal.receipt] = take_numbers(draft.committee, session, "receipt")
        received(proposal, draft)
    return proposal


def resubmit(draft: Draft, proposal: Proposal, by: Hand) -> Proposal:
    with PROPOSAL.moving(proposal, Action.SUBMIT, by=behalf(draft, by)) as proposal:
        for name, value in wording(draft).items():
            setattr(proposal, name, value)
        proposal.revision += 1
        proposal.submitted_at = clock.now()
        meet(proposal, Duty.REVISE)
        received(proposal, draft)
    return proposal


def received(proposal: Proposal, draft: Draft) -> None:
    """The text is kept for ever, the wishes are noted, and the office owes its first review."""
    keep_text(proposal, draft.body)
    proposal.suggestions.filter(by=Suggestion.By.PROPOSER).delete()
    for unit in draft.units.all():
        proposal.suggestions.create(unit=unit, by=Suggestion.By.PROPOSER)
    debts.owes(proposal, Duty.SCREEN, debts.office(proposal))


def keep_text(proposal: Proposal, body: str) -> None:
    ProposalText.objects.create(proposal=proposal, revision=proposal.revision, body=body)


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


def behalf(draft: Draft, by: Hand) -> Hand:
    """代录: what the office enters for somebody is recorded as theirs."""
    if draft.seat.role != Role.OFFICE:
        return by
    who = (
        f"member:{draft.member_id}" if draft.member_id else f"organisation:{draft.organisation_id}"
    )
    return by._replace(on_behalf_of=who)


def send_back(proposal: Proposal, *, by: Hand, note: str) -> Proposal:
    """退回修改: the proposer is asked for another wording, and told why."""
    with PROPOSAL.moving(proposal, Action.SEND_BACK, by=by, note=note) as proposal:
        needed(note, "请写明退回修改的原因")
        meet(proposal, Duty.SCREEN)
        cancel(proposal, Duty.DECIDE)
        proposal.recommendation = ""
        open_revision(proposal)
    return proposal


def open_revision(proposal: Proposal) -> None:
    """A draft that starts from the wording as it was, for whoever wrote it, who now owes it."""
    last = proposal.drafts.latest("submitted_at")
    entered = last.seat.role == Role.OFFICE
    debtor = debts.office(proposal) if entered else debts.proposer(proposal)
    debts.owes(proposal, Duty.REVISE, debtor)
    draft = Draft.objects.create(
        seat=last.seat,
        committee=last.committee,
        member=proposal.member,
        organisation=proposal.organisation,
        title=proposal.title,
        category=proposal.category,
        body=last.body,
        publication=proposal.publication,
        proposal=proposal,
    )
    draft.units.set(last.units.all())


def needed(text: str, message: str, field: str = "note") -> None:
    """A reason must be given."""
    if not text.strip():
        raise ValidationError({field: message})


__all__ = ["drop_draft", "needed", "save_draft", "send_back", "start_draft", "submit"]
