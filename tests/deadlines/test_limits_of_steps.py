"""期限设置: every step of the work takes its days from its own policy."""

from __future__ import annotations

from datetime import date

import pytest

from common import clock
from deadlines.arithmetic import Unit
from deadlines.changes import make
from deadlines.defaults import Kind
from deadlines.limits import SetLimit
from deadlines.models import Obligation
from members.models import Role
from proposals import services
from tests import factories
from tests.answering import BAD
from tests.factories import hand

pytestmark = pytest.mark.django_db
STEPS = [
    *(Kind.HAND_OVER, Kind.SIGN_FOR, Kind.FIRST_CONTACT, Kind.REPLY, Kind.REVIEW, Kind.SIGN),
    *(Kind.DELIVER, Kind.FEEDBACK, Kind.VERIFY, Kind.REHANDLE_DECISION),
]


@pytest.fixture(autouse=True)
def spring():
    with clock.frozen(date(2026, 3, 2)):
        yield


@pytest.fixture
def lengths(here):
    """Each kind of limit with a length of its own, in working days."""
    secadmin = factories.person(here, Role.SECADMIN)
    lengths = {kind: 20 + place for place, kind in enumerate(Kind)}
    for kind, days in lengths.items():
        make(SetLimit(here.body, kind, days, Unit.WORKDAYS), by=hand(secadmin))
    return lengths


def counts(kind):
    """The lengths by which it was owed, oldest first."""
    owed = Obligation.objects.filter(kind=kind, measure=Unit.WORKDAYS).order_by("pk")
    return list(owed.values_list("count", flat=True))


def test_from_handing_over_to_a_second_answer(lengths, delivered, member, office, director):
    services.give_feedback(delivered, by=hand(member), **BAD)
    looked_into = services.verify(delivered.proposal, by=hand(office), note="属实")
    services.rehandle(looked_into, by=hand(director), units=[delivered.unit], note="重办")
    assert counts(Kind.REPLY) == [lengths[Kind.REPLY], lengths[Kind.REHANDLE]]
    for kind in STEPS:
        assert lengths[Kind(kind)] in counts(kind), kind


def test_a_co_units_opinion(lengths, transferred, dispatcher, education, police, other_liaison):
    services.hand_over(
        transferred, by=hand(dispatcher), host=education, co_units=[police],
        notice_on=clock.today(),
    )  # fmt: skip
    services.sign_for(transferred.assignments.get(unit=police), by=hand(other_liaison))
    assert counts(Kind.OPINION) == [lengths[Kind.OPINION]]
