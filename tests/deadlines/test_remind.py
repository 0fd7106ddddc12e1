"""Reminders: who is told when of what is owed, once, and only who may see it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from common import clock
from common.clock import SHANGHAI
from deadlines.models import Obligation, OfficeHours, Rung
from deadlines.recomputing import turn
from deadlines.sweep import Swept, sweep
from members.models import Role
from notices.models import Delivery, Gateway, Notice, Preference, StoppedAddress
from proposals import services
from proposals.models import Assignment, Proposal
from tests import factories
from tests.browsing import inbox
from tests.conftest import at_once
from tests.deadlines.conftest import BEGUN, DUE, swept
from tests.factories import hand

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("january")]


def reminders(seat):
    """Marks and texts, oldest first."""
    found = Notice.objects.filter(seat=seat, about__startswith="owed:").order_by("id")
    return [(one.about.rsplit(":", 1)[1], one.text) for one in found]


def marks(seat):
    return [mark for mark, _ in reminders(seat)]


def days(first, last):
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def test_who_owes_is_reminded_on_each_day_of_the_ladder_and_then_every_second_working_day(
    owed, liaison
):
    for day in days(date(2026, 4, 1), date(2026, 5, 29)):
        swept(day)
    assert marks(liaison) == ["b30", "b15", "b7", "b3", "b1", "b0", "a1", "a3", "a5", "a7"]
    texts = dict(reminders(liaison))
    title = f"《{owed.case.caption}》"
    assert texts["b7"] == f"答复，5月20日到期，还有7天　{title}"
    assert texts["b3"] == f"答复，5月20日到期，还有2天　{title}"  # the third day before is a Sunday
    assert texts["b0"] == f"答复，今天到期　{title}"
    assert texts["a3"] == f"答复，5月20日到期，已逾期5天　{title}"


def test_a_second_sweep_of_the_day_writes_nothing(owed, liaison):
    assert swept(date(2026, 5, 13)) == Swept(1, 1)
    assert swept(date(2026, 5, 13)) == Swept(0, 0)
    assert swept(date(2026, 5, 13), whole=True) == Swept(0, 0)
    assert swept(date(2026, 5, 13), 16) == Swept(0, 0)


def test_after_days_without_a_sweep_there_is_one_reminder_not_three(owed, liaison):
    swept(date(2026, 4, 20))
    swept(date(2026, 5, 21))
    assert marks(liaison) == ["b30", "a1"]


def test_what_is_late_goes_up_from_the_unit_to_its_head_the_dispatcher_the_office_and_the_leader(
    owed, here, liaison, unit_head, dispatcher, office, director
):
    lead = factories.person(here, Role.LEAD)
    seats = {"unit_head": unit_head, "dispatcher": dispatcher, "office": office, "lead": lead}
    reached = {}
    for day in days(DUE, date(2026, 6, 10)):
        swept(day)
        for name, seat in seats.items():
            if marks(seat):
                reached.setdefault(name, day)
    assert reached == {
        "unit_head": date(2026, 5, 21),
        "dispatcher": date(2026, 5, 25),
        "office": date(2026, 5, 27),
        "lead": date(2026, 6, 3),
    }
    assert marks(unit_head) == ["a1", "a6", "a11"]
    assert reminders(dispatcher)[0][1].startswith("州教育体育局：答复，5月20日到期，已逾期5天")
    assert marks(director) == []


def test_nobody_else_is_told(owed, here, elsewhere, other_liaison, member):
    stranger = factories.person(here, Role.DISPATCHER, system=here.party)
    foreign = factories.person(elsewhere, Role.LEAD)
    for day in days(DUE, date(2026, 6, 10)):
        swept(day)
    for seat in (other_liaison, stranger, foreign, elsewhere.office, member):
        assert marks(seat) == []


@pytest.mark.parametrize(
    ("day", "hour", "minute", "open_"),
    [
        (date(2026, 5, 13), 8, 29, False),
        (date(2026, 5, 13), 8, 30, True),
        (date(2026, 5, 13), 12, 0, False),
        (date(2026, 5, 13), 13, 0, False),
        (date(2026, 5, 13), 14, 30, True),
        (date(2026, 5, 13), 18, 0, False),
        (date(2026, 5, 17), 10, 0, False),  # a Sunday
        (date(2026, 5, 9), 10, 0, True),  # a Saturday that is worked
        (date(2026, 5, 4), 10, 0, False),  # a Monday of the holiday
    ],
)
def test_people_are_written_to_in_office_hours_of_working_days_only(
    owed, liaison, day, hour, minute, open_
):
    assert bool(swept(day, hour, minute).notices) is open_


def test_a_committee_that_works_at_night_says_so(owed, here, liaison):
    OfficeHours.objects.create(
        committee=here.body,
        morning_from=time(0),
        morning_to=time(12),
        afternoon_from=time(12),
        afternoon_to=time(0),
        rest_days=True,
    )
    assert swept(date(2026, 5, 17), 23, 59).notices == 1


@pytest.mark.parametrize("column", ["met_at", "cancelled_at", "paused_on"])
def test_what_is_done_cancelled_or_paused_is_quiet(owed, liaison, column):
    Obligation.objects.filter(pk=owed.pk).update(**{column: clock.now()})
    assert swept(date(2026, 5, 13)) == Swept(0, 0)


def test_a_new_due_day_reminds_anew(owed, liaison):
    swept(date(2026, 5, 13))
    Obligation.objects.filter(pk=owed.pk).update(due_on=date(2026, 6, 20), due_version=2)
    swept(date(2026, 5, 13))
    swept(date(2026, 6, 12))
    assert marks(liaison) == ["b7", "b15"]


def test_what_was_given_today_is_not_reminded_of_today(signed_for, liaison):
    with clock.frozen(datetime.combine(BEGUN, time(10), SHANGHAI)):
        assert sweep() == Swept(0, 0)


def test_a_colleague_who_comes_later_is_told_where_things_stand(owed, here, education, liaison):
    swept(date(2026, 5, 13))
    with clock.frozen(date(2026, 5, 14)):
        newcomer = factories.person(here, Role.LIAISON, unit=education)
    swept(date(2026, 5, 14))
    swept(date(2026, 5, 14), 10, 1)
    assert marks(newcomer) == ["b7"]
    assert marks(liaison) == ["b7"]


def test_two_sweeps_at_once_write_each_reminder_once(transactional_db, owed, liaison):
    def work(_):
        return swept(date(2026, 5, 13)).notices

    assert sum(at_once(4, work)) == 1
    assert marks(liaison) == ["b7"]


def test_reminders_go_out_while_days_are_reckoned_anew(transactional_db, owed, liaison):
    """A year that is published takes its time; nobody is left untold meanwhile."""
    with turn() as ours:
        assert ours
        assert at_once(1, lambda _: swept(date(2026, 5, 13)).notices) == [1]


def test_who_stands_above_goes_on_seeing_what_is_late_until_it_is_done(owed, liaison, unit_head):
    swept(DUE + timedelta(days=1))
    told = Notice.objects.get(seat=unit_head)
    share = Assignment.objects.get(pk=owed.subject_id)
    for done in (None, clock.now()):
        Obligation.objects.filter(pk=owed.pk).update(met_at=done)
        services.record_contact(
            share, by=hand(liaison), way="phone", held_on=BEGUN, people="经办人", minutes="沟通"
        )
        inbox(unit_head)
        told.refresh_from_db()
        assert (told.settled, bool(told.read_at)) == (bool(done), bool(done))


def test_a_committee_keeps_a_ladder_of_its_own_for_one_duty(owed, here, liaison, unit_head):
    Rung.objects.create(
        committee=here.body, duty="reply", recipient="head", before=[10], compulsory="always"
    )
    for day in days(date(2026, 5, 1), date(2026, 6, 10)):
        swept(day)
    assert (marks(unit_head), marks(liaison)) == (["b10"], [])


def test_a_reminder_leads_to_the_page_where_one_acts(owed, liaison):
    swept(date(2026, 5, 13))
    proposal = Proposal.objects.get(pk=owed.case_id)
    assert Notice.objects.get(seat=liaison).url == proposal.get_absolute_url()


def ways(seat):
    found = Delivery.objects.filter(notice__seat=seat, notice__about__startswith="owed:")
    return sorted(found.values_list("channel", flat=True))


def test_a_reminder_goes_by_the_ways_the_person_chose_and_by_all_when_it_must_arrive(
    owed, here, liaison
):
    liaison.user.phone = "13800000000"
    liaison.user.save()
    Preference.objects.create(user=liaison.user, mail=False, phone=False)
    gate = Gateway.objects.create(committee=here.body, name="短信", kind="sms", url="https://x.cn/")
    swept(date(2026, 5, 13))
    assert ways(liaison) == []
    swept(DUE)
    assert ways(liaison) == [f"gateway:{gate.pk}", "mail"]


def test_nothing_is_made_ready_for_an_address_that_was_stopped(owed, liaison):
    StoppedAddress.objects.create(address=liaison.user.email.lower(), reason="550")
    swept(DUE)
    assert (marks(liaison), ways(liaison)) == (["b0"], [])


def test_whoever_is_reminded_may_see_the_case(owed, here, liaison, unit_head, dispatcher):
    """Everything that was ever owed in the case is open again, for a quarter of a year."""
    factories.person(here, Role.LEAD)
    Obligation.objects.update(met_at=None, cancelled_at=None)
    for day in days(date(2026, 1, 6), date(2026, 3, 31)):
        swept(day)
    url = Proposal.objects.get(pk=owed.case_id).get_absolute_url()
    told = Notice.objects.filter(about__startswith="owed:", url=url).select_related("seat")
    seats = {one.seat for one in told}
    assert {seat.role for seat in seats} == {"dispatcher", "liaison", "unit_head", "office", "lead"}
    for seat in seats:
        assert Proposal.objects.visible_to(seat).filter(pk=owed.case_id).exists(), seat
