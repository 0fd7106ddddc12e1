"""From a draft to an issue: 提交, 撤回, 编辑, 采用, 留存 and 编发."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from common import clock
from deadlines.defaults import Kind as Duty
from deadlines.services import cancel, meet
from members.models import Role, Seat
from members.place import OPINION_LIMIT, rule
from members.services import take_numbers
from opinions import debts
from opinions.models import Opinion, OpinionDraft
from opinions.services.drafting import own_draft, save_draft, whose
from opinions.workflow import OPINION, Action
from proposals.services.submission import needed
from workflow.hand import Hand
from workflow.models import Case
from workflow.procedure import AlreadyDone


@transaction.atomic
def submit(draft: OpinionDraft, *, by: Hand) -> Opinion:
    """提交: the draft becomes an opinion with a number of the year (来稿号).

    Raises AlreadyDone when the draft was submitted before, ValidationError by field otherwise.
    """
    own_draft(draft, by)
    draft = OpinionDraft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    if draft.opinion:
        raise AlreadyDone(draft.opinion.case)
    complete(draft.title, draft.body, draft.committee_id)
    opinion = born_of(draft, by)
    draft.opinion, draft.submitted_at = opinion, clock.now()
    draft.save(update_fields=["opinion", "submitted_at"])
    return opinion


@transaction.atomic
def hand_in(seat: Seat, *, by: Hand, writer: dict[str, Any], **words: Any) -> Opinion:
    """Written and submitted, or nothing.

    The press is the sheet's own name, so that it is one opinion however often it comes.
    """
    known = by.press and OpinionDraft.objects.filter(uid=by.press).first()
    if known and known.opinion:
        return known.opinion
    named = {"uid": by.press} if by.press else {}
    whom = whose(seat, writer) | named
    draft = OpinionDraft.objects.create(seat=seat, committee=seat.committee, **whom)
    return submit(save_draft(draft, by=by, seen=0, **words), by=by)


def complete(title: str, body: str, committee: int) -> None:
    """What is missing or too long, told at once."""
    faults: dict[str, str] = {}
    if not title.strip():
        faults["title"] = "请填写标题"
    if not body.strip():
        faults["body"] = "请填写正文"
    most = rule(OPINION_LIMIT, committee)
    if len(body) > most:
        faults["body"] = f"正文不超过{most}字，现有{len(body)}字，请精简后再交"
    if faults:
        raise ValidationError(faults)


def born_of(draft: OpinionDraft, by: Hand) -> Opinion:
    today = clock.today()
    opinion = Opinion(
        case=Case(committee=draft.committee),
        submitted_on=today,
        **{name: getattr(draft, name) for name in ("member", "organisation", "township")},
        title=draft.title.strip(),
        body=draft.body,
    )
    with OPINION.moving(opinion, Action.SUBMIT, by=in_name(opinion, by)) as opinion:
        [opinion.receipt] = take_numbers(draft.committee, None, f"opinion:{today.year}")
        debts.owes(opinion, Duty.EDIT_OPINION)
    return opinion


def in_name(opinion: Opinion, by: Hand) -> Hand:
    """代录: what the office enters for a writer is recorded as theirs."""
    if not (isinstance(by.seat, Seat) and by.seat.role == Role.OFFICE):
        return by
    for name in ("member", "organisation", "township"):
        if number := getattr(opinion, f"{name}_id"):
            return by._replace(on_behalf_of=f"{name}:{number}")
    return by


def withdraw(opinion: Opinion, *, by: Hand, note: str = "") -> Opinion:
    """撤回, before anybody edits it."""
    hand = in_name(opinion, by)
    with OPINION.moving(opinion, Action.WITHDRAW, by=hand, note=note) as opinion:
        cancel(opinion)
    return opinion


def take_up(opinion: Opinion, *, by: Hand) -> Opinion:
    """开始编辑, also of what was kept before; the writer's own words stay as they are."""
    with OPINION.moving(opinion, Action.TAKE_UP, by=by) as opinion:
        opinion.edited_title = opinion.edited_title or opinion.title
        opinion.edited_body = opinion.edited_body or opinion.body
        meet(opinion, Duty.EDIT_OPINION)
        debts.owes(opinion, Duty.DECIDE_OPINION)
    return opinion


def edit(opinion: Opinion, *, by: Hand, edited_title: str, edited_body: str) -> Opinion:
    """修改编发稿, until it is issued."""
    with OPINION.moving(opinion, Action.EDIT, by=by) as opinion:
        needed(edited_title, "请填写编发标题", "edited_title")
        needed(edited_body, "请填写编发正文", "edited_body")
        opinion.edited_title, opinion.edited_body = edited_title.strip(), edited_body
    return opinion


def adopt(opinion: Opinion, *, by: Hand, note: str = "") -> Opinion:
    """单篇采用: it will be an issue by itself."""
    with OPINION.moving(opinion, Action.ADOPT, by=by, note=note) as opinion:
        meet(opinion, Duty.DECIDE_OPINION)
        debts.owes(opinion, Duty.ISSUE_OPINION)
    return opinion


def reconsider(opinion: Opinion, *, by: Hand, note: str) -> Opinion:
    """退回编辑, before it is issued, with the reason."""
    with OPINION.moving(opinion, Action.RECONSIDER, by=by, note=note) as opinion:
        needed(note, "请写明退回编辑的原因")
        cancel(opinion, Duty.ISSUE_OPINION)
        debts.owes(opinion, Duty.DECIDE_OPINION)
    return opinion


def keep(opinion: Opinion, *, by: Hand, note: str) -> Opinion:
    """留存: not used, and the writer is told why; it may be taken up again later."""
    with OPINION.moving(opinion, Action.KEEP, by=by, note=note) as opinion:
        needed(note, "请写明留存的理由，反映人可以看到")
        meet(opinion, Duty.EDIT_OPINION, Duty.DECIDE_OPINION)
    return opinion


def issue(
    opinion: Opinion, *, by: Hand, recipients: str, sent_up: bool = False, note: str = ""
) -> Opinion:
    """编发: a number without gaps in committee and year; sent_up: the committee above reads it."""
    with OPINION.moving(opinion, Action.ISSUE, by=by, note=note) as opinion:
        needed(recipients, "请写明报送哪些单位", "recipients")
        committee, today = opinion.case.committee, clock.today()
        if sent_up and committee.parent_id is None:
            raise ValidationError({"sent_up": "本会没有上级政协，请不勾选"})
        opinion.recipients, opinion.sent_up = recipients.strip(), sent_up
        opinion.issue_year, opinion.issued_on = today.year, today
        [opinion.issue_number] = take_numbers(committee, None, f"opinion_issue:{today.year}")
        meet(opinion, Duty.ISSUE_OPINION)
        debts.owes(opinion, Duty.TRACK_OPINION)
    return opinion


def last_recipients(committee: int) -> str:
    """Whom the last issue went to: what the next one begins with."""
    sent: Any = Opinion.objects.filter(committee=committee).exclude(issue_number=None)
    last = sent.order_by("-issue_year", "-issue_number").values_list("recipients", flat=True)
    return str(last.first() or "")


__all__ = ["adopt", "edit", "issue", "keep", "reconsider", "submit", "take_up", "withdraw"]
