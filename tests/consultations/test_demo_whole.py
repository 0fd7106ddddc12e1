"""The demo prefecture as it ships: 8 counties, 104 townships; its board says 80, 300, 240."""

from __future__ import annotations

import time
from datetime import datetime
from itertools import islice

import pytest
from django.db import transaction

from common import clock
from consultations.boards import board_of
from consultations.demo.loading import fill
from consultations.demo.places import begin
from consultations.models import Campaign
from deadlines import checks
from members.models import Committee, Member, Seat, Township, User
from proposals.demo import names
from proposals.demo.almanac import Almanac
from workflow.chain import faults
from workflow.models import Event

TUESDAY = datetime(2026, 11, 24, 20, tzinfo=clock.SHANGHAI)

pytestmark = [pytest.mark.django_db, pytest.mark.prove]


@pytest.fixture(scope="module")
def told(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), clock.frozen(TUESDAY), transaction.atomic():
        began = time.perf_counter()
        begin(Almanac(), "!")
        between = time.perf_counter()
        list(fill())
        yield between - began, time.perf_counter() - between
        transaction.set_rollback(True)


def test_its_board_adds_up_and_its_record_is_without_fault(told):
    office = Seat.objects.get(user__username="prefecture_office")
    found = board_of(office, Campaign.objects.get())
    numbers = found.total.numbers
    assert (numbers["meetings"], numbers["consensuses"], numbers["solved"]) == (80, 300, 240)
    assert (len(found.counties), len(found.townships)) == (8, 104)
    assert Township.objects.count() == 104
    assert Committee.objects.filter(parent__code="539700").count() == 8
    assert list(faults()) == []
    assert list(checks.faults()) == []
    took = f"首页以前 {told[0]:.1f} 秒，后台 {told[1]:.0f} 秒"
    print(f"\n{took}：{Event.objects.count()} 个事件，{numbers}")


def test_every_person_of_it_bears_an_invented_name(told):
    invented = set(islice(names.people(), 1500))
    people = {*User.objects.values_list("name", flat=True)}
    people |= {*Member.objects.values_list("name", flat=True)}
    assert len(people) > 280
    assert sorted(people - invented) == []
