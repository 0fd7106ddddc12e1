"""Who makes promises: whoever puts an answer into the proposer's hands."""

from __future__ import annotations

from typing import Any

from proposals.rules import Holder, liaison_or_office, unit_head


def delivers(seat: Holder, row: Any) -> bool:
    """送达答复的承办单位经办或提案委办公室；签发更正答复的主要负责同志"""
    return liaison_or_office(seat, row) or unit_head(seat, row)
