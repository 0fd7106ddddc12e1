"""线下登记: what may not be entered is known here by a neutral title and who handles it."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError

from common import clock
from deadlines.defaults import Kind as Duty
from deadlines.services import meet
from members.models import Session
from proposals import debts
from proposals.models import OfflineMatter
from proposals.workflow import OFFLINE, OfflineAction
from workflow.births import once
from workflow.hand import Hand
from workflow.models import Case


def register_offline(
    session: Session, *, by: Hand, title: str, registered_on: date, handled_by: str, note: str = ""
) -> OfflineMatter:
    """登记线下事项: no content; counted apart from the proposals."""
    matter = OfflineMatter(
        case=Case(committee=session.term.committee),
        session=session,
        title=title.strip(),
        registered_on=registered_on,
        handled_by=handled_by.strip(),
        note=note.strip(),
    )
    with once(OfflineMatter, by), OFFLINE.moving(matter, OfflineAction.REGISTER, by=by) as matter:
        complete(matter)
        debts.owes(matter, Duty.OFFLINE, debts.office(matter), start=registered_on)
    return matter


def complete(matter: OfflineMatter) -> None:
    faults = {}
    if not matter.title:
        faults["title"] = "请填写中性标题，不写具体内容"
    if not matter.handled_by:
        faults["handled_by"] = "请填写线下承办的单位或部门"
    if matter.registered_on > clock.today():
        faults["registered_on"] = "登记日期不能晚于今天"
    if faults:
        raise ValidationError(faults)


def close_offline(matter: OfflineMatter, *, by: Hand, closed_on: date) -> OfflineMatter:
    """登记办理完毕: the day on which the paper was dealt with."""
    with OFFLINE.moving(matter, OfflineAction.CLOSE, by=by) as matter:
        if not matter.registered_on <= closed_on <= clock.today():
            raise ValidationError({"closed_on": "办理完毕日期应在登记日期与今天之间"})
        matter.closed_on = closed_on
        meet(matter, Duty.OFFLINE)
    return matter
