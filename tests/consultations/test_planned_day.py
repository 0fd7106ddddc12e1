"""The day of a meeting: approved late it is not late at birth; it may be set anew."""

from __future__ import annotations

from datetime import timedelta

import pytest

from common import clock
from consultations import services
from deadlines.models import Obligation
from tests.browsing import inbox
from tests.consultations.browsing import Person
from tests.consultations.conftest import entry, fresh
from tests.factories import hand


def meeting_owed(row) -> Obligation:
    return Obligation.objects.open().get(case=row.pk, kind="hold_meeting")


@pytest.mark.parametrize("after", [0, 3])
def test_a_plan_approved_on_its_day_or_later_leaves_time_for_the_meeting(plan_asked, party, after):
    with clock.frozen(plan_asked.planned_on + timedelta(days=after)):
        Person(party).does("approve_plan", plan_asked)
        debt = meeting_owed(plan_asked)
        assert debt.fixed_on is None
        assert debt.due_on > clock.today()


def test_a_plan_whose_day_is_over_is_not_asked_for(surveyed, studio):
    with clock.frozen(surveyed.planned_on + timedelta(days=1)):
        page = Person(studio).insists("ask_plan", surveyed)
        assert page.status_code == 422
        assert "计划日期已过，请先修改计划，另定日期" in page.content.decode()
        Person(studio).does("revise", surveyed, planned_on=clock.today())
        Person(studio).does("ask_plan", fresh(surveyed))


def test_an_approved_meeting_gets_another_day_and_its_guests_are_told(
    approved, studio, county, member
):
    role = entry(county, "attendee", "member")
    words = {"role": role, "name": "委员甲", "member": member.member}
    services.invite(approved, by=hand(studio), **words)
    later = approved.planned_on + timedelta(days=9)
    assert Person(studio).tries("reschedule", approved, planned_on=later).status_code == 422
    Person(studio).does("reschedule", approved, planned_on=later, note="防汛")
    assert fresh(approved).planned_on == later
    assert meeting_owed(approved).fixed_on == later
    assert inbox(member)[-1].startswith("您受邀参加的协商改在")


def test_another_day_is_neither_gone_nor_in_another_century(approved, studio):
    for days in (-1, 400):
        day = clock.today() + timedelta(days=days)
        page = Person(studio).tries("reschedule", approved, planned_on=day, note="防汛")
        assert (page.status_code, set(page.context["form"].errors)) == (422, {"planned_on"})
