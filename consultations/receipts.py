"""What a receipt tells whoever holds it: how far the wish is, and nothing about anybody."""

from __future__ import annotations

from typing import Any

from consultations.models import Knock, Topic
from consultations.services.knocking import knock
from consultations.workflow import TopicAction
from workflow.models import Event

Status = Topic.Status
MOST_FROM_ADDRESS = 60  # within an hour: a village may share one address
TOO_MANY = "您所在的网络一小时内查询的次数已较多，请一小时后再查，也可到委员工作室当面查询"
STATES = {
    Status.RECEIVED: "已收到，等待{township}委员工作室筛选",
    Status.ACCEPTED: "已列入协商，等待安排",
    Status.DECLINED: "未列入协商",
    Status.DUPLICATE: "已并入同类议题，一并协商",
    Status.PLANNED: "已安排协商",
    Status.TURNED: "已转为政协提案",
    Status.TO_OPINION: "已转为社情民意，向上反映",
}


def told(receipt: str, address: str | None) -> dict[str, Any] | None:
    """Never the words that were typed, nor who typed them: a receipt may be lost or seen.

    Raises ValidationError (too_many) where the address has asked too often.
    """
    knock(Knock.Door.RECEIPT, address, most=MOST_FROM_ADDRESS, told=TOO_MANY)
    known = Topic.objects.select_related("township__committee", "ground", "duplicate_of__township")
    topic = known.filter(receipt=receipt).first()
    if topic is None:
        return None
    return {
        "receipt": topic.receipt,
        "township": topic.township,
        "county": topic.township.committee,
        "at": topic.received_at,
        "state": state(topic),
        "beside": state(goes_on_in(topic)) if topic.duplicate_of else "",
        "why": why_declined(topic),
    }


def state(topic: Topic) -> str:
    return STATES[Status(topic.status)].format(township=topic.township)


def goes_on_in(topic: Topic) -> Topic:
    """The topic it was merged into, or where that one went in turn."""
    passed = {topic.pk}
    while topic.duplicate_of and topic.duplicate_of_id not in passed:
        topic = topic.duplicate_of
        passed.add(topic.pk)
    return topic


def why_declined(topic: Topic) -> str:
    """The reason that the township wrote for whoever wished it."""
    if topic.status != Status.DECLINED:
        return ""
    event = Event.objects.filter(case=topic.pk, action=TopicAction.DECLINE).latest("version")
    return f"{topic.ground}。{event.note}"
