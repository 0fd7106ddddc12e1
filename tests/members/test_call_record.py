"""接口调用记录: the security administrator reads who called; nobody changes it; old lines go."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from common import clock
from common.api import OWN
from common.listing import PAGE
from config.api import router, v1
from consultations import doors as consultations
from members import calls, services
from members.models import ApiCall, Level, Role
from members.tasks import forget_calls
from members.views.calls import cells, what
from opinions import doors as opinions
from proposals.doors_keys import KEY_PARTS, LIST_PARTS
from tests import factories
from tests.api.systems import asks_for_token, issued
from tests.browsing import Person
from tests.conftest import sql
from tests.factories import hand
from tests.members.test_sheets import table

pytestmark = pytest.mark.django_db
LIST, SHEET = reverse("clients:calls"), reverse("lists:sheet", args=["calls"])


@pytest.fixture
def keeper(here):
    return Person(factories.person(here, Role.SECADMIN))


@pytest.fixture
def system(here):
    return issued(here)[0]


def line(client=None, days=0, count=1, **told):
    """What was called so many days ago; days of the machine, as the database reckons them."""
    by = (
        {"client": client, "seat": client.seat, "committee": client.seat.committee}
        if client
        else {}
    )
    words = {"method": "GET", "path": "/api/v1/proposals/", "route": "api:proposal-list"}
    words |= {"answer": 200, "at": timezone.now() - timedelta(days=days)} | by | told
    return ApiCall.objects.bulk_create(ApiCall(**words) for _ in range(count))[0]


def words(page) -> str:
    assert page.status_code == 200
    return page.content.decode()


def shown(person, **query):
    return [one.row for one in person.get(LIST, **query).context["lines"]]


# --- the page ------------------------------------------------------------------------------------


def test_who_called_what_and_when_is_read_by_both_administrators(here, keeper, system):
    asks_for_token(system, "wrong")
    signing = f"/api/v1/proposals/{uuid4()}/assignments/2/actions/sign_for/"
    told = {"path": signing, "route": "api:assignments-act:sign_for", "method": "POST"}
    line(system, replayed=True, **told)
    line(system, path="/api/v1/tasks/", route="api:task-list")
    line(system, path="/api/v1/topics/", route="api:topic-births", method="POST")
    for person in (keeper, Person(factories.person(here, Role.AUDITOR))):
        text = words(person.get(LIST))
        claim = f"自称：{system.application.client_id}（未核实）"
        for part in (
            *(claim, "POST /api/v1/token/", "取得令牌", "401", "密钥有误", "127.0.0.1"),
            *(
                "州政府督查系统",
                "承办·签收",
                "协商任务·读取",
                "协商议题·登记议题",
                "重发，未再办理",
                "保存 400 日",
                f"{timezone.localtime():%Y-%m-%d}",
            ),
        ):
            assert part in text


def test_who_called_is_told_as_far_as_it_is_known(here, keeper, system, office):
    bare = factories.account("newcomer", "新来")
    line(system)
    line(user=office.user, seat=office, committee=here.body)
    line(user=bare, committee=here.body)
    line(named="nobody-1", committee=here.body)
    line(committee=here.body)
    told = [(row["who"]["text"], row["who"]["note"]) for row in map(cells, shown(keeper))]
    assert told == [
        ("来源不明", ""),
        ("自称：nobody-1（未核实）", ""),
        ("新来（网站登录）", "没有身份"),
        (f"{office.user}（网站登录）", str(office)),
        ("州政府督查系统", str(system.seat)),
    ]


def test_every_address_is_told_in_words_of_its_own():
    """As the view asks for the permission, each verb by its name; nothing by a bare 读取, 办理."""
    plain = [
        f"{call.method} {call.path}"
        for call in every_call()
        if what(call) in ("读取", "办理", "其他方法", "没有这个地址")
    ]
    assert plain == []
    supervised = f"/api/v1/keys/{uuid4()}/instructions/3/actions/void_instruction/"
    assert told_of("POST", supervised) == "重点提案批示·作废批示"
    written = f"/api/v1/opinions/{uuid4()}/instructions/3/actions/void_instruction/"
    assert told_of("POST", written) == "社情民意批示·作废批示"


def every_call():
    """One of each method that an address takes, and of each verb there."""
    for pattern in v1:
        view = getattr(pattern.callback, "cls", None) or pattern.callback.view_class
        words = re.findall(r"<(?:\w+:)?(\w+)>", str(pattern.pattern))
        for part in PARTS.get(pattern.name, {"": (None, {})}):
            for verb in verbs_of(view, pattern.name, part) if "action" in words else [""]:
                place = {"uid": uuid4(), "pk": 1, "year": 2026, "part": part, "action": verb}
                path = reverse(f"api:{pattern.name}", kwargs={name: place[name] for name in words})
                takes = getattr(pattern.callback, "actions", None) or {
                    name: "" for name in view.http_method_names if hasattr(view, name)
                }
                for method in takes:
                    yield ApiCall(method=method.upper(), path=path, route=f"api:{pattern.name}")


PARTS = {
    "consultation-part-act": consultations.PART_DOORS,
    "opinion-part-act": opinions.PART_DOORS,
    "key-proposal-part-act": KEY_PARTS,
    "key-list-part-act": LIST_PARTS,
}


def verbs_of(view, name, part):
    return PARTS[name][part][1] if part else view.page.doors


def told_of(method, path, answer=200):
    return what(ApiCall(method=method, path=path, answer=answer, route="api:of-old"))


def test_what_nothing_was_done_by_is_not_called_reading():
    read = reverse("api:reply-list")
    assert told_of("HEAD", read) == "答复·读取"
    assert told_of("DELETE", read, 405) == "其他方法"
    assert told_of("POST", read, 405) == "办理"
    assert told_of("GET", "/api/v1/nothing/", 404) == "没有这个地址"
    assert told_of("POST", f"{read}…/", 413) == "办理"


def test_a_view_says_whether_its_uid_is_that_of_a_case():
    about = {
        pattern.name: pattern.callback.cls.of_case
        for pattern in v1
        if "<uuid:" in str(pattern.pattern)
    }
    jobs = {"export", "export-file", "import", "import-confirm"}
    assert {name for name, of_case in about.items() if not of_case} == jobs


def test_all_that_can_be_looked_for_is_short_enough_for_the_record():
    views = [view for _, view, _ in router.registry if getattr(view, "filterset_class", None)]
    names = {name for view in views for name in view.filterset_class.base_filters}
    assert len(names) > 30
    assert [name for name in names | OWN if not calls.PARAMETER.fullmatch(name)] == []


def test_the_newest_is_first_whenever_it_was_written(keeper, system):
    newer, older = line(system, days=1), line(system, days=2)
    assert shown(keeper) == [newer, older]


def test_it_is_found_by_system_day_answer_and_method(here, keeper, system):
    other = issued(here, name="办公系统")[0]
    read, done = line(system), line(other, method="POST", days=3)
    refused, failed = line(other, answer=429), line(other, answer=500, request_id="gate-0000001")
    assert shown(keeper, client=system.pk) == [read]
    today = clock.today()
    assert shown(keeper, since=today) == [failed, refused, read]
    assert shown(keeper, until=today - timedelta(days=1)) == [done]
    assert shown(keeper, answered="refused") == [refused]
    assert shown(keeper, answered="failed") == [failed]
    assert shown(keeper, answered="done", method="GET") == [read]
    assert shown(keeper, method="POST") == [done]
    probed, partly = line(other, method="DELETE", answer=405), line(other, refused=2)
    assert shown(keeper, method="other") == [probed]
    assert shown(keeper, answered="refused") == [partly, probed, refused]
    assert shown(keeper, answered="done", client=other.pk) == [partly, done]
    assert "其中2项被拒绝" in words(keeper.get(LIST))
    assert shown(keeper, request_id=" gate-0000001 ") == [failed]
    assert "更多条件" in words(keeper.get(LIST))
    assert "没有符合条件的记录" in words(keeper.get(LIST, until="2020-01-01"))


def test_a_senseless_condition_is_said_and_not_used(elsewhere, keeper, system):
    mine = line(system)
    foreign = issued(elsewhere, name="外地系统")[0]
    for wrong in ({"client": foreign.pk}, {"client": "x"}, {"answered": "x"}, {"since": "昨天"}):
        page = keeper.get(LIST, **wrong)
        assert "没有使用" in words(page)
        assert [one.row for one in page.context["lines"]] == [mine]
        assert "外地系统" not in words(page)


def test_without_any_call_it_says_so(keeper):
    assert "还没有调用" in words(keeper.get(LIST))


def test_other_committees_see_nothing_of_it(here, elsewhere, system):
    line(system)
    county = factories.committee("白石县", code="539001", level=Level.COUNTY, parent=here.body)
    above = "由最上一级政协查看"
    assert above not in words(Person(factories.person(here, Role.SECADMIN)).get(LIST))
    for place in (elsewhere, county):
        person = Person(factories.person(place, Role.SECADMIN))
        assert shown(person) == []
        assert system.name not in words(person.get(LIST))
        assert above in words(person.get(LIST))
        assert len(exported(person)) == 0
        assert person.get(reverse("clients:client", args=[system.pk])).status_code == 404


def test_other_roles_do_not_read_or_export_it(here, office, member, system):
    for seat in (office, member, factories.person(here, Role.SYSADMIN)):
        person = Person(seat)
        assert person.get(LIST).status_code == 403
        assert person.get(SHEET).status_code == 403
        assert not ApiCall.objects.visible_to(seat).exists()


def test_the_ways_there_are_on_the_pages_of_the_systems(keeper, system):
    assert f'href="{LIST}"' in words(keeper.get(reverse("clients:list")))
    page = words(keeper.get(reverse("clients:client", args=[system.pk])))
    assert f'href="{LIST}?client={system.pk}"' in page
    assert keeper.post(LIST).status_code == 405


def exported(person, **query):
    url = f"{SHEET}?{urlencode(query)}"
    head, *lines = table(person.client.post(url, {"press": uuid4(), "columns": "every"}))
    return [dict(zip(head, line, strict=True)) for line in lines]


def test_it_is_taken_away_with_every_column(keeper, system):
    case = uuid4()
    line(system, case_uid=case, request_id="gate-0000001", query="limit", ms=12)
    line(system, answer=404, problem="not-found")
    [row] = exported(keeper, answered="done")
    assert (row["系统"], row["请求"], row["应答"]) == (system.name, "GET /api/v1/proposals/", "200")
    assert (row["案件"], row["请求编号"]) == (str(case), "gate-0000001")
    assert (row["查询项"], row["用时（毫秒）"]) == ("limit", 12)


def test_more_lines_cost_no_more_questions_and_come_page_by_page(keeper, system):
    asked = []
    for count in (5, 195):
        line(system, count=count, at=clock.now())
        keeper.get(LIST)
        with CaptureQueriesContext(connection) as seen:
            page = keeper.get(LIST)
        asked.append(len(seen))
    assert asked[0] == asked[1] <= 10
    first = [one.pk for one in page.context["lines"]]
    second = shown(keeper, after=first[-1])
    assert len(first) == len(second) == PAGE
    assert first[-1] > second[0].pk  # all at the same moment: by their keys
    assert [one.pk for one in shown(keeper, before=second[0].pk)] == first


def test_a_page_among_many_begins_in_an_index(here, keeper, system):
    """As the planner sees it where scanning all is not worth it."""
    line(system)
    line(committee=here.body, count=300)
    sql("ANALYZE members_apicall")
    sql("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
    sql("SET LOCAL enable_bitmapscan = off")
    for query, index in (
        ({}, "calls_of_committee"),
        ({"client": system.pk}, "calls_of_client"),
        ({"answered": "failed"}, "calls_failed"),
        ({"answered": "refused"}, "calls_refused"),
        ({"method": "POST"}, "calls_to_act"),
        ({"method": "other"}, "calls_otherwise"),
    ):
        with CaptureQueriesContext(connection) as seen:
            keeper.get(LIST, **query)
        [asked] = [one["sql"] for one in seen if "LIMIT 51" in one["sql"]]
        [plan] = ["\n".join(row for (row,) in sql(f"EXPLAIN {asked.replace('%', '%%')}"))]
        assert index in plan, plan
        assert "Sort" not in plan


def test_one_request_id_for_all_calls_makes_none_of_them_slow():
    """It is the caller's own. A hash would go through all equal ones to add one more."""
    found = sql(
        "SELECT DISTINCT amname FROM pg_index JOIN pg_class ON oid = indexrelid"
        " JOIN pg_am ON pg_am.oid = relam WHERE indrelid = 'members_apicall'::regclass"
    )
    assert found == [("btree",)]


# --- kept, and let go ----------------------------------------------------------------------------


def lets_go(statement) -> bool:
    try:
        with transaction.atomic():
            sql(statement)
    except IntegrityError:
        return False
    return True


@pytest.mark.parametrize(
    "trick",
    [
        "UPDATE members_apicall SET answer = 200",
        "DELETE FROM members_apicall",
        "TRUNCATE members_apicall",
        "CREATE SCHEMA mine; CREATE FUNCTION mine.now() RETURNS timestamptz LANGUAGE sql"
        " AS $$SELECT pg_catalog.now() + interval '9 years'$$;"
        " SET LOCAL search_path = mine, pg_catalog;"
        " DELETE FROM public.members_apicall",
        "SELECT set_config('pgtrigger.ignore', '{half_a_year,never_changed}', true);"
        " DELETE FROM members_apicall",
    ],
)
def test_the_database_refuses_to_change_or_delete_a_line(system, trick):
    line(system)
    line(system, days=4000)
    assert not lets_go(trick)
    assert ApiCall.objects.count() == 2


def test_what_is_older_than_the_place_keeps_it_goes_at_night(here, elsewhere, system, keeper):
    kept, ours = line(system, days=399), [line(system, days=401), line(system, days=500)]
    theirs = line(committee=elsewhere.body, days=401)
    line(days=401)  # of nobody, before there was any committee
    rule(elsewhere, "500")
    assert forget_calls() == len(ours) + 1
    assert list(ApiCall.objects.order_by("pk")) == [kept, theirs]


def test_it_goes_in_short_batches(system, monkeypatch):
    monkeypatch.setattr(calls, "AT_ONCE", 2)
    line(system, days=401, count=5)
    with CaptureQueriesContext(connection) as seen:
        assert forget_calls() == 5
    assert sum("DELETE" in one["sql"] for one in seen) == 4  # three, and of nobody


def test_never_less_than_half_a_year(here, system):
    with pytest.raises(ValidationError, match="180至3650"):
        rule(here, "179")
    rule(here, "180")
    young, _ = line(system, days=179), line(system, days=181)
    assert forget_calls() == 1
    assert list(ApiCall.objects.all()) == [young]
    assert not lets_go("DELETE FROM members_apicall")


def test_what_is_older_only_the_task_spares_for_longer(system):
    """The database knows of half a year, not of the rule of the place."""
    line(system, days=181)
    assert lets_go("DELETE FROM members_apicall")


def test_the_clocks_of_site_and_database_need_not_agree(here, system):
    rule(here, "180")
    line(system, days=180)
    with clock.frozen(timezone.now() + timedelta(minutes=30)):
        assert forget_calls() == 0


def rule(place, days):
    by = hand(factories.person(place, Role.SECADMIN))
    terms = {"book": "rule", "code": "calls_kept", "label": days}
    return services.add_entry(place.body, by=by, **terms)
