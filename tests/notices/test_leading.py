"""Every message about a duty leads whoever owes it to the page on which they act."""

from __future__ import annotations

import pytest
from django.urls import reverse

from deadlines.models import Obligation
from notices.models import Notice
from notices.tasks import drain
from tests.browsing import Person

STAGES = [
    *("submitted", "meeting", "filed", "numbered", "transferred", "share"),
    *("signed_for", "contacted", "drafted", "reviewing", "passed", "signed", "delivered"),
]


@pytest.mark.parametrize("stage", STAGES)
def test_who_is_told_of_a_duty_finds_there_what_to_press(cast, request, stage):
    request.getfixturevalue(stage)
    drain()
    still = Obligation.objects.open().values("pk")
    told = list(Notice.objects.filter(duty__in=still, settled=False).select_related("seat"))
    assert told
    for notice in told:
        person = Person(notice.seat)
        led = person.get(reverse("notices:open", args=[notice.pk]))
        assert led.status_code == 302
        page = person.get(led["Location"])
        assert page.status_code == 200, notice
        assert "现在要做" in page.content.decode(), f"{notice.seat}: {notice}"
        assert may_press(page.context), f"{notice.seat}: {notice}"


def may_press(page):
    """A case shows its actions; a meeting what is to be decided, or concluded."""
    if "meeting" in page:
        return page["may_file"] or page["may_conclude"]
    return page["actions"] or page["answers"]


def test_what_is_no_duty_leads_to_the_case_all_the_same(cast, delivered):
    drain()
    plain = list(Notice.objects.filter(duty=None).select_related("seat"))
    assert {one.seat for one in plain} >= {cast.member}
    for notice in plain:
        assert Person(notice.seat).get(notice.url).status_code == 200, notice
