"""What must be true of a promise before somebody settles it, and of a grade once it is public."""

from __future__ import annotations

from django.db.models import Q

from common import clock
from deadlines.defaults import Kind as Duty
from deadlines.services import owed
from members.models import Unit
from members.models.committees import day
from proposals.at_hand import firsts_at_hand
from proposals.models import Assignment, Commitment, Confirmation, Proposal, Regrading, Reply
from proposals.models.commitments import CommitmentQuerySet
from proposals.parties import Giver


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
    later = Commitment.objects.open().filter(proposal=promise.proposal_id, pk__gt=promise.pk)
    later = later.filter(of_unit(promise.assignment.unit, "assignment__unit"))
    return later.filter(item__reply__gt=promise.item.reply_id)


def of_unit(unit: Unit, path: str) -> Q:
    """By whatever name the unit had then; what went into another unit is the other's."""
    now = unit.current.pk
    return Q(**{path: now}) | Q(**{f"{path}__successor": now})


def as_published(letter: Reply) -> Reply | None:
    """The letter whose 认定类别 of this unit went into the published figures; None: none did."""
    published = letter.proposal.session.published_on
    if published is None:
        return None
    theirs = Reply.objects.filter(proposal=letter.proposal_id, delivered_on__lte=published)
    theirs = theirs.filter(of_unit(letter.assignment.unit, "assignment__unit"))
    theirs = theirs.filter(grade__isnull=False)
    return theirs.exclude(pk=letter.pk).select_related("grade").order_by("-pk").first()


def frozen_sentence(share: Assignment) -> str:
    """Why the grade stays; empty while the year is not published."""
    published = share.proposal.session.published_on
    if published is None:
        return ""
    return f"本次会议提案办理统计已于{day(published)}公布，认定类别以公布的为准，不再变更。"


def spoken_of(promise: Commitment) -> set[Giver]:
    """Who has said whether they believe it kept, since it was last found so."""
    known = promise.__dict__.get("voices")  # a page has looked already
    if known is not None:
        return {Giver(one["member_id"], one["organisation_id"]) for one in known}
    words = promise.confirmations.filter(status__in=Confirmation.COUNTS)
    return {Giver(*who) for who in words.values_list("member_id", "organisation_id")}


def not_spoken_yet(word: Confirmation) -> str:
    """Of what is found kept, each first proposer speaks once."""
    promise = word.commitment
    if taken_back(promise):
        return "提案已撤案，不再表态"
    if promise.status not in (Commitment.Status.KEPT, Commitment.Status.DISPUTED):
        return "此项尚未核定为已落实，核定后再表态"
    spoken, named = spoken_of(promise), Giver(word.member_id, word.organisation_id)
    waiting = [one for one in firsts_at_hand(word.proposal) if one not in spoken]
    if named == Giver(None, None):
        return "" if waiting else "各位第一提案人都已表态"
    return "" if named in waiting else "已经表态，不再重复"


def somebody_is_silent(promise: Commitment) -> str:
    """Silence is noted of who was asked and let their time go by, and of nobody else."""
    late = owed(promise, Duty.CONFIRM_COMMITMENT).filter(due_on__lt=clock.today())
    return "" if late.exists() else "没有逾期未表态的提案人"


def taken_back(promise: Commitment) -> bool:
    return promise.proposal.status == Proposal.Status.WITHDRAWN


def not_taken_back(promise: Commitment) -> str:
    """Nothing of a case that was withdrawn is followed again."""
    return "提案已撤案，承诺事项不再跟踪" if taken_back(promise) else ""


def promises_of(letter: Reply) -> CommitmentQuerySet:
    """What its unit promised in the case, without what a later promise took the place of."""
    theirs = Commitment.objects.filter(
        of_unit(letter.assignment.unit, "assignment__unit"), proposal=letter.proposal_id
    )
    gone = (Commitment.Status.REPLACED, Commitment.Status.CALLED_OFF)
    return theirs.exclude(status__in=gone)


def all_kept(letter: Reply, *, now: Commitment | None = None) -> bool:
    """Nothing that was promised is short of kept; `now`: one that the running move makes so."""
    short = promises_of(letter).exclude(status=Commitment.Status.KEPT)
    return not (short.exclude(pk=now.pk) if now else short).exists()


def still_kept(regrading: Regrading) -> str:
    """One that a visit asked for rests on what was found there."""
    if all_kept(regrading.reply) or regrading.found_in.exists():
        return ""
    return "承诺事项没有全部落实，不能改定类别"
