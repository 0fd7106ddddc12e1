"""What must be true before a unit asks for a change or for more time, and before it is decided."""

from __future__ import annotations

from datetime import date

from common import clock
from deadlines.defaults import Kind as Duty
from deadlines.models import Obligation
from deadlines.reckoning import pauses_of
from proposals import debts
from proposals.at_hand import first_owed, pending_extension
from proposals.gates_of_proposers import BEFORE_REPLY
from proposals.models import Assignment, Change, Proposal, Referral
from workflow.procedure import Gate

STILL_OPEN = (
    Assignment.Status.WAITING,
    Assignment.Status.CHANGE_ASKED,
    Assignment.Status.HANDLING,
    Assignment.Status.DRAFTING,
)
REFERABLE = (*BEFORE_REPLY, Proposal.Status.DECLINED)


def day(value: date) -> str:
    return f"{value.month}月{value.day}日"


def inside_return_window(share: Assignment) -> str:
    """A change is asked for soon after the notice, and once at a time."""
    if share.round > 1:
        return "重新办理的提案不再调整承办单位，请与督查室联系"
    if share.start is None:
        return "尚未交办，不能申请调整"
    last = debts.last_day(share, Duty.RETURN_WINDOW, share.start)
    if clock.today() > last:
        return f"申请调整承办单位的期限已过（截至{day(last)}），请与督查室联系"
    return ""


def pending_change(share: Assignment) -> Change | None:
    found: Change | None = share.changes.filter(status=Change.Status.PENDING).first()
    return found


def change_asked(*what: str, signed_for: bool | None = None, here: bool = False) -> Gate:
    """A change of that kind was asked for, and is not decided yet; here: nor sent elsewhere."""

    def gate(share: Assignment) -> str:
        change = pending_change(share)
        if change is None:
            return "没有待决定的调整申请"
        fits = signed_for is None or change.signed_for == signed_for
        if here and change.across:
            return f"已移送{change.across.system.office}，请等待其决定"
        if change.what in what and fits:
            return ""
        return f"申请事项为{change.get_what_display()}，请按申请事项办理"

    gate.__name__ = f"change_asked_{'_or_'.join(what)}"
    return gate


TAKES_OVER = (Change.Kind.RETURN, Change.Kind.REASSIGN)
takes_over: Gate = change_asked(*TAKES_OVER)
adds_before_signing: Gate = change_asked(Change.Kind.ADD, signed_for=False)
adds_after_signing: Gate = change_asked(Change.Kind.ADD, signed_for=True)
back_to_waiting: Gate = change_asked(*Change.Kind.values, signed_for=False, here=True)
back_to_handling: Gate = change_asked(*Change.Kind.values, signed_for=True, here=True)
not_sent_yet: Gate = change_asked(*TAKES_OVER, here=True)


def may_be_sent_across(share: Assignment) -> str:
    """Who gives its opinion only is given by any dispatcher; a host is the other one's to give."""
    if not share.answers:
        return "会办单位可以直接改由其他系统的单位会办，不必移送"
    return not_sent_yet(share)


def was_sent_across(share: Assignment) -> str:
    change = pending_change(share)
    return "" if change is not None and change.across_id else "此申请没有移送其他系统"


def reply_owed(share: Assignment) -> Obligation | None:
    return first_owed(share, Duty.REPLY)


def latest_reply(share: Assignment) -> date:
    """The last day that an extension may reach."""
    start = share.start or clock.today()
    debt = reply_owed(share)
    return debts.last_day(share, Duty.REPLY_MAX, start, pauses_of(debt) if debt else ())


def may_ask_extension(share: Assignment) -> str:
    """Before the answer is due, one request at a time, and not beyond the policy's maximum."""
    due = reply_owed(share)
    if due is None:
        return "没有待答复的期限，不需要延期"
    if pending_extension(share):
        return "已有一项延期申请待督查室决定"
    if clock.today() > due.due_on:
        return f"答复期限（{day(due.due_on)}）已过，不能再申请延期，请尽快答复"
    if due.due_on >= latest_reply(share):
        return "已到最长办理期限，不能再延期"
    return ""


def may_pause(share: Assignment) -> str:
    """While the limit runs; a fixed date does not wait."""
    due = reply_owed(share)
    if due is None:
        return "没有待答复的期限，不需要暂停计时"
    if due.paused_on:
        return "已暂停计时"
    if clock.today() > due.due_on:
        return f"答复期限（{day(due.due_on)}）已过，不能再暂停计时"
    if due.fixed_on and not due.extended_to:
        return "答复期限是固定日期，不能暂停计时；确需推迟的，请承办单位申请延期"
    return ""


def may_resume(share: Assignment) -> str:
    due = reply_owed(share)
    return "" if due and due.paused_on else "没有暂停计时"


def extension_asked(share: Assignment) -> str:
    return "" if pending_extension(share) else "没有待决定的延期申请"


def still_before_review(proposal: Proposal) -> str:
    """Another unit is of use only while an answer is still being prepared."""
    answering = proposal.assignments.answering().filter(round=proposal.round)
    if answering.filter(status__in=STILL_OPEN).exists():
        return ""
    return "答复稿已送审，不能再增派承办单位"


def nobody_signed_for_it(proposal: Proposal) -> str:
    """A wrong 交办 is taken back until a unit has signed; then that unit asks for the change."""
    done = Obligation.objects.filter(case=proposal.pk, kind=Duty.SIGN_FOR)
    signed = done.filter(subject_type=Assignment.kind(), met_at__isnull=False)
    shares = proposal.assignments.filter(pk__in=signed.values("subject_id"))
    names = "、".join(sorted({str(one.unit) for one in shares.select_related("unit")}))
    if not names:
        return ""
    return f"{names}已签收，不能收回交办；承办单位不当的，请由该单位申请调整承办单位，督查室决定"


def referable(row: Referral) -> str:
    """Before it is answered, and to each committee once."""
    state = row.proposal.get_status_display()
    if row.proposal.status not in REFERABLE:
        return f"现为“{state}”，不能转送其他政协"
    still = row.proposal.referrals.exclude(status=Referral.Status.RETURNED)
    again = row.to_id is not None and still.filter(to=row.to_id).exists()
    return f"已转送{row.to}，不再重复转送" if again else ""
