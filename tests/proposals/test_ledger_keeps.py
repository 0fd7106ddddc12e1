"""Whatever becomes of a case, what was promised in it stays in the ledger, and owed while open."""

from collections import Counter

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from deadlines.checks import faults
from proposals import services
from proposals.ledger import promises_of
from proposals.models import Assignment, Commitment
from tests.answering import BAD, GOOD
from tests.browsing import fresh
from tests.factories import hand
from tests.merging import another
from tests.promising import delivered_with, planned

LAMPS = planned("安装路灯", 60, "20", "盏")
MARKS = planned("完善标线", 30)
LETTERS = ((), (planned(),), (planned(days=120), MARKS), (LAMPS,))
NUMBERS = iter(f"彩教函〔2026〕{number}号" for number in range(100, 10_000))


class Case:
    """One answered case with promises, and what may still happen to it."""

    def __init__(self, share, cast, grade, others, beside):
        self.proposal, self.cast, self.grade = share.proposal, cast, grade
        self.others = others  # who speak besides the first proposer
        self.beside = beside  # another case, under review
        self.happened = Counter()

    @property
    def share(self):
        """Of the last round."""
        shares = Assignment.objects.filter(proposal=self.proposal.pk).select_related("unit")
        found = shares.latest("round", "pk")
        found.proposal = fresh(self.proposal)
        return found

    def closes(self, letter):
        theirs = [seat for seat in self.others if fresh(self.proposal).absorbed.exists()]
        for seat in (self.cast.member, *theirs):
            services.give_feedback(self.share, by=hand(seat), **GOOD)

    def reopens(self, letter):
        services.reopen(fresh(self.proposal), by=hand(self.cast.director), note="办结有误")

    def is_handled_again(self, letter):
        services.give_feedback(self.share, by=hand(self.cast.member), **BAD)
        services.verify(fresh(self.proposal), by=hand(self.cast.office), note="属实")
        units = [self.share.unit]
        director = hand(self.cast.director)
        services.rehandle(fresh(self.proposal), by=director, units=units, note="重新办理")
        services.waive_contact(self.share, by=hand(self.cast.office), note="电话商定")
        self.grade_again(letter)

    def grade_again(self, letter):
        delivered_with(self.share, self.cast, self.grade, *letter, number=next(NUMBERS))

    def is_held(self, letter):
        services.hold(fresh(self.proposal), by=hand(self.cast.director), note="待核")
        services.release(fresh(self.proposal), by=hand(self.cast.director))

    def is_corrected(self, letter):
        unit = hand(self.cast.liaison)
        services.replace_reply(
            self.share, by=unit, note="有误", items=letter, body="更正", contact_name="李",
            contact_phone="1",
        )  # fmt: skip
        head = hand(self.cast.unit_head)
        services.sign_replacement(self.share, by=head, letter_number=next(NUMBERS))

    def is_parted_from(self, letter):
        other = fresh(self.proposal).absorbed.first()
        if other is None:
            raise ValidationError("没有并入的提案")
        services.unmerge(other, by=hand(self.cast.director), note="并错了")


STEPS = ("closes", "reopens", "is_handled_again", "is_held", "is_corrected", "is_parted_from")


@pytest.fixture
def answered(filed, here, cast, other_member, request, grade):
    """With another proposal merged into it."""
    other = another(here, other_member, cast.office, "关于加装公路护栏的提案")
    services.merge(other, by=hand(cast.director), target=filed)
    contacted = request.getfixturevalue("contacted")
    share = delivered_with(contacted, cast, grade, planned(), LAMPS)
    beside = another(here, cast.member, cast.office, "关于公路标线的提案")
    return Case(share, cast, grade, [other_member], beside)


def lives(answered, count):
    """So many courses of the case, each taken back."""

    @seed(2026)
    @settings(
        max_examples=count, deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(st.lists(st.tuples(st.sampled_from(STEPS), st.sampled_from(LETTERS)), max_size=6))
    def live(steps):
        with transaction.atomic():
            for step, letter in steps:
                go(answered, step, letter)
            disappears_into_no_other(answered)
            transaction.set_rollback(True)

    live()


def disappears_into_no_other(case):
    """A case with promises is absorbed by none, and taken back by nobody once it was answered."""
    director, now = hand(case.cast.director), fresh(case.proposal)
    for one, target in ((now, case.beside), (case.beside, now)):
        with pytest.raises(ValidationError):
            services.merge(fresh(one), by=director, target=fresh(target))
    with pytest.raises(ValidationError):
        services.ask_withdrawal(now, by=hand(case.cast.member), note="已解决")
    assert fresh(case.proposal).status not in ("merged", "withdrawn")


def go(case, step, letter):
    before = list(promises_of(case.cast.office))
    try:
        with transaction.atomic():
            getattr(case, step)(letter)
    except ValidationError:
        return  # it cannot happen just now
    case.happened[step] += 1
    still = {one.pk: one for one in promises_of(case.cast.office)}
    assert {one.pk for one in before} <= set(still), step
    spoken = {item["matter"] for item in letter}
    for one in before:
        left_alone = step not in ("is_corrected", "is_handled_again")
        if left_alone or (step == "is_handled_again" and one.what not in spoken):
            now = still[one.pk]
            assert (now.status, now.due_on) == (one.status, one.due_on), step
    gone = [one for one in still.values() if one.status == Commitment.Status.REPLACED]
    assert all(one.replaced_by_id in still for one in gone)
    assert list(faults()) == []


def test_closing_handling_again_and_parting_never_take_a_promise_away(answered):
    lives(answered, 5)
    wanted = {"closes", "is_handled_again", "is_corrected", "is_parted_from"}
    assert wanted <= set(answered.happened)


@pytest.mark.prove
def test_in_a_hundred_courses_neither(answered):
    lives(answered, 100)
    assert set(answered.happened) == set(STEPS)
