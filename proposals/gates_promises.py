"""What must be true of a promise before somebody settles it, and of a grade once it is public."""

from __future__ import annotations

from proposals.models import Assignment, Commitment, Reply
from proposals.models.commitments import CommitmentQuerySet


def reported_done(promise: Commitment) -> str:
    """Only what the unit says is done can be sent back to it."""
    return "" if promise.said_done else "承办单位尚未报告已落实，无需退回"


def newer_promise(promise: Commitment) -> str:
    """A promise gives way to a later one of the same unit, which must be there."""
    known = promise.__dict__.get("newer")  # a page has looked already
    found = newer_than(promise).exists() if known is None else known
    return "" if found else "该单位没有更新的承诺事项可以替代此项"


def newer_than(promise: Commitment) -> CommitmentQuerySet:
    """Standing promises of the same unit in the same case, of a letter after its own."""
    unit = promise.assignment.unit_id
    later = Commitment.objects.open().filter(proposal=promise.proposal_id, pk__gt=promise.pk)
    return later.filter(assignment__unit=unit, item__reply__gt=promise.item.reply_id)


def as_published(letter: Reply) -> Reply | None:
    """The letter whose 认定类别 of this unit went into the published figures; None: none did."""
    published = letter.proposal.session.published_on
    if published is None:
        return None
    unit = letter.assignment.unit
    theirs = Reply.objects.filter(proposal=letter.proposal_id, delivered_on__lte=published)
    theirs = theirs.filter(assignment__unit__in=(unit.pk, unit.current.pk), grade__isnull=False)
    return theirs.exclude(pk=letter.pk).select_related("grade").order_by("-pk").first()


def frozen_sentence(share: Assignment) -> str:
    """Why the grade stays; empty while the year is not published."""
    published = share.proposal.session.published_on
    if published is None:
        return ""
    on = f"{published.year}年{published.month}月{published.day}日"
    return f"本次会议提案办理统计已于{on}公布，认定类别以公布的为准，不再变更。"
