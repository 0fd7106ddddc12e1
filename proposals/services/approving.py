"""A body's proposal is approved by its head; a later word needs a new approval."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from members.models import Organisation, Role, Seat
from notices.services import tell
from proposals.models import Attachment, Draft
from proposals.services.pens import own
from workflow.hand import Hand

SEALED = (Organisation.Kind.PARTY, Organisation.Kind.PEOPLE)  # they have a seal


def ask_approval(draft: Draft, *, by: Hand) -> int:
    """送负责人审定: the body's heads are told; how many there are. ValidationError if none."""
    own(draft, by)
    if draft.organisation is None:
        raise ValidationError("委员提案不需要负责人审定，请直接提交", code="gate")
    if not draft.title.strip() or not draft.body.strip():
        raise ValidationError("请先填写案由和正文，再送负责人审定", code="gate")
    heads = heads_of(draft)
    if not heads:
        raise ValidationError(
            f"{draft.organisation}还没有负责人账号，请联系提案委办公室", code="gate"
        )
    for seat in heads:
        about = f"draft:{draft.pk}:approve:{draft.revision}"
        tell(seat, f"请审定集体提案《{draft}》", page_of(draft), about=about)
    return len(heads)


def approve_draft(draft: Draft, *, by: Hand, seen: int) -> Draft:
    """审定: the head answers for the sheet as it stands. ValidationError (stale) if it moved on."""
    seat = head(draft, by)
    approved = Draft.objects.filter(pk=draft.pk, revision=seen, submitted_at=None)
    if not approved.update(approved_by=seat, approved_revision=seen):
        raise ValidationError("提案已改动或已提交，请重新阅读后再审定", code="stale")
    about = f"draft:{draft.pk}:approved:{seen}"
    tell(draft.seat, f"负责人已审定《{draft}》，可以提交", page_of(draft), about=about)
    draft.refresh_from_db()
    return draft


def revoke_approval(draft: Draft, *, by: Hand) -> Draft:
    """撤回审定: until it is submitted the head may think again."""
    head(draft, by)
    standing = Draft.objects.filter(pk=draft.pk, submitted_at=None)
    if not standing.update(approved_by=None, approved_revision=None):
        raise ValidationError("提案已提交，不能撤回审定", code="wrong_state")
    draft.refresh_from_db()
    return draft


def head(draft: Draft, by: Hand) -> Seat:
    seat = by.seat
    if not isinstance(seat, Seat) or seat.role != Role.ORG_HEAD:
        raise PermissionDenied("集体提案由本单位负责人审定")
    if not Draft.objects.visible_to(seat).contains(draft):
        raise PermissionDenied("这不是本单位的提案")
    return seat


def heads_of(draft: Draft) -> list[Seat]:
    held = Seat.objects.held()
    return list(held.filter(role=Role.ORG_HEAD, organisation=draft.organisation_id))


def missing(draft: Draft) -> dict[str, str]:
    """What a body's proposal still lacks before it can be submitted, by field."""
    if draft.organisation is None or (draft.proposal and draft.proposal.was_sent_here):
        return {}
    faults = {}
    entered = draft.entered
    if not entered and not draft.is_approved:
        again = "审定后又有改动，请" if draft.approved_by_id else "请先"
        faults["approval"] = f"{again}由{draft.organisation}负责人审定，再提交"
    sealed = draft.files.filter(purpose=Attachment.Purpose.SEAL, voided_at=None).exists()
    if (entered or draft.organisation.kind in SEALED) and not sealed:
        faults["seal"] = f"请上传{draft.organisation}的盖章件扫描，再提交"
    return faults


def page_of(draft: Draft) -> str:
    return reverse("proposals:draft", args=[draft.uid])
