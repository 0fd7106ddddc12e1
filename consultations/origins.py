"""What a proposal was born of, as its own page tells it."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, QuerySet

from consultations.models import Birth, Consultation, OpinionBirth, Topic
from members.models import Seat
from opinions.models import Opinion, OpinionDraft
from opinions.origins import Source as OpinionSource
from proposals.models import Proposal
from proposals.origins import Origin, Source


def origin_of(proposal: Proposal, seat: Seat) -> list[Origin]:
    """The topic or task; with its address if the seat may see it."""
    births = Birth.objects.filter(draft__proposal=proposal.pk).select_related(
        *("topic__case", "topic__township", "task__consultation__case"),
        "task__consultation__township",
    )
    return [told(one, seat) for one in births.order_by("pk")]


def told(birth: Birth | OpinionBirth, seat: Seat) -> Origin:
    if birth.topic:
        topic = birth.topic
        seen = Topic.objects.visible_to(seat).filter(pk=topic.pk).exists()
        text = f"{topic.township}院坝协商议题“{topic}”"
        return Origin(text, topic.get_absolute_url() if seen else "")
    if birth.task is None:  # the database refuses it
        raise RuntimeError("a birth of nothing")
    root = birth.task.consultation
    seen = Consultation.objects.visible_to(seat).filter(pk=root.pk).exists()
    text = f"{root.township}院坝协商“{root}”的任务“{birth.task}”"
    return Origin(text, root.get_absolute_url() if seen else "")


def births() -> QuerySet[Any]:
    return Birth.objects.filter(draft__proposal=OuterRef("pk"))


SOURCE = Source(births, origin_of)


def opinion_bore(draft: OpinionDraft) -> bool:
    return OpinionBirth.objects.filter(draft=draft).exists()


def opinion_origin(draft: OpinionDraft, seat: Seat) -> list[Origin]:
    """The topic or task that an opinion came of."""
    births = OpinionBirth.objects.filter(draft=draft).select_related(
        *("topic__case", "topic__township", "task__consultation__case"),
        "task__consultation__township",
    )
    return [told(one, seat) for one in births]


def topics_of(opinion: Opinion, seat: Seat) -> list[Origin]:
    """The topics that name it as their source, as far as the seat sees them."""
    seen = Topic.objects.visible_to(seat).filter(opinion=opinion).select_related("case")
    return [Origin(f"协商议题“{one}”", one.get_absolute_url()) for one in seen.order_by("pk")]


OF_OPINIONS = OpinionSource(opinion_bore, opinion_origin)
