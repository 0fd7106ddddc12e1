"""What must be true before a verb about key proposals can be carried out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Max

from proposals.models import (
    Candidate,
    KeyInstruction,
    KeyLeader,
    KeyList,
    KeyProposal,
    KeyVisit,
    PlanItem,
    Proposal,
    WarningLetter,
)
from proposals.querysets_warnings import pressing
from workflow.models import Event

DRAWING_UP = ("propose_item", "change_item", "drop_item")
SHORT = 20  # characters of a thing's name in a sentence
OVER = {  # what comes first, where the key proposal is over
    KeyProposal.Status.DONE: "督办已完成，请先由主任“恢复督办”",
    KeyProposal.Status.REMOVED: "此件已调出重点提案，须由主任先在名单中更正增列",
}
# What may be led: filed, neither absorbed, taken back nor passed on.
LED = (
    *(Proposal.Status.FILED, Proposal.Status.TRANSFERRED, Proposal.Status.HANDED_OVER),
    *(Proposal.Status.HANDLING, Proposal.Status.REPLIED, Proposal.Status.CLOSED),
)


def has_candidates(row: KeyList) -> str:
    listed = row.candidates.filter(status=Candidate.Status.LISTED)
    return "" if listed.exists() else "还没有备选提案，请先列入备选"


def selecting(row: Any) -> str:
    """Of a part: its list is still open."""
    open_ = row.keylist.status == KeyList.Status.SELECTING
    return "" if open_ else f"名单现为“{row.keylist.get_status_display()}”，不再遴选"


def submitted(row: Any) -> str:
    """Of a part: the leaders' meeting has the list before it."""
    return "" if row.keylist.status == KeyList.Status.SUBMITTED else "名单尚未提请审定"


def lives(key: KeyProposal) -> str:
    """Nothing new is owed about what was taken back or absorbed since it was chosen."""
    if key.proposal.status in LED:
        return ""
    now = key.proposal.get_status_display()
    return f"提案现为“{now}”，请由主任更正名单，将此件调出"


def stands(row: Any) -> str:
    """Of a part: the key proposal is neither concluded nor taken off the list."""
    key = row.keyproposal
    return lives(key) if key.standing else OVER[key.status]


def on_list(row: Any) -> str:
    """Of a part: also what comes after the end may be noted, but not of what was taken off."""
    status = row.keyproposal.status
    return "" if status != KeyProposal.Status.REMOVED else OVER[status]


def planning(row: Any) -> str:
    key = row.keyproposal
    if key.status == KeyProposal.Status.CHOSEN:
        return lives(key)
    return OVER.get(key.status, "督办方案已印发，请用“补充督办事项”")


def under_way(row: Any) -> str:
    key = row.keyproposal
    if key.status == KeyProposal.Status.UNDER_WAY:
        return lives(key)
    return OVER.get(key.status, "督办方案尚未印发，请用“拟列入方案”")


def something_planned(row: KeyLeader) -> str:
    """Whoever agrees agrees to something."""
    lines = row.keyproposal.planitems.all()  # read once, where many leaders are asked
    some = any(one.status not in PlanItem.GONE for one in lines)
    return "" if some else "方案还没有督办事项，请先拟列，再请领导答复"


def not_issued(row: KeyLeader) -> str:
    chosen = row.keyproposal.status == KeyProposal.Status.CHOSEN
    return "" if chosen else "督办方案已印发，不必再次商请"


def agreed_as_it_is(key: KeyProposal) -> str:
    """All who agreed saw the lines that are to be issued: none was drawn up or changed since."""
    events = Event.objects.filter(case=key.pk)
    drawn_up = events.filter(action__in=DRAWING_UP).aggregate(last=Max("version"))["last"] or 0
    since = events.filter(action="consent_leader", version__gt=drawn_up).values("subject_id")
    before = key.keyleaders.filter(status=KeyLeader.Status.CONSENTED).exclude(pk__in=since)
    if not before.exists():
        return ""
    names = "、".join(map(str, before))
    return f"{names}同意以后，督办事项又有改动，请先“再次商请”"


def ready_to_issue(row: KeyProposal) -> str:
    """A leader has agreed, nobody's answer is outstanding, and the plan says something."""
    if told := lives(row):
        return told
    leaders = list(row.keyleaders.values_list("status", flat=True))
    if KeyLeader.Status.CONSENTED not in leaders:
        return "还没有领导同意方案，请先商请领导并登记意见"
    if KeyLeader.Status.ASKED in leaders:
        return "还有领导没有答复，请先登记意见"
    proposed = row.planitems.filter(status=PlanItem.Status.PROPOSED).select_related("leader")
    if not proposed:
        return "方案还没有督办事项，请先拟列"
    return unled(proposed) or agreed_as_it_is(row)


def unled(proposed: Iterable[PlanItem]) -> str:
    """Nobody is announced as leading what they would not lead."""
    lost = [one for one in proposed if one.leader and not one.led_by]
    return f"“{str(lost[0])[:SHORT]}”的牵头领导不承担，请先修改拟列事项" if lost else ""


def nothing_pressed(letter: WarningLetter) -> str:
    """Of a letter: no unit has anything left to do about it."""
    return "所督办的提案还在办理" if pressing(letter=letter).exists() else ""


def nothing_in_hand(row: KeyProposal) -> str:
    """What is still to be done is named, so that it can be found."""
    items = row.planitems.filter(status__in=PlanItem.UNDONE)
    if item := items.first():
        told = f"还有{items.count()}个督办事项没有完成，如“{str(item)[:SHORT]}”"
        return f"{told}，请先核定完成或取消"
    said = row.keyinstructions.filter(
        status__in=(KeyInstruction.Status.OPEN, KeyInstruction.Status.ANSWERED)
    )
    if said.exists():
        return f"还有{said.count()}件批示没有办结，请先反馈并办结，或作废"
    visits = row.keyvisits.filter(status=KeyVisit.Status.PLANNED)
    if visits.exists():
        return f"还有{visits.count()}次督办活动没有记录，请先记录或取消"
    asked = row.keyleaders.filter(status=KeyLeader.Status.ASKED).first()
    return f"{asked}还没有答复，请先登记意见，或登记不再承担" if asked else ""
