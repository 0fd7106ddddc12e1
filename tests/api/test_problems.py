"""Whatever goes wrong under /api/ is told as a problem, in Chinese, and with the request's id."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from common.problems import PROBLEMS
from tests import factories
from tests.browsing import Person

pytestmark = pytest.mark.django_db
LIST = reverse("api:obligation-list")
ECHO = "/api/v1/echo/"


def told(answer, status, name):
    """The problem, after a look at what all of them have."""
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status
    assert problem["type"].endswith(f"/api/problems/{name}/")
    assert problem["request_id"] == answer["X-Request-ID"]
    assert any("一" <= letter <= "鿿" for letter in problem["detail"])
    assert answer.get("Content-Length", str(len(answer.content))) == str(len(answer.content))
    return problem


def test_a_packed_page_becomes_a_problem_that_can_be_read(member):
    answer = Person(member).client.get("/api/v1/nothing/", headers={"accept-encoding": "gzip"})
    told(answer, 404, "not-found")
    assert not answer.has_header("Content-Encoding")


def test_who_is_not_signed_in_is_told_so_and_led_nowhere():
    answer = Client().get(LIST)
    problem = told(answer, 401, "not-signed-in")
    assert problem["title"] == "尚未登录"
    assert problem["instance"] == LIST
    assert answer["WWW-Authenticate"].startswith("Session")
    assert "Location" not in answer


def test_who_has_no_seat_is_told_whom_to_ask():
    client = Client()
    client.force_login(factories.account("stranger"))
    problem = told(client.get(LIST), 403, "no-seat")
    assert "提案委办公室" in problem["detail"]


def test_who_has_to_change_the_first_password_is_not_led_to_a_page(member):
    member.user.must_change_password = True
    member.user.save()
    told(Person(member).get(LIST), 403, "password-change-required")


@pytest.mark.parametrize("path", ["/api", "/api/", "/api/v1/", "/api/v2/obligations/",
                                  "/api/v1/obligations/0/", "/api/v1/obligations/x/",
                                  f"/api/v1/obligations/{10**30}/", f"/api/v1/calendar/{10**30}/",
                                  "/api/v1/calendar/1900/", "/api/problems/nothing/"])  # fmt: skip
def test_what_is_not_there_is_no_page(member, path):
    told(Person(member).get(path), 404, "not-found")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_everything_but_reading_is_refused_whoever_asks(member, method):
    for client in (Client(), Client(enforce_csrf_checks=True), Person(member).client):
        answer = getattr(client, method)(LIST)
        told(answer, 405, "method-not-allowed")
        assert answer["Allow"] == "GET, HEAD"


def test_who_wants_no_json_is_told_that_there_is_nothing_else(member):
    answer = Person(member, headers={"Accept": "text/html"}).get(LIST)
    told(answer, 406, "not-acceptable")


def test_a_browser_that_takes_anything_is_shown_json(member):
    answer = Person(member, headers={"Accept": "text/html,*/*;q=0.8"}).get(LIST)
    assert answer["Content-Type"] == "application/json"


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ({"state": "late"}, "state"),
        ({"kind": "\x00"}, "kind"),
        ({"due_before": "2026-13-01"}, "due_before"),
        ({"due_after": "昨天"}, "due_after"),
        ({"limit": "0"}, "limit"),
        ({"limit": "501"}, "limit"),
        ({"limit": "九"}, "limit"),
        ({"cursor": "!!"}, "cursor"),
        ({"cursor": "cD1hYmM="}, "cursor"),  # p=abc
        ({"cursor": "cD0" + "5" * 5000}, "cursor"),
        ({"cursor": "bz0xMCZwPTE="}, "cursor"),  # o=10&p=1
        ({"cursor": "提案"}, "cursor"),
    ],
)
def test_each_parameter_that_cannot_be_read_is_named(member, query, name):
    problem = told(Person(member).get(LIST, **query), 400, "invalid-parameters")
    [fault] = problem["errors"]
    assert fault["parameter"] == name
    assert any("一" <= letter <= "鿿" for letter in fault["detail"])


def test_an_unknown_form_of_answer_is_not_asked_for_in_the_address(member):
    assert Person(member).get(LIST, format="xml").status_code == 200


@pytest.mark.parametrize("length", ["abc", "-1"])
def test_a_length_that_is_none_is_refused_at_the_door(member, length):
    answer = Person(member).client.generic("POST", LIST, CONTENT_LENGTH=length)
    told(answer, 400, "bad-request")


def test_what_is_too_big_is_refused_at_the_door(member, settings):
    size = str(settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
    told(Person(member).client.generic("POST", LIST, CONTENT_LENGTH=size), 413, "too-large")


def test_a_strange_host_is_told_as_a_problem():
    told(Client(headers={"Host": "evil.example.org"}).get(LIST), 400, "bad-request")


@pytest.fixture
def further(settings):
    """As the addresses that are to come: some take JSON, one breaks."""
    settings.ROOT_URLCONF = "tests.api.echo"


def test_what_is_no_json_is_refused(member, further):
    client = Person(member).client
    told(client.post(ECHO, "a=1", content_type="text/csv"), 415, "unsupported-media-type")
    told(client.post(ECHO, "{", content_type="application/json"), 400, "bad-request")
    assert client.post(ECHO, "[1]", content_type="application/json").json() == [1]


def test_a_press_from_another_site_is_refused(member, further):
    client = Person(member, enforce_csrf_checks=True).client
    told(client.post(ECHO, "[1]", content_type="application/json"), 403, "forbidden")


def test_who_asks_too_often_is_told_when_to_come_back(member, further):
    answer = Person(member).client.delete(ECHO)
    told(answer, 429, "too-many-requests")
    assert answer["Retry-After"] == "7"


def test_what_breaks_tells_nothing_of_the_inside(member, further):
    answer = Person(member, raise_request_exception=False).get(ECHO)
    told(answer, 500, "server-error")
    assert "机密" not in answer.content.decode()


def test_a_page_of_the_site_keeps_its_errors_as_pages(member):
    answer = Person(member).get("/nowhere/")
    assert answer.status_code == 404
    assert answer["Content-Type"].startswith("text/html")


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda one: one.name)
def test_every_type_is_explained_at_its_address(client, problem):
    page = client.get(problem.path)
    assert page.status_code == 200
    for words in (problem.title, problem.detail, problem.name):
        assert words in page.content.decode()
