"""Corrections by the director: a misclick is undone forwards, with its reason (更正)."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from deadlines.defaults import Kind as Duty
from deadlines.services import cancel, cancel_all
from members.models import Entry
from proposals import debts
from proposals.models import Assignment, Draft, Kind, Proposal
from proposals.services.drafting import keep
from proposals.services.handing import await_hand_over
from proposals.services.lapsing import lapse_consultations
from proposals.services.lapsing_requests import lapse_requests
from proposals.services.screening import listed
from proposals.services.submission import needed
from proposals.workflow import ASSIGNMENT, PROPOSAL, Action, ShareAction
from workflow.hand import Hand

PERSONAL = (Kind.MEMBER, Kind.JOINT)


@transaction.atomic
def correct(
    proposal: Proposal,
    *,
    by: Hand,
    title: str,
    category: Entry,
    proposer_kind: str,
    occasion: str,
    note: str,
) -> Proposal:
    """更正登记: what was entered wrongly; the event keeps old and new."""
    told: dict[str, Any] = {
        "title": title.strip(),
        "category": category,
        "proposer_kind": proposer_kind,
        "occasion": occasion,
    }
    sheet = open_sheet(proposal)  # taken before the case, as by a submission
    with PROPOSAL.moving(proposal, Action.CORRECT, by=by, note=note) as proposal:
        needed(note, "请写明更正的原因")
        possible(proposal, told)
        carry_over(sheet, proposal, told)
        for name, value in told.items():
            setattr(proposal, name, value)
    return proposal


def possible(proposal: Proposal, told: dict[str, Any]) -> None:
    """Something changes, and it can be so."""
    needed(told["title"], "请填写案由", "title")
    if told["category"] != proposal.category:
        listed(told["category"], Entry.Book.CATEGORY, proposal)
    if (told["proposer_kind"] in PERSONAL) != (proposal.member_id is not None):
        raise ValidationError({"proposer_kind": "提案形式与第一提案人不符，请重新选择"})
    if all(getattr(proposal, name) == value for name, value in told.items()):
        raise ValidationError("没有改动任何内容，请核对后再更正", code="unchanged")


def open_sheet(proposal: Proposal) -> Draft | None:
    """What the proposer is rewording after it was sent back."""
    sheets = Draft.objects.select_for_update(of=("self",))
    return sheets.filter(proposal=proposal, submitted_at=None).first()


def carry_over(sheet: Draft | None, proposal: Proposal, told: dict[str, Any]) -> None:
    """The proposer goes on from what was put right; their own new words are not overwritten."""
    ours = {name: told[name] for name in REWORDED if told[name] != getattr(proposal, name)}
    if sheet is None or not ours:
        return
    faults = {
        name: f"提案人正在修改，已另拟{REWORDED[name]}，请待其重新提交后再更正"
        for name in ours
        if getattr(sheet, name) not in ("", None, getattr(proposal, name), ours[name])
    }
    if faults:
        raise ValidationError(faults)
    keep(sheet, ours, None)


REWORDED = {"title": "案由", "category": "类别"}  # what a sheet says too


def reconsider(proposal: Proposal, *, by: Hand, note: str) -> Proposal:
    """更正：重新审查: declined by mistake, it is under review again."""
    with PROPOSAL.moving(proposal, Action.RECONSIDER, by=by, note=note) as proposal:
        needed(note, "请写明重新审查的原因")
        cancel_all(proposal)
        proposal.ground = proposal.disposition = proposal.meeting = proposal.consent = None
        debts.owes(proposal, Duty.DECIDE, debts.office(proposal))
    return proposal


def take_back(proposal: Proposal, *, by: Hand, note: str) -> Proposal:
    """更正：收回移交: transferred by mistake, it is the office's again, filed as before."""
    with PROPOSAL.moving(proposal, Action.TAKE_BACK, by=by, note=note) as proposal:
        needed(note, "请写明收回移交的原因")
        lapse_consultations(proposal, by=by)
        cancel(proposal, Duty.HAND_OVER)
        debts.owes(proposal, Duty.TRANSFER, debts.office(proposal))
    return proposal


def recall(proposal: Proposal, *, by: Hand, note: str) -> Proposal:
    """更正：收回交办: handed over by mistake, it waits for its dispatchers again.

    Every share becomes history and its unit is told; a new notice sets a new date.
    """
    with PROPOSAL.moving(proposal, Action.RECALL, by=by, note=note) as proposal:
        needed(note, "请写明收回交办的原因")
        for share in proposal.assignments.live().select_related("unit"):
            call_in(share, by, note)
        proposal.notice_on = None
        await_hand_over(proposal)
    return proposal


def call_in(share: Assignment, by: Hand, note: str) -> None:
    with ASSIGNMENT.moving(share, ShareAction.CALL_IN, by=by, note=note) as share:
        lapse_requests(share, by=by)
        cancel(share)


def reopen(proposal: Proposal, *, by: Hand, note: str) -> Proposal:
    """更正：恢复办理: closed by mistake, it is held open until the director releases it."""
    with PROPOSAL.moving(proposal, Action.REOPEN, by=by, note=note) as proposal:
        needed(note, "请写明恢复办理的原因")
        proposal.closed_on, proposal.on_hold = None, True
        debts.owes(proposal, Duty.RELEASE, debts.director(proposal))
    return proposal
