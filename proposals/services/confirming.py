"""确认落实: each first proposer says whether they believe it; silence is neither yes nor no."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File

from common import clock
from deadlines.defaults import Kind as Duty
from deadlines.models import Obligation
from deadlines.services import cancel, meet, owed
from members.models import Role, Seat
from proposals import debts
from proposals.gates_promises import spoken_of
from proposals.models import Attachment, Commitment, Confirmation
from proposals.parties import Giver, firsts_of, own_voice
from proposals.services.files import enclose
from proposals.services.regrading import lapse_regradings
from proposals.services.standing_in import in_name, is_office
from proposals.services.submission import needed
from proposals.workflow import COMMITMENT, CONFIRMATION, CommitmentAction, ConfirmAction
from workflow.hand import SYSTEM, Hand


def endorse(
    promise: Commitment,
    *,
    by: Hand,
    words: str = "",
    giver: str = "",
    file: File[Any] | None = None,
) -> Confirmation:
    """认可: the proposer, too, finds it kept.

    giver: whose paper word the office enters, as "member:12"; file: its scan, then needed.
    """
    return spoken(ConfirmAction.ENDORSE, promise, by, words, giver, file)


def contest(
    promise: Commitment,
    *,
    by: Hand,
    words: str,
    giver: str = "",
    file: File[Any] | None = None,
) -> Confirmation:
    """不认可, with the reason: the office owes another look, and says what comes of it."""
    return spoken(ConfirmAction.CONTEST, promise, by, words, giver, file)


def spoken(
    verb: ConfirmAction,
    promise: Commitment,
    by: Hand,
    words: str,
    giver: str,
    file: File[Any] | None,
) -> Confirmation:
    who = speaker(promise, by, giver)
    word = Confirmation(
        proposal=promise.proposal,
        commitment=promise,
        **who._asdict(),
        words=words.strip(),
        on_paper=is_office(by),
    )
    by = in_name(who, by)
    with CONFIRMATION.moving(word, verb, by=by) as word:
        if verb == ConfirmAction.CONTEST:
            needed(words, "不认可的，请写明哪些没有落实，以便复核", "words")
        if is_office(by):
            enclose(word, by=by, file=file, purpose=Attachment.Purpose.PAPER)
        heard(word, who, by)
    return word


def speaker(promise: Commitment, by: Hand, named: str) -> Giver:
    """Whose word it is: the seat's own, or the one that the office names."""
    if not is_office(by):
        voice = own_voice(by.seat) if isinstance(by.seat, Seat) else None
        return voice or Giver(promise.proposal.member_id, promise.proposal.organisation_id)
    people = {one.key: one for one in firsts_of(promise.proposal)}
    if not named and len(people) == 1:
        return next(iter(people.values()))
    if named not in people:
        raise ValidationError({"giver": "请选择这是哪位提案人的意见"})
    return people[named]


def heard(word: Confirmation, who: Giver, by: Hand) -> None:
    """What was owed is met; what is not believed is looked at again."""
    promise = word.commitment
    meet(promise, Duty.CONFIRM_COMMITMENT, **who._asdict())
    if set(firsts_of(word.proposal)) <= spoken_of(promise) | {who}:
        meet(promise, Duty.CONFIRM_COMMITMENT, role=Role.OFFICE)
    disagrees = word.status == Confirmation.Status.DISAGREED
    if disagrees and promise.status == Commitment.Status.KEPT:
        with COMMITMENT.moving(promise, CommitmentAction.DISPUTE, by=by) as promise:
            debts.owes(promise, Duty.RECHECK_COMMITMENT, debts.office(promise))
            lapse_regradings(promise, by=by)


def ask_confirmation(promise: Commitment) -> None:
    """Each first proposer owes their word; for those without an account the office does."""
    proposal = promise.proposal
    debtors = [debts.giver(proposal, who) for who in firsts_of(proposal)]
    for debtor in filter(None, debtors):
        debts.owes(promise, Duty.CONFIRM_COMMITMENT, debtor)
    if not all(debtors):
        debts.owes(promise, Duty.CONFIRM_COMMITMENT, debts.office(proposal))


def unask(promise: Commitment, *, by: Hand) -> None:
    """It is to be kept yet: nobody is asked, and what was said of the earlier check lapses."""
    cancel(promise, Duty.CONFIRM_COMMITMENT)
    for word in promise.confirmations.filter(status__in=Confirmation.COUNTS).order_by("pk"):
        word.proposal, word.commitment = promise.proposal, promise
        with CONFIRMATION.moving(word, ConfirmAction.LAPSE, by=by):
            pass


def lapse_confirmations(limit: int = 200) -> int:
    """逾期未表态: silence is neither yes nor no, and is waited for no longer.

    One case a transaction; how many promises were changed. They may still speak later.
    """
    late = Obligation.objects.late(clock.today()).filter(kind=Duty.CONFIRM_COMMITMENT)
    numbers = late.order_by("subject_id").values_list("subject_id", flat=True).distinct()
    found = Commitment.objects.filter(pk__in=list(numbers[:limit])).select_related("proposal__case")
    return sum(fell_silent(one) for one in found.order_by("pk"))


def fell_silent(promise: Commitment) -> bool:
    """Unless they spoke, or it was reopened, while this waited for the case."""
    try:
        with COMMITMENT.moving(promise, CommitmentAction.SILENCE, by=SYSTEM) as promise:
            late = owed(promise, Duty.CONFIRM_COMMITMENT).filter(due_on__lt=clock.today())
            promise.case.tell("silent", late.update(cancelled_at=clock.now()))
    except ValidationError:
        return False
    return True


__all__ = ["ask_confirmation", "contest", "endorse", "lapse_confirmations", "unask"]
