"""联名: members are invited, confirm what they read, and sign when the draft is submitted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F, QuerySet
from django.urls import reverse

from common import clock
from members.models import Member, Membership, Role, Seat, Session
from notices.services import tell
from proposals.models import Cosigner, Draft, Invitation, Proposal
from proposals.services.pens import own
from proposals.workflow import COSIGNER, CosignAction
from workflow.hand import Hand

USUAL = timedelta(days=7)
Answer = Invitation.Answer


def usual_deadline(draft: Draft) -> datetime:
    """The session's cut-off while it lies ahead; else a week from now."""
    session = Session.objects.current(draft.committee)
    now = clock.now()
    return session.cutoff if session and session.cutoff > now else now + USUAL


def could_sign(draft: Draft) -> QuerySet[Member]:
    """Members who serve in the current term and are not on the sheet yet."""
    session = Session.objects.current(draft.committee)
    serving = Membership.objects.filter(
        term=session.term_id if session else None, status=Membership.Status.SERVING
    )
    asked = draft.invitations.filter(withdrawn_at=None)
    there = Member.objects.filter(pk__in=serving.values("member"), status=Member.Status.SERVING)
    free = there.exclude(pk__in=asked.values("member")).exclude(pk=draft.member_id or 0)
    if draft.proposal_id:
        free = free.exclude(cosigned__proposal=draft.proposal_id)
    return free.order_by("initials", "id")


def invite(
    draft: Draft, *, by: Hand, members: Iterable[Member], deadline: datetime | None = None
) -> list[Invitation]:
    """邀请联名: each is told and may answer until the deadline."""
    own(draft, by)
    if draft.member_id is None:
        raise ValidationError("集体提案不能邀请委员联名", code="gate")
    until = deadline or usual_deadline(draft)
    if until <= clock.now():
        raise ValidationError({"deadline": "联名截止时间须晚于现在"})
    with transaction.atomic():
        sheet = locked(draft)
        chosen = list(members)
        refuse_strangers(sheet, chosen)
        invited = [
            Invitation.objects.create(draft=sheet, member=member, deadline=until)
            for member in chosen
        ]
        for one in invited:
            inform(one, f"{sheet.member}邀请您联名《{sheet}》", "asked")
    return invited


def refuse_strangers(draft: Draft, chosen: list[Member]) -> None:
    if not chosen:
        raise ValidationError({"members": "请先选择要邀请的委员"})
    free = set(could_sign(draft).filter(pk__in=[one.pk for one in chosen]))
    if odd := [str(one) for one in chosen if one not in free]:
        names = "、".join(odd)
        raise ValidationError({"members": f"{names}不是本届委员，或已在联名名单中"})


def locked(draft: Draft) -> Draft:
    """The sheet, held so that nobody signs it while it is being submitted."""
    sheet = Draft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    if sheet.submitted_at:
        raise ValidationError("提案已提交，不能再联名", code="wrong_state")
    return sheet


def withdraw_invitation(invitation: Invitation, *, by: Hand) -> None:
    """撤回邀请, until it is answered."""
    own(invitation.draft, by)
    with transaction.atomic():
        locked(invitation.draft)
        waiting = Invitation.objects.filter(pk=invitation.pk, answer="", withdrawn_at=None)
        if not waiting.update(withdrawn_at=clock.now()):
            raise ValidationError("已答复的邀请不能撤回", code="wrong_state")
    inform(invitation, f"《{invitation.draft}》的联名邀请已撤回", "withdrawn")


def answer_invitation(invitation: Invitation, *, by: Hand, answer: str, seen: int) -> Invitation:
    """同意联名 or 不联名, by the member; by the office on a sheet that it enters from paper.

    ValidationError: too late, withdrawn, or (stale) the text changed since it was read.
    """
    may_answer(invitation, by)
    with transaction.atomic():
        sheet = locked(invitation.draft)
        fresh = Invitation.objects.select_related("member").get(pk=invitation.pk)
        fresh.draft = sheet
        if why := ended(fresh):
            raise ValidationError(why, code="wrong_state")
        if sheet.revision != seen:
            raise ValidationError("提案内容已改动，请重新阅读后再答复", code="stale")
        changed = fresh.answer != answer
        fresh.answer, fresh.answered_at = Answer(answer), clock.now()
        fresh.save(update_fields=["answer", "answered_at"])
    if changed:
        tell_writer(fresh)
    return fresh


def ended(invitation: Invitation) -> str:
    """Why it can't be answered any more; empty while it can."""
    if invitation.withdrawn_at:
        return "联名邀请已撤回"
    if invitation.draft.submitted_at:
        return "提案已提交，联名到此结束"
    if invitation.deadline < clock.now():
        return "已过联名截止时间，如仍愿联名，请联系第一提案人"
    return ""


def may_answer(invitation: Invitation, by: Hand) -> None:
    seat = by.seat
    if isinstance(seat, Seat):
        if seat.role == Role.MEMBER and seat.member_id == invitation.member_id:
            return
        entered = invitation.draft.seat.role == Role.OFFICE
        if (
            entered
            and seat.role == Role.OFFICE
            and seat.committee_id == invitation.draft.committee_id
        ):
            return
    raise PermissionDenied("联名须由受邀委员本人答复")


def ask_again(draft: Draft) -> None:
    """The words changed: who had agreed is asked anew (docs/decisions, 联名)."""
    agreed = draft.invitations.filter(answer=Answer.CONFIRMED, withdrawn_at=None)
    for invitation in agreed.select_related("member"):
        invitation.draft = draft
        inform(invitation, f"《{draft}》已改动，请重新确认是否联名", f"again:{draft.revision}")
    agreed.update(answer="", answered_at=None)


def sign_together(proposal: Proposal, draft: Draft, by: Hand) -> None:
    """Inside the submission: who confirmed in time is a co-signer from now on."""
    in_time = draft.invitations.filter(
        answer=Answer.CONFIRMED, withdrawn_at=None, answered_at__lte=F("deadline")
    )
    for invitation in in_time.select_related("member"):
        signer = Cosigner(proposal=proposal, member=invitation.member)
        with COSIGNER.moving(signer, CosignAction.SIGN, by=by):
            pass
    for late in draft.invitations.filter(answer="", withdrawn_at=None).select_related("member"):
        inform(late, f"《{draft}》已提交，联名邀请到此结束", "over")


def inform(invitation: Invitation, text: str, matter: str) -> None:
    """Tell the invited member, who finds the text and the answer behind the link."""
    url = reverse("proposals:invitation", args=[invitation.pk])
    seats = Seat.objects.held().filter(role=Role.MEMBER, member=invitation.member_id)
    for seat in seats:
        tell(seat, text, url, about=f"invitation:{invitation.pk}:{matter}")


def tell_writer(invitation: Invitation) -> None:
    draft = invitation.draft
    text = f"{invitation.member}{invitation.get_answer_display()}：《{draft}》"
    url = reverse("proposals:cosigners", args=[draft.uid])
    at = invitation.answered_at.isoformat() if invitation.answered_at else ""
    tell(draft.seat, text, url, about=f"invitation:{invitation.pk}:{at}"[:60])
