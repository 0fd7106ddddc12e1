"""What clients of the API can be allowed of consultations."""

from __future__ import annotations

from consultations.doors import (
    CAMPAIGN_DOORS,
    CONSULTATION_DOORS,
    PART_DOORS,
    TOPIC_DOORS,
    VENUE_DOORS,
)
from consultations.doors_around import (
    GATHERING_DOORS,
    GUIDANCE_DOORS,
    POSTING_DOORS,
    VILLAGE_DOORS,
)
from members.scopes import offer

PARTS = {
    "visits": "走访调研",
    "attendees": "参会人员",
    "materials": "会前材料",
    "speeches": "发言",
    "consensus": "共识",
    "tasks": "协商任务",
    "ratings": "群众评议",
    "partners": "跨县参与",
}


def offer_scopes() -> None:
    offer("consultations", "院坝协商", CONSULTATION_DOORS, read=True, born="制定协商计划")
    offer("topics", "协商议题", TOPIC_DOORS, born="登记议题")
    for part, (_, doors) in PART_DOORS.items():
        offer(part, PARTS[part], doors, read=part == "tasks")
    offer("venues", "协商场所", VENUE_DOORS, born="登记场所")
    offer("gatherings", "观摩会等活动", GATHERING_DOORS, read=True, born="通知活动")
    offer("villages", "文明村寨", VILLAGE_DOORS, read=True, born="申报文明村寨")
    offer("postings", "挂联", POSTING_DOORS, born="登记挂联")
    offer("guidance", "指导文件", GUIDANCE_DOORS, born="登记指导文件")
    offer("campaigns", "专项行动", CAMPAIGN_DOORS, read=True, born="登记专项行动")
