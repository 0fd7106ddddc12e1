"""审计记录: the 审计管理员 reads who did what, here and in committees below; nobody else does."""

from datetime import timedelta
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from common import clock
from common.listing import PAGE
from members.audit import audited_by
from members.models import Level, Role
from members.services.registry import note
from tests import factories
from tests.browsing import Person
from tests.factories import hand
from tests.members.test_sheets import table
from workflow.models import Event

LIST, SHEET = reverse("audit:list"), reverse("lists:sheet", args=["audit"])


@pytest.fixture
def auditor(here):
    return factories.person(here, Role.AUDITOR)


def words(page) -> str:
    assert page.status_code == 200
    return page.content.decode()


def exported(person, **query) -> list[dict[str, str]]:
    url = f"{SHEET}?{urlencode(query)}"
    head, *lines = table(person.client.post(url, {"press": uuid4(), "columns": "every"}))
    return [dict(zip(head, line, strict=True)) for line in lines]


def shown(browser, /, **query) -> list[Event]:
    return [line.row for line in browser.get(LIST, **query).context["lines"]]


def test_every_step_is_there_with_person_seat_change_and_reason(auditor, submitted, office):
    Person(office).does("send_back", submitted, note="请补充调研情况")
    text = words(Person(auditor).get(LIST))
    for part in (
        *(office.user.name, "提案委办公室", "退回修改", "已提交 → 退回修改"),
        *("请补充调研情况", submitted.title, "127.0.0.1"),
    ):
        assert part in text


def test_it_is_found_by_person_case_verb_and_day(auditor, submitted, member, office):
    person = Person(auditor)
    assert shown(person, person=member.user.username)[0].action == "submit"
    assert {event.user_id for event in shown(person, person=office.user.name)} == {office.user_id}
    assert {event.case_id for event in shown(person, case="安全防护设施")} == {submitted.pk}
    assert {event.action for event in shown(person, action="submit")} == {"submit"}
    today = clock.today()
    assert shown(person, since=today, until=today)
    assert not shown(person, since=today + timedelta(days=1))
    assert not shown(person, until=today - timedelta(days=1))
    assert not shown(person, case="没有这件提案")
    assert "没有符合条件的记录" in words(person.get(LIST, case="没有这件提案"))


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "昨天", "2026-02-30"])
def test_a_day_that_is_none_breaks_nothing(auditor, day):
    assert Person(auditor).get(LIST, since=day, until=day).status_code == 200


def test_a_case_is_shown_by_what_it_is_called_but_not_opened(auditor, submitted):
    person = Person(auditor)
    assert submitted.get_absolute_url() not in words(person.get(LIST))
    assert person.get(submitted.get_absolute_url()).status_code == 404


def test_the_committees_below_are_there_and_the_neighbours_are_not(here, auditor, elsewhere):
    county = factories.committee("白石县", code="539001", level=Level.COUNTY, parent=here.body)
    factories.member(county, "县里的委员")
    factories.member(elsewhere, "邻州的委员")
    assert {event.committee_id for event in audited_by(auditor)} == {here.body.pk, county.body.pk}
    theirs = factories.person(county, Role.AUDITOR)
    assert {event.committee_id for event in audited_by(theirs)} == {county.body.pk}


@pytest.mark.parametrize("who", ["office", "director", "dispatcher", "liaison", "member"])
def test_nobody_else_reads_or_exports_it(request, who):
    person = Person(request.getfixturevalue(who))
    assert person.get(LIST).status_code == 403
    assert person.get(SHEET).status_code == 403


@pytest.mark.parametrize("role", [Role.SYSADMIN, Role.SECADMIN])
def test_the_other_two_administrators_do_not_either(here, role):
    person = Person(factories.person(here, role))
    assert person.get(LIST).status_code == 403
    assert person.get(SHEET).status_code == 403


def test_it_can_only_be_read(auditor):
    assert Person(auditor).post(LIST).status_code == 405


def test_the_sheet_is_what_the_filters_leave_with_what_proves_it(auditor, submitted, member):
    rows = exported(Person(auditor), action="submit")
    [row] = rows
    assert row["账号"] == member.user.username
    assert (row["事项"], row["案件"]) == ("提交", submitted.title)
    assert row["变化"] == "已提交"
    event = Event.objects.get(action="submit")
    assert (row["序号"], row["校验值"]) == (event.version, event.hash)
    assert len(exported(Person(auditor))) == Event.objects.count()
    assert Event.objects.filter(action="export", user=auditor.user).count() == 2


def test_more_lines_cost_no_more_questions_and_come_page_by_page(here, auditor, office):
    person = Person(auditor)
    asked = []
    for count in (10, 190):
        for _ in range(count):
            note(here.registry, "登记事项", by=hand(office))
        person.get(LIST)
        with CaptureQueriesContext(connection) as seen:
            page = person.get(LIST)
        asked.append(len(seen))
    assert asked[0] == asked[1] <= 8
    assert len(page.context["lines"]) == PAGE
    older = person.get(f"{LIST}{page.context['page']['next_url']}")
    assert older.context["lines"][0].pk < page.context["lines"][-1].pk


def test_the_auditor_finds_the_way_there(auditor):
    assert f'href="{LIST}"' in words(Person(auditor).get("/"))
