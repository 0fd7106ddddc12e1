"""分办: the case is 办复 with the last answer, and the proposer judges each one apart."""

import pytest

from common import clock
from proposals import services
from tests.answering import GOOD, answer, people_of
from tests.browsing import Person, done, fresh, owed
from tests.factories import hand


@pytest.fixture
def both(here, transferred, dispatcher, education, police):
    """Two units that answer apart have signed for it; each with its people."""
    services.hand_over(
        transferred, by=hand(dispatcher), separate=[education, police], notice_on=clock.today()
    )
    pairs = []
    for unit in (education, police):
        share, people = transferred.assignments.get(unit=unit), people_of(here, unit, dispatcher)
        pairs.append((services.sign_for(share, by=hand(people.liaison)), people))
    return pairs


def test_with_one_answer_it_is_still_being_handled(both, transferred, member, grade):
    (first, people), (second, others) = both
    answer(first, people, member, grade, number="彩教函〔2026〕1号")
    assert fresh(transferred).status == "handling"
    assert ("reply", "liaison") in owed(transferred)
    answer(second, others, member, grade, number="彩公函〔2026〕1号")
    assert fresh(transferred).status == "replied"
    assert owed(transferred) == {("feedback", "member")}


def test_each_answer_is_judged_apart(both, transferred, member, grade):
    shares = [answer(share, who, member, grade, number=f"彩函〔2026〕{share.pk}号")
              for share, who in both]  # fmt: skip
    person = Person(member)
    assert done(person.does("give_feedback", shares[0], **GOOD), shares[0])
    assert fresh(transferred).status == "replied"
    assert done(person.does("give_feedback", shares[1], **GOOD), shares[1])
    assert fresh(transferred).status == "closed"
