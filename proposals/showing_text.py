"""The wording of a proposal as its page shows it."""

from __future__ import annotations

import re
from typing import Any

from proposals.models import Proposal

HEADING = re.compile("【[^【】]{1,20}】")


def body_of(proposal: Proposal) -> str:
    return (proposal.body_now or "") if hasattr(proposal, "body_now") else proposal.body()


def sections_of(body: str) -> list[dict[str, Any]]:
    """Headings and paragraphs; whatever stands alone in 【】 is a heading."""
    parts: list[dict[str, Any]] = [{"title": "", "paragraphs": []}]
    for line in filter(None, map(str.strip, body.splitlines())):
        if HEADING.fullmatch(line):
            parts.append({"title": line[1:-1], "paragraphs": []})
        else:
            parts[-1]["paragraphs"].append(line)
    return [part for part in parts if part["title"] or part["paragraphs"]]
