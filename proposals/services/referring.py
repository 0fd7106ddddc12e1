"""转送: a case of ours is shown to another committee, which takes it up or returns it."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from common import clock
from deadlines.defaults import Kind as Duty
from members.models import Committee, Organisation, Session
from members.services import take_numbers
from proposals import debts
from proposals.models import Kind, Occasion, Proposal, Referral
from proposals.services.submission import keep_text, needed
from proposals.workflow import PROPOSAL, REFERRAL, Action, ReferralAction
from workflow.hand import Hand
from workflow.models import Case, fingerprint


def refer(proposal: Proposal, *, by: Hand, to: Committee, note: str) -> Referral:
    """转送 to the committee above or to one below, with the reason."""
    referral = Referral(proposal=proposal, to=to, reason=note)
    with REFERRAL.moving(referral, ReferralAction.REFER, by=by, note=note) as referral:
        needed(note, "请写明转送的原因和要求")
        ours = referral.case.committee
        if to.pk != ours.parent_id and to.parent_id != ours.pk:
            raise ValidationError({"to": f"只能转送上级或下级政协，{to}不是"})
    return referral


def may_refer_to(committee: Committee) -> list[Committee]:
    """The committee above and those below."""
    above = [committee.parent] if committee.parent else []
    return [*above, *committee.children.order_by("code")]


def take_referral(referral: Referral, *, by: Hand, note: str = "") -> Referral:
    """接收: it becomes a proposal of this committee's own, which remembers where it came from."""
    with REFERRAL.moving(referral, ReferralAction.TAKE, by=by, note=note) as referral:
        body = referral.proposal.body()
        taken = taken_up(referral, body)
        with PROPOSAL.moving(taken, Action.RECEIVE, by=by.blind()) as taken:
            [taken.receipt] = take_numbers(referral.to, taken.session, "receipt")
            keep_text(taken, body)
            debts.owes(taken, Duty.SCREEN, debts.office(taken))
        referral.case.tell("taken_as", str(taken.case.uid))
    return referral


def taken_up(referral: Referral, body: str) -> Proposal:
    """The proposal as it begins its life here: the sending committee proposes it."""
    source, session = referral.proposal, Session.objects.current(referral.to)
    if session is None:
        raise ValidationError("本会尚未开始征集提案，暂不能接收", code="no_session")
    now = clock.now()
    return Proposal(
        case=Case(committee=referral.to),
        session=session,
        occasion=Occasion.at(now, session),
        proposer_kind=Kind.OTHER,
        title=source.title,
        organisation=sender(referral),
        publication=source.publication,
        submitted_at=now,
        text_digest=fingerprint(body),
        origin=source.case,
    )


def sender(referral: Referral) -> Organisation:
    """The sending committee, as a body that proposes here."""
    name = referral.case.committee.name
    body, _ = Organisation.objects.get_or_create(
        committee=referral.to,
        name=name,
        defaults={"kind": Organisation.Kind.OTHER, "placeholder": True},
    )
    return body


def return_referral(referral: Referral, *, by: Hand, note: str) -> Referral:
    """退回 to the committee that sent it, with the reason."""
    with REFERRAL.moving(referral, ReferralAction.RETURN, by=by, note=note) as referral:
        needed(note, "请写明退回的原因")
    return referral


__all__ = ["may_refer_to", "refer", "return_referral", "take_referral"]
