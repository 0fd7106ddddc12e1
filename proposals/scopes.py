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
from proposals.doors_keys import (
    KEY_DOORS,
    KEY_LIST_DOORS,
    KEY_PARTS,
    LIST_PARTS,
    WARNING_DOORS,
)
from proposals.doors_promises import PROMISE_DOORS, REGRADE_DOORS

SUPERVISING = {  # the rows inside key proposals and lists, by the word of their address
    "leaders": "重点提案领导",
    "items": "督办方案事项",
    "visits": "督办活动",
    "instructions": "重点提案批示",
    "media": "媒体报道",
    "candidates": "备选提案",
    "advice": "遴选征求意见",
}


def offer_scopes() -> None:
    offer("proposals", "提案", PROPOSAL_DOORS | NUMBERING, read=True, born="提交（代录）")
    offer("assignments", "承办", SHARE_DOORS, read=True)
    offer("replies", "答复", {}, read=True)
    offer("commitments", "承诺事项", PROMISE_DOORS, read=True)
    offer("contacts", "沟通记录", CONTACT_DOORS)
    offer("referrals", "转送", REFERRAL_DOORS)
    offer("consulted", "征求意见", CONSULT_DOORS)
    offer("regradings", "改定类别", REGRADE_DOORS)
    offer("meetings", "审查会议", MEETING_DOORS, read=True, born="召集审查会议")
    offer("offline", "线下登记", OFFLINE_DOORS, read=True, born="登记线下事项")
    offer("imports", "历年提案", {}, born="导入")
    offer("follow-ups", "跟踪检查", FOLLOW_UP_DOORS, read=True, born="开展跟踪检查")
    offer("follow-up-visits", "跟踪检查走访", VISIT_DOORS, read=True)


def offer_supervision_scopes() -> None:
    offer("warnings", "督办函", WARNING_DOORS, read=True, born="发督办函")
    offer("key-lists", "重点提案遴选", KEY_LIST_DOORS, read=True, born="启动遴选")
    offer("keys", "重点提案", KEY_DOORS, read=True)
    for part, (_, doors) in (LIST_PARTS | KEY_PARTS).items():
        offer(f"key-{part}", SUPERVISING[part], doors, read=True)
