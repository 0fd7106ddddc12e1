"""What the minutes of a review meeting say in any case; the people present add the rest."""

from __future__ import annotations

from collections.abc import Iterable

from proposals.models import Proposal, ReviewMeeting

Status = Proposal.Status
DECIDED = (
    (Status.DECLINED, "不予立案"),
    (Status.MERGED, "并案"),
    (Status.WITHDRAWN, "撤案"),
    (Status.SENT_BACK, "退回修改"),
)


def draft_minutes(meeting: ReviewMeeting) -> str:
    """How many were decided how, and each that was not filed by name."""
    items = meeting.items.select_related("proposal__case").order_by("position")
    rows = [item.proposal for item in items]
    apart = {status: [one for one in rows if one.status == status] for status, _ in DECIDED}
    filed = len(rows) - sum(map(len, apart.values()))
    counts = [f"立案{filed}件"] + [f"{word}{len(apart[at])}件" for at, word in DECIDED if apart[at]]
    day = meeting.held_on
    lines = [
        f"{day.year}年{day.month}月{day.day}日，{meeting.name}召开。",
        "主持：",
        "出席：",
        f"会议审议提案{len(rows)}件，决定{'，'.join(counts)}。",
    ]
    return "\n".join(lines + [named(word, apart[at]) for at, word in DECIDED if apart[at]])


def named(word: str, rows: Iterable[Proposal]) -> str:
    return f"{word}：" + "；".join(f"{one.label}《{one.title}》" for one in rows) + "。"
