"""Many hands at once: one act, one history, and nobody waits for ever."""

import random
import time
from collections import Counter
from uuid import uuid4

import pytest
from django.db import connection

from proposals import services
from proposals.models import Assignment, Proposal
from tests.conftest import at_once
from tests.factories import hand
from workflow.chain import faults
from workflow.holding import holding, holding_all
from workflow.models import Case, Event, Outbox

pytestmark = pytest.mark.django_db(transaction=True)


def actions(case):
    return [event.action for event in Event.objects.filter(case=case).order_by("version")]


def test_fifty_press_the_button_and_one_wins(screened, meeting, director):
    results = at_once(50, lambda _: services.file(screened, by=hand(director)).status)
    assert Counter(results) == {"filed": 1, "wrong_state": 49}
    assert actions(screened.pk) == ["submit", "screen", "file"]
    assert Outbox.objects.filter(event__case=screened.pk, event__action="file").count() == 1


def test_fifty_who_looked_at_the_same_page_and_one_wins(screened, meeting, director):
    seen = Case.objects.get(pk=screened.pk).version
    results = at_once(50, lambda _: services.file(screened, by=hand(director, seen=seen)).status)
    assert Counter(results) == {"filed": 1, "stale": 49}


def test_a_double_click_is_one_act(screened, meeting, director):
    press = uuid4()
    results = at_once(2, lambda _: services.file(screened, by=hand(director, press=press)).status)
    assert Counter(results) == {"filed": 1, "AlreadyDone": 1}
    assert actions(screened.pk) == ["submit", "screen", "file"]


def test_a_draft_is_submitted_once(draft, member):
    results = at_once(4, lambda _: services.submit(draft, by=hand(member)).status)
    assert Counter(results)["submitted"] == 1
    assert Proposal.objects.count() == Case.objects.filter(kind=Proposal.kind()).count() == 1


def test_two_verbs_that_exclude_each_other_do(share, liaison, dispatcher):
    """The last to come finds what the first one did, not what it read before it waited."""
    results = at_once(20, lambda _: services.sign_for(share, by=hand(liaison)).status)
    assert Counter(results) == {"handling": 1, "wrong_state": 19}
    assert actions(share.proposal_id).count("handle") == 1
    assert Assignment.objects.get().status == "handling"
    assert list(faults()) == []


def test_two_who_need_both_cases_do_not_wait_in_a_ring(submitted, meeting):
    cases = [submitted.case, meeting.case]

    def both(number):
        for _ in range(10):
            ordered = cases if number % 2 else cases[::-1]
            with holding_all(*ordered) as held:
                assert [case.pk for case in held] == [case.pk for case in ordered]
                time.sleep(random.random() / 500)
        return "done"

    assert at_once(8, both) == ["done"] * 8


def test_a_held_case_can_still_be_pointed_at(submitted, member):
    """A foreign key to somebody's held case (an obligation, an origin) must not wait for them."""
    with holding(submitted.case):
        [waited] = at_once(1, lambda _: point_at(submitted.pk))
    assert waited < 1


def point_at(number):
    began = time.monotonic()
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '3s'")
        cursor.execute("SELECT FROM workflow_case WHERE id = %s FOR KEY SHARE", [number])
    return time.monotonic() - began
