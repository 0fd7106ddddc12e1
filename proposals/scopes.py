"""What clients of the API can be allowed of proposals."""

from __future__ import annotations

from members.scopes import offer
from proposals.doors import (
    CONSULT_DOORS,
    CONTACT_DOORS,
    MEETING_DOORS,
    NUMBERING,
    OFFLINE_DOORS,
    PROPOSAL_DOORS,
    REFERRAL_DOORS,
    SHARE_DOORS,
)
from proposals.doors_follow_up import FOLLOW_UP_DOORS, VISIT_DOORS
from proposals.doors_promises import PROMISE_DOORS


def offer_scopes() -> None:
    offer("proposals", "提案", PROPOSAL_DOORS | NUMBERING, read=True, born="提交（代录）")
    offer("assignments", "承办", SHARE_DOORS, read=True)
    offer("replies", "答复", {}, read=True)
    offer("commitments", "承诺事项", PROMISE_DOORS, read=True)
    offer("contacts", "沟通记录", CONTACT_DOORS)
    offer("referrals", "转送", REFERRAL_DOORS)
    offer("consulted", "征求意见", CONSULT_DOORS)
    offer("meetings", "审查会议", MEETING_DOORS, read=True, born="召集审查会议")
    offer("offline", "线下登记", OFFLINE_DOORS, read=True, born="登记线下事项")
    offer("imports", "历年提案", {}, born="导入")
    offer("follow-ups", "跟踪检查", FOLLOW_UP_DOORS, read=True, born="开展跟踪检查")
    offer("follow-up-visits", "跟踪检查走访", VISIT_DOORS, read=True)
