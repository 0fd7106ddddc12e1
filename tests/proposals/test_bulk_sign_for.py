"""成批签收: a unit takes on all that it was given, but for what is not its duty."""

import pytest
from django.urls import reverse

from common import clock
from proposals import services
from proposals.models import Assignment
from tests.browsing import Person, told
from tests.factories import hand
from tests.merging import another, filed_by
from tests.proposals.test_bulk_screen import sheet

PAGE = reverse("proposals:many", args=["sign_for"])


@pytest.fixture
def two(here, share, office, director, dispatcher, other_member, education):
    second = another(here, other_member, office, "关于学校食堂的提案", units=[education])
    second = filed_by(here, office, director, second)
    [second] = services.number([second], by=hand(office))
    second = services.transfer(second, by=hand(office), units=[education])
    services.hand_over(second, by=hand(dispatcher), host=education, notice_on=clock.today())
    return [share.proposal, second]


def signed():
    return list(Assignment.objects.order_by("pk").values_list("status", flat=True))


def test_the_liaison_signs_for_both_in_one_press(two, liaison):
    page = Person(liaison).post(PAGE, **sheet(Person(liaison), PAGE))
    assert told(page) == ["已签收2件"]
    assert signed() == ["handling", "handling"]
    assert Person(liaison).get(PAGE).context["lines"] == []


def test_what_is_not_its_duty_is_left_for_a_request(two, liaison):
    words = sheet(Person(liaison), PAGE) | {"proposal": [two[0].pk]}
    assert told(Person(liaison).post(PAGE, **words)) == ["已签收1件"]
    assert signed() == ["handling", "waiting"]


def test_another_unit_sees_none_of_it_and_can_sign_for_none(two, liaison, other_liaison):
    words = sheet(Person(liaison), PAGE)
    stranger = Person(other_liaison)
    assert stranger.get(PAGE).context["lines"] == []
    assert told(stranger.post(PAGE, **words)) == ["没有可以签收的提案，可能已经办过"]
    assert signed() == ["waiting", "waiting"]


def test_the_office_does_not_sign_for_units(two, office):
    assert Person(office).get(PAGE).status_code == 403
