"""Who makes promises, and who says whether they believe that one was kept."""

from __future__ import annotations

from typing import Any

from proposals.at_hand import firsts_at_hand
from proposals.models import Confirmation
from proposals.parties import Giver, own_voice
from proposals.rules import (
    NOBODY_YET,
    Holder,
    here,
    liaison_or_office,
    office,
    office_or_director,
    proposal_of,
    unit_head,
)


def delivers(seat: Holder, row: Any) -> bool:
    """送达答复的承办单位经办或提案委办公室；签发更正答复的主要负责同志"""
    return liaison_or_office(seat, row) or unit_head(seat, row)


def confirms(seat: Holder, row: Confirmation) -> bool:
    """各第一提案人各自表态；提案委办公室代录纸质意见"""
    named = Giver(row.member_id, row.organisation_id)
    if office(seat, row):
        return named == NOBODY_YET or named in firsts_at_hand(proposal_of(row))
    voice = own_voice(seat) if seat is not None and here(seat, row) else None
    if voice is None or named not in (voice, NOBODY_YET):
        return False
    return voice in firsts_at_hand(proposal_of(row))


def proposer_of_case(seat: Holder, row: Any) -> bool:
    """第一提案人，或代录其纸质意见的提案委办公室"""
    if office(seat, row):
        return True
    voice = own_voice(seat) if seat is not None and here(seat, row) else None
    return voice is not None and voice in firsts_at_hand(proposal_of(row))


def lapses_regrading(seat: Holder, row: Any) -> bool:
    """使承诺重新落实的人：提案人、提案委办公室、主任；送达新答复的单位"""
    return office_or_director(seat, row) or proposer_of_case(seat, row) or delivers(seat, row)
