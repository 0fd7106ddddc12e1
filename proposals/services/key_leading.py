"""领办、督办: the leaders are asked and agree, the plan is issued, and in the end summed up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File

from common import clock
from deadlines.defaults import Kind as Duty
from deadlines.services import cancel, cancel_all, meet
from members.models import Role, Seat
from proposals import debts_keys as debts
from proposals.models import KeyLeader, KeyList, KeyProposal, PlanItem, Proposal
from proposals.services.key_ending import end_parts
from proposals.services.key_files import enclose_with
from proposals.services.key_plan import start_item
from proposals.services.standing_in import is_office
from proposals.services.submission import needed
from proposals.workflow import KEY, LEADER, KeyAction, LeaderAction
from workflow.hand import Hand
from workflow.models import Case


def choose_key(row: KeyList, proposal: Proposal, *, on: date, by: Hand) -> KeyProposal:
    """列为重点提案 on that day, inside the move of its list; the office owes a plan from now on."""
    key = KeyProposal(
        case=Case(committee=row.case.committee),
        proposal=proposal,
        keylist=row,
        chosen_on=on,
    )
    with KEY.moving(key, KeyAction.CHOOSE, by=by.blind()) as key:
        debts.owes(key, Duty.KEY_PLAN, debts.office(key))
    return key


def remove_key(key: KeyProposal, row: KeyList, *, by: Hand, note: str) -> None:
    """调出重点提案, inside the move of its list: nothing of it is owed any more."""
    if key.keylist_id != row.pk:
        raise ValidationError({"removed": "请从本名单中选择"})
    with KEY.moving(key, KeyAction.REMOVE, by=by.blind(), note=note) as key:
        end_parts(key, by=by, note=note)
        cancel_all(key)


def ask_leader(
    key: KeyProposal,
    *,
    by: Hand,
    duty: str,
    name: str,
    post: str,
    account: Seat | None = None,
    note: str = "",
) -> KeyLeader:
    """商请领导; who has an account answers there, for others the office enters it."""
    row = KeyLeader(keyproposal=key, duty=duty, name=name.strip(), post=post.strip(), seat=account)
    with LEADER.moving(row, LeaderAction.ASK, by=by, note=note) as row:
        needed(row.name, "请填写领导姓名", "name")
        needed(row.post, "请填写职务", "post")
        if duty not in KeyLeader.Duty.values:
            raise ValidationError({"duty": "请选择领办、督办或协助督办"})
        if account and not leads_here(account, key):
            raise ValidationError({"account": "请选择本会的领导账号"})
        debts.owes(row, Duty.KEY_CONSENT, debts.office(row))
    return row


def leads_here(seat: Seat, key: KeyProposal) -> bool:
    return seat.role == Role.LEAD and seat.committee_id == key.case.committee_id


def ask_again(leader: KeyLeader, *, by: Hand, note: str = "") -> KeyLeader:
    """再次商请: the plan to which they agreed was changed before it was issued."""
    with LEADER.moving(leader, LeaderAction.ASK_AGAIN, by=by, note=note) as leader:
        leader.answered_on, leader.words = None, ""
        debts.owes(leader, Duty.KEY_CONSENT, debts.office(leader))
    return leader


def consent_leader(
    leader: KeyLeader, *, by: Hand, answered_on: date, words: str = "", files: Files = ()
) -> KeyLeader:
    """同意方案, by the leader or by the office for them (代录)."""
    with LEADER.moving(leader, LeaderAction.CONSENT, by=for_leader(leader, by)) as leader:
        answered(leader, answered_on, words)
        enclose_with(leader, files, by=by)
    return leader


def decline_leader(leader: KeyLeader, *, by: Hand, answered_on: date, words: str) -> KeyLeader:
    """不同意承担, with the reason; somebody else is asked."""
    with LEADER.moving(leader, LeaderAction.DECLINE, by=for_leader(leader, by)) as leader:
        needed(words, "请写明理由", "words")
        answered(leader, answered_on, words)
    return leader


def for_leader(leader: KeyLeader, by: Hand) -> Hand:
    """代录: what the office enters for a leader is recorded as theirs."""
    return by._replace(on_behalf_of=f"leader:{leader.pk}") if is_office(by) else by


def answered(leader: KeyLeader, answered_on: date, words: str) -> None:
    if not leader.keyproposal.chosen_on <= answered_on <= clock.today():
        raise ValidationError({"answered_on": "答复日期应在确定重点提案之后、不晚于今天"})
    leader.answered_on, leader.words = answered_on, words.strip()
    meet(leader, Duty.KEY_CONSENT)


def release_leader(leader: KeyLeader, *, by: Hand, note: str) -> KeyLeader:
    """不再承担: the leader changed post, or another one takes it over."""
    with LEADER.moving(leader, LeaderAction.RELEASE, by=by, note=note) as leader:
        needed(note, "请写明原因")
        cancel(leader, Duty.KEY_CONSENT)
    return leader


def issue_plan(key: KeyProposal, *, by: Hand, note: str = "", files: Files = ()) -> KeyProposal:
    """印发督办方案: every line of it is owed by its unit from now on."""
    with KEY.moving(key, KeyAction.ISSUE_PLAN, by=by, note=note) as key:
        for item in key.planitems.filter(status=PlanItem.Status.PROPOSED):
            item.keyproposal = key
            start_item(item, by=by)
        key.issued_on = clock.today()
        enclose_with(key, files, by=by)
        meet(key, Duty.KEY_PLAN)
        debts.owes(key, Duty.KEY_CONCLUDE, debts.office(key))
    return key


def conclude_key(key: KeyProposal, *, by: Hand, result: str, files: Files = ()) -> KeyProposal:
    """完成督办: what came of it, once nothing of the plan is left."""
    with KEY.moving(key, KeyAction.CONCLUDE, by=by) as key:
        needed(result, "请写明督办成效", "result")
        key.result, key.done_on = result.strip(), clock.today()
        enclose_with(key, files, by=by)
        meet(key, Duty.KEY_CONCLUDE)
    return key


def reopen_key(key: KeyProposal, *, by: Hand, note: str) -> KeyProposal:
    """恢复督办: it was concluded too early; next year it may be looked at again."""
    with KEY.moving(key, KeyAction.REOPEN, by=by, note=note) as key:
        needed(note, "请写明恢复督办的原因")
        key.done_on = None
        debts.owes(key, Duty.KEY_CONCLUDE, debts.office(key))
    return key


Files = Iterable["File[Any]"]
__all__ = [
    *("ask_again", "ask_leader", "conclude_key", "consent_leader", "decline_leader", "issue_plan"),
    *("release_leader", "reopen_key"),
]
