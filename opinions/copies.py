"""What clients can be allowed of opinions, and what they copy of them."""

from __future__ import annotations

from members.copies import SOURCES, Source
from members.scopes import offer
from opinions.api import OpinionSerializer
from opinions.doors import FORWARDING_DOORS, INSTRUCTION_DOORS, OPINION_DOORS
from opinions.models import Opinion


def offer_opinions() -> None:
    offer("opinions", "社情民意", OPINION_DOORS, read=True, born="提交（代录）")
    offer("forwardings", "社情民意转办", FORWARDING_DOORS, read=True)
    offer("instructions", "社情民意批示", INSTRUCTION_DOORS, read=True)
    offer("combined-opinions", "综合社情民意", {}, born="综合编写")
    seen = Opinion.objects.visible_to
    told = OpinionSerializer.EXPANDS
    SOURCES.append(Source("opinion", "opinions", Opinion.kind(), seen, OpinionSerializer, told))
