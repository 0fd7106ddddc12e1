"""A unit is split: each of its tasks goes on with one of the parts."""

from __future__ import annotations

import pytest

from deadlines.checks import faults
from deadlines.models import Obligation
from members.models import Role, Unit
from tests import factories
from tests.consultations.browsing import Person
from tests.consultations.conftest import fresh
from tests.proposals.test_split_unit import split
from workflow.chain import faults as broken_chains

NAMES = "县电力服务中心\n县照明管理所"


@pytest.fixture
def second_liaison(county, power):
    return factories.person(county, Role.LIAISON, unit=power)


def debtor_of(task) -> str:
    return str(Obligation.objects.open().get(subject_id=task.pk, role="liaison").unit)


def test_a_task_goes_to_the_part_that_was_chosen_with_what_is_owed(
    handling, office, power, power_liaison, second_liaison
):
    words = {f"task_{handling.pk}": 2, f"seat_{second_liaison.pk}": 2}
    assert split(office, power, NAMES, **words).status_code == 302
    part = Unit.objects.get(name="县照明管理所")
    task = fresh(handling)
    assert (task.unit, task.formerly, task.status) == (part, power, "handling")
    assert debtor_of(task) == "县照明管理所"
    taken = type(second_liaison).objects.held().get(unit=part)
    Person(taken).does("report", task, note="40盏全部装好")
    shown = Person(office).get(handling.consultation.get_absolute_url()).content.decode()
    assert "县照明管理所（原县供电局）" in shown
    assert "转由县照明管理所办理" in shown
    assert list(faults()) == list(broken_chains()) == []


def test_a_task_nobody_chose_for_goes_on_with_the_first_part(
    lamps, office, power, power_liaison, second_liaison
):
    page = split(office, power, NAMES, **{f"seat_{second_liaison.pk}": 2})
    assert page.status_code == 302
    assert debtor_of(lamps) == "县电力服务中心"
    taken = type(power_liaison).objects.held().get(unit__name="县电力服务中心")
    Person(taken).does("sign_for", lamps)


def test_a_part_without_anybody_takes_no_task(lamps, office, power, power_liaison):
    page = split(office, power, NAMES, **{f"task_{lamps.pk}": 2})
    assert page.status_code == 422
    assert "县照明管理所还没有承办单位经办" in page.content.decode()
    assert fresh(lamps).unit == power
