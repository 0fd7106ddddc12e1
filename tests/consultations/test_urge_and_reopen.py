"""催办 of who is late, and 重新办理 of what villagers are not satisfied with."""

from __future__ import annotations

from datetime import timedelta

import pytest

from common import clock
from consultations import services
from consultations.models import Consultation, Task
from deadlines.checks import faults
from tests.browsing import inbox, owed
from tests.consultations.browsing import Person
from tests.consultations.conftest import fresh, report_and_confirm
from tests.factories import hand
from workflow.chain import faults as broken_chains


def test_who_is_in_time_is_not_pressed(handling, office):
    assert "urge_task" not in Person(office).buttons(handling.consultation)
    page = Person(office).insists("urge_task", handling, note="请抓紧")
    assert page.status_code == 422
    assert "离期限还早" in page.content.decode()


def test_who_is_nearly_late_or_late_is_pressed_and_it_is_counted(handling, office, power_liaison):
    with clock.frozen(handling.due_on - timedelta(days=2)):
        assert Person(office).tries("urge_task", handling, note="").status_code == 422
        Person(office).does("urge_task", handling, note="春节前必须亮灯")
        assert Person(office).insists("urge_task", handling, note="再催").status_code == 422
    with clock.frozen(handling.due_on + timedelta(days=5)):
        Person(office).does("urge_task", handling, note="请说明原因")
        page = Person(office).get(handling.consultation.get_absolute_url()).content.decode()
        told = [text for text in inbox(power_liaison) if "催办" in text]
    assert [text[:5] for text in told] == ["第1次催办", "第2次催办"]
    assert "春节前必须亮灯" in told[0]
    assert "已催办2次" in page
    assert fresh(handling).status == "handling"


def test_a_unit_that_has_not_signed_is_pressed_too(lamps, office, studio, power_liaison):
    with clock.frozen(clock.today() + timedelta(days=20)):
        assert Person(studio).insists("urge_task", lamps, note="请签收").status_code == 403
        Person(office).does("urge_task", lamps, note="请签收")
        assert inbox(power_liaison)[-1].startswith("第1次催办")


@pytest.fixture
def bad(rating, studio) -> Task:
    """A finished task with whose result a villager is not satisfied."""
    task = rating.tasks.get(what="安装太阳能路灯")
    words = {"attitude": "satisfied", "result": "dissatisfied", "words": "两盏不亮"}
    services.rate(rating, by=hand(studio), task=task, **words)
    return fresh(task)


def in_days(days):
    return clock.today() + timedelta(days=days)


@pytest.mark.parametrize("who", ["studio", "office"])
def test_what_did_not_satisfy_is_done_again_and_the_list_stays_open(
    bad, people, who, power_liaison
):
    person = Person(vars(people)[who])
    row = Consultation.objects.get(pk=bad.consultation_id)
    assert person.tries("reopen_task", bad, due_on=in_days(10), note="").status_code == 422
    person.does("reopen_task", bad, due_on=in_days(10), note="两盏灯不亮，请更换")
    task = fresh(bad)
    assert (task.status, task.due_on, task.done_on) == ("handling", in_days(10), None)
    assert fresh(row).status == "handling"
    assert owed(row) == {("task", "liaison")}
    assert inbox(power_liaison)[-1].startswith("待办：协商任务办理")
    assert list(faults()) == list(broken_chains()) == []


def test_done_again_it_is_rated_again_and_the_first_word_stays_on_record(
    bad, studio, office, power_liaison
):
    services.reopen_task(bad, by=hand(studio), due_on=in_days(10), note="更换")
    report_and_confirm(fresh(bad), power_liaison, office)
    row = Consultation.objects.get(pk=bad.consultation_id)
    assert row.status == "rating"
    assert ("rate_tasks", "township") in owed(row)
    assert Person(studio).insists("end_rating", row).status_code == 422
    assert "reopen_task" not in Person(studio).buttons(row)
    shown = Person(studio).get(row.get_absolute_url()).content.decode()
    assert "两盏不亮" in shown
    assert "已据此重新办理" in shown
    words = {"task": bad.pk, "attitude": "satisfied", "result": "satisfied"}
    Person(studio).does("rate", row, **words)
    Person(studio).does("end_rating", fresh(row))
    assert fresh(row).status == "done"


def test_also_after_the_end_what_did_not_satisfy_is_taken_up_again(bad, studio, office):
    row = services.end_rating(Consultation.objects.get(pk=bad.consultation_id), by=hand(studio))
    assert fresh(row).status == "done"
    Person(office).does("reopen_task", bad, due_on=in_days(10), note="两盏不亮")
    assert (fresh(row).status, fresh(row).done_on) == ("handling", None)


def test_what_satisfied_is_not_taken_up_again_and_no_day_is_gone(rating, bad, studio):
    other = rating.tasks.get(what="平整灯杆基础")
    words = {"due_on": in_days(10), "note": "再做"}
    assert Person(studio).insists("reopen_task", other, **words).status_code == 422
    page = Person(studio).tries("reopen_task", bad, due_on=in_days(-1), note="再做")
    assert set(page.context["form"].errors) == {"due_on"}
    assert fresh(bad).status == "done"


def test_units_and_members_take_nothing_up_again(bad, people):
    for seat in (people.power, people.member, people.party, people.director):
        page = Person(seat).insists("reopen_task", bad, due_on=in_days(9), note="再做")
        assert page.status_code == 403
