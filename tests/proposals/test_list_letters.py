"""清单中的答复: a unit reads and looks for its own letters, not for those of others."""

import pytest
from django.urls import reverse

from members.services import views as arranging
from proposals import services
from tests.browsing import Person
from tests.factories import hand

LIST = reverse("proposals:list")


@pytest.fixture
def handed_over(transferred, dispatcher, education, police):
    """Two units that answer, each by itself."""
    return services.hand_over(
        transferred,
        by=hand(dispatcher),
        separate=[education, police],
        notice_on=transferred.filed_on,
    )


@pytest.fixture
def share(handed_over, education):
    return handed_over.assignments.get(unit=education)


def told(seat, **query):
    """What the list says of the letters of each case."""
    lines = Person(seat).get(LIST, **query).context["lines"]
    return [(line.cells["grade"], line.cells["letter_number"]) for line in lines]


def test_another_units_letter_is_not_told_and_not_found(
    delivered, office, liaison, other_liaison, grade
):
    for seat in (office, liaison, other_liaison):
        arranging.arrange(seat, "proposals", ["title", "grade", "letter_number"])
    letter = (str(grade), "彩教函〔2026〕5号")
    assert told(office) == told(liaison) == told(liaison, grade=grade.pk) == [letter]
    assert told(other_liaison) == [("", "")]
    assert told(other_liaison, grade=grade.pk) == []
