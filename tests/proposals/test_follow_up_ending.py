"""A visit that is not to be made, and a campaign that was begun by mistake."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from common import clock
from deadlines import checks
from members.models import Role
from proposals.models import FollowUp
from proposals.services import follow_up
from proposals.services.dealing import goes_where
from tests import browsing, factories
from tests.browsing import fresh, inbox, owed
from tests.documents.conftest import opened, words
from tests.factories import hand
from workflow.chain import faults


class Person(browsing.Careful):
    @staticmethod
    def address(row, action):
        uid = [row.case.uid]
        if isinstance(row, FollowUp):
            return reverse("proposals:follow_up_act", args=[*uid, action])
        return reverse("proposals:visit_act", args=[*uid, row.pk, action])


@pytest.fixture
def begin(delivered, here, office, other_member, grade):
    def start(session=here.session, member=other_member.member):
        due = clock.today() + timedelta(days=30)
        told = {"name": "专项民主监督", "manner": "oversight", "grades": [grade], "due_on": due}
        people = {"members": [member] if member else [], "experts": member is None}
        return follow_up.start_follow_up(session, by=hand(office), size=None, **told, **people)

    return start


def test_a_visit_that_is_not_to_be_made_is_dropped_with_why_and_the_campaign_can_end(
    begin, office, other_member, here
):
    started = begin()
    visit = started.visits.get()
    me = Person(office)
    assert me.tries("drop_visit", visit, note=" ").status_code == 422
    me.does("drop_visit", visit, note="路段塌方，无法到达")
    assert owed(started) == {("follow_up", "office")}
    assert any("不必再走访" in one for one in inbox(other_member))
    page = Person(other_member).get(started.get_absolute_url()).content.decode()
    assert "不再走访的原因：路段塌方，无法到达" in page
    assert "填报走访情况" not in page
    me.does("end_follow_up", fresh(started), conclusion="路段塌方，改在下半年。")
    report = reverse("documents:follow_up", args=[started.case.uid, "docx"])
    press = "11111111-1111-4111-8111-111111111111"
    assert "不再走访" in words(opened(me.post(report, press=press)))
    assert list(checks.faults()) == list(faults()) == []


def test_a_campaign_begun_by_mistake_is_called_off_and_nobody_goes(begin, office, director, here):
    expert = factories.person(here, Role.EXPERT)
    started = begin(member=None)
    Person(director).does("call_off_follow_up", started, note="类别选错")
    assert (fresh(started).status, owed(started)) == ("called_off", set())
    assert {one.status for one in started.visits.all()} == {"dropped"}
    assert any("不必再走访" in one for one in inbox(expert))
    assert "类别选错" in Person(office).get(started.get_absolute_url()).content.decode()
    assert begin().visits.count() == 1  # and the right one is begun
    assert list(checks.faults()) == list(faults()) == []


def test_what_somebody_saw_is_dealt_with_before_it_is_called_off(begin, office, director):
    started = begin()
    saw = {"visited_on": clock.today(), "finding": "partly", "words": "只装了一侧"}
    visit = follow_up.fill_in_visit(started.visits.get(), by=hand(office), **saw)
    with pytest.raises(ValidationError, match="还有1件已填报的没有处理"):
        follow_up.call_off_follow_up(fresh(started), by=hand(director), note="误")
    with pytest.raises(ValidationError, match="不能不再走访"):
        follow_up.drop_visit(visit, by=hand(office), note="误")


def test_nobody_is_sent_to_look_at_their_own_proposal_while_another_can_go(
    delivered, member, other_member
):
    cases = [delivered.proposal] * 3
    people = [member.member, other_member.member]
    assert [one for _, one in goes_where(cases, people)] == [other_member.member] * 3
    assert [one for _, one in goes_where(cases, people[:1])] == [member.member] * 3
    delivered.proposal.member = None  # a body's: one after the other
    told = [one for _, one in goes_where(cases, people)]
    assert told == [member.member, other_member.member, member.member]


def test_nobody_begins_one_in_another_committee(begin, elsewhere):
    with pytest.raises(PermissionDenied):
        begin(session=elsewhere.session)
