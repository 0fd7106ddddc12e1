"""Who visits for a campaign knows their own visits, and nothing of those of others."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from common import clock
from proposals.services import follow_up
from tests.browsing import Person, fresh
from tests.factories import hand
from tests.merging import another

LIST = reverse("proposals:follow_ups")
DAY = timedelta(days=1)


@pytest.fixture
def mine(delivered, here, office, member, grade):
    """The visit of a member; the campaign has another one, of somebody else."""
    told = {"name": "专项民主监督", "manner": "oversight", "grades": [grade], "size": None}
    told |= {"members": [member.member], "experts": False, "due_on": clock.today() + 30 * DAY}
    started = follow_up.start_follow_up(here.session, by=hand(office), **told)
    return started.visits.select_related("follow_up__case").get()


@pytest.fixture
def theirs(mine, here, office, other_member):
    case = another(here, other_member, office, "关于乡村路灯的提案")
    case.grade_now = mine.grade.code
    follow_up.deal(mine.follow_up, [case], [other_member.member], hand(office))
    return mine.follow_up.visits.get(proposal=case)


def test_neither_debts_of_others_nor_what_was_noted_of_their_visits_is_told(
    mine, theirs, office, member, other_member
):
    """In the list, on the page, and where somebody was first."""
    page, me = mine.follow_up.get_absolute_url(), Person(member)
    with clock.frozen(clock.now() + 32 * DAY):
        saw = {"visited_on": clock.today(), "finding": "partly", "words": "看了"}
        follow_up.fill_in_visit(fresh(mine), by=hand(member), **saw)
        follow_up.settle_visit(fresh(mine), by=hand(office), note="已补装")
        listed = me.get(LIST)
        told = [listed.content.decode(), me.get(page).content.decode()]
        assert [one for one in told if "逾期" in one] == []
        [cells] = [line.cells for line in listed.context["lines"]]
        assert (cells["all"], cells["reported"], cells["settled"]) == (1, None, 1)
        assert "逾期" in Person(office).get(LIST).content.decode()
        assert Person(office).get(LIST, status="ended").context["lines"] == []
        follow_up.fill_in_visit(fresh(theirs), by=hand(other_member), **saw)
        late = reverse("proposals:visit_act", args=[theirs.case.uid, theirs.pk, "fill_in_visit"])
        answer = Person(other_member).post(late, press=uuid4(), version=0, **saw)
        assert (answer.status_code, "已补装" in answer.content.decode()) == (409, False)
