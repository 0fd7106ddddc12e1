"""提醒规则: the 安全管理员 says who is reminded when, and in which hours."""

from __future__ import annotations

from datetime import datetime, time

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from common.clock import SHANGHAI
from deadlines.hours import is_open
from deadlines.ladder import ladders_of
from deadlines.laddering import drop_ladder, keep_ladder
from deadlines.models import OfficeHours, Recipient, Rung
from members.models import Role
from tests import factories
from tests.browsing import Person
from tests.factories import hand
from workflow.models import Event

pytestmark = pytest.mark.django_db
PAGE, HOURS = reverse("reminding"), reverse("reminding_hours")
REPLY = reverse("reminding_edit", args=["reply"])


@pytest.fixture
def keeper(here):
    return Person(factories.person(here, Role.SECADMIN))


def answers(**changed):
    plain = {f"{one}_compulsory": "late" for one in Recipient}
    return plain | {"debtor_before": "20，10、5 0", "debtor_after_from": "1"} | changed


def test_a_ladder_of_ones_own_is_kept_shown_and_given_up(keeper, here):
    assert keeper.post(REPLY, **answers())["Location"] == PAGE
    [rung] = ladders_of(here.body.pk)["reply"]
    assert (rung.before, rung.after_from, rung.every) == ([20, 10, 5, 0], 1, None)
    page = keeper.get(PAGE).content.decode()
    assert "到期前20、10、5日，到期当天，逾期第1个工作日" in page
    shown = {bound.name: bound.value() for bound in keeper.get(REPLY).context["form"]}
    assert shown["debtor_before"] == "20,10,5,0"
    keeper.post(reverse("reminding_drop", args=["reply"]))
    assert not Rung.objects.exists()
    notes = list(Event.objects.filter(action="note").values_list("note", flat=True))
    assert any("“答复”改为" in note for note in notes)
    assert any("恢复通行规则" in note for note in notes)


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"debtor_before": "", "debtor_after_from": ""}, "承担人至少要有一次提醒"),
        ({"debtor_before": "三天"}, "请填写天数"),
        ({"debtor_before": "999"}, "每个不超过180日"),
        ({"head_every": "3"}, "请填写从逾期第几个工作日起"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(keeper, changed, fault):
    page = keeper.post(REPLY, **answers(**changed))
    assert page.status_code == 422
    assert fault in page.content.decode()
    for name, value in changed.items():
        assert page.context["form"][name].value() == value
    assert not Rung.objects.exists()


def test_office_hours_are_kept_and_must_be_in_order(keeper, here):
    words = {"morning_from": "09:00", "morning_to": "12:00",
             "afternoon_from": "14:00", "afternoon_to": "17:30"}  # fmt: skip
    assert keeper.post(HOURS, **words)["Location"] == PAGE
    assert OfficeHours.objects.get(committee=here.body).morning_from == time(9)
    page = keeper.post(HOURS, **words | {"morning_to": "15:00"})
    assert page.status_code == 422
    assert "请核对" in page.content.decode()


def test_a_committee_that_works_at_night_says_so(keeper, here):
    words = {"morning_from": "00:00", "morning_to": "12:00",
             "afternoon_from": "12:00", "afternoon_to": "00:00", "rest_days": "on"}  # fmt: skip
    assert keeper.post(HOURS, **words)["Location"] == PAGE
    assert is_open(here.body.pk, datetime(2026, 5, 17, 23, 59, tzinfo=SHANGHAI))  # a Sunday


def test_a_duty_that_does_not_exist_is_no_page(keeper):
    assert keeper.get(reverse("reminding_edit", args=["nothing"])).status_code == 404


def test_nobody_else_keeps_them(office, liaison, here):
    own = Rung.objects.create(committee=here.body, recipient="debtor", before=[9])
    with pytest.raises(PermissionDenied):
        keep_ladder(here.body, "", [own], by=hand(office))
    with pytest.raises(PermissionDenied):
        drop_ladder(here.body, "", by=hand(office))
    for seat in (office, liaison):
        for url in (PAGE, REPLY, HOURS):
            assert Person(seat).get(url).status_code == 403
        assert Person(seat).post(REPLY, **answers()).status_code == 403
