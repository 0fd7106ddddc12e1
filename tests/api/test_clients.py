"""Another system comes in with its secret, as far as it was allowed, until it is revoked."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from oauth2_provider.models import AccessToken, Application

from members import services
from members.models import ClientUse, Role, Seat, User
from members.scopes import labels
from tests import factories
from tests.api.systems import System, asks_for_token, issued, system
from tests.api.test_problems import told
from tests.browsing import signs_in
from tests.factories import hand
from workflow.chain import faults
from workflow.models import Event

pytestmark = pytest.mark.django_db
LIST = reverse("api:obligation-list")


@pytest.fixture
def pair(here):
    return issued(here)


def keeper(client):
    return hand(Seat.objects.get(role=Role.SECADMIN, registry=client.registry))


def test_a_secret_gets_a_token_and_the_token_opens_what_is_owed(signed_for, here):
    answer = system(here, Role.DISPATCHER, system=here.government).get(LIST)
    assert answer.status_code == 200
    assert "reply" in {line["kind"] for line in answer.json()["results"]}


def test_neither_secret_nor_token_can_be_read_from_the_database(pair):
    client, secret = pair
    token = System(client, secret).token
    kept = str(list(Application.objects.values())) + str(list(AccessToken.objects.values()))
    assert AccessToken.objects.count() == 1
    assert secret not in kept
    assert token not in kept


def test_a_wrong_secret_is_told_in_the_words_of_both_standards(pair):
    answer = asks_for_token(pair[0], "wrong")
    assert told(answer, 401, "invalid-client")["error"] == "invalid_client"


@pytest.mark.parametrize(
    ("words", "error"),
    [
        ({"grant_type": "password", "username": "x", "password": "y"}, "unsupported_grant_type"),
        ({"scope": "proposals:rule_the_world"}, "invalid_scope"),
    ],
)
def test_what_cannot_be_asked_for_is_refused(pair, words, error):
    client, secret = pair
    answer = asks_for_token(client, secret, **words)
    assert (answer.status_code, answer.json()["error"]) == (400, error)


def test_a_name_that_no_client_can_have_is_no_error_of_ours(pair):
    client, secret = pair
    client.application.client_id = "\x00"
    told(asks_for_token(client, secret), 401, "invalid-client")
    words = {"grant_type": "client_credentials", "client_id": "\x00", "client_secret": "\x00"}
    for way in ({}, {"QUERY_STRING": "a=%zz"}, {"QUERY_STRING": "client_id=%00"}):
        assert Client().post(reverse("api:token"), words, **way).status_code in (400, 401)


def test_the_token_is_only_taken_from_the_header(pair):
    one = System(*pair)
    answer = Client().get(LIST, {"access_token": one.token})
    told(answer, 401, "not-signed-in")


def test_an_expired_token_is_told_as_invalid(pair):
    one = System(*pair)
    AccessToken.objects.update(expires=timezone.now() - timedelta(seconds=1))
    told(one.get(LIST), 401, "invalid-token")


def test_a_revoked_client_is_out_with_the_next_call(pair):
    client, secret = pair
    one = System(client, secret)
    services.revoke_client(client, by=keeper(client), reason="项目终止")
    told(one.get(LIST), 401, "invalid-token")
    told(asks_for_token(client, secret), 401, "invalid-client")


def test_a_new_secret_ends_the_old_one_and_its_tokens(pair):
    client, secret = pair
    one = System(client, secret)
    client, newer = services.rotate_secret(client, by=keeper(client))
    told(one.get(LIST), 401, "invalid-token")
    told(asks_for_token(client, secret), 401, "invalid-client")
    assert System(client, newer).get(LIST).status_code == 200


def test_without_the_scope_nothing_is_read(here):
    told(system(here, scopes=["proposals:read"]).get(LIST), 403, "insufficient-scope")


def test_a_token_may_be_narrower_than_its_client(pair):
    told(System(*pair, scope="proposals:read").get(LIST), 403, "insufficient-scope")


def test_a_scope_that_is_taken_away_is_missed_by_tokens_that_are_out(pair):
    one = System(*pair)
    services.adjust_client(pair[0], by=keeper(pair[0]), scopes=["proposals:read"], rate=300)
    told(one.get(LIST), 403, "insufficient-scope")


def test_who_asks_too_often_is_told_when_to_come_back(here):
    one = system(here, rate=2)
    assert [one.get(LIST).status_code for _ in range(3)] == [200, 200, 429]
    late = one.get(LIST)
    told(late, 429, "too-many-requests")
    assert 1 <= int(late["Retry-After"]) <= 60


def test_guessing_secrets_is_slowed_down(pair, monkeypatch):
    monkeypatch.setattr("members.tokens.TRIES", 2)
    client, _ = pair
    answers = [asks_for_token(client, "guess").status_code for _ in range(3)]
    assert answers == [401, 401, 429]


def test_every_call_is_counted_under_the_name_of_the_client(pair):
    one = System(*pair)
    for _ in range(3):
        one.get(LIST)
    one.get(reverse("api:obligation-detail", args=[1]))
    counts = {(use.method, use.address, use.answer): use.calls for use in ClientUse.objects.all()}
    assert counts == {
        ("POST", "api:token", 200): 1,
        ("GET", "api:obligation-list", 200): 3,
        ("GET", "api:obligation-detail", 404): 1,
    }


# --- who it is -----------------------------------------------------------------------------------


def test_only_the_security_administrator_issues_clients(here, office):
    terms = {"name": "某系统", "role": "client", "scopes": ["proposals:read"], "rate": 60}
    for seat in (office, factories.person(here, Role.SYSADMIN)):
        with pytest.raises(PermissionDenied):
            services.issue_client(here.registry, by=hand(seat), **terms)
    assert not User.objects.filter(is_machine=True).exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"role": "director"}, "role"),
        ({"role": "member"}, "role"),
        ({"scopes": ["proposals:everything"]}, "scopes"),
        ({"scopes": []}, "scopes"),
        ({"rate": 0}, "rate"),
    ],
)
def test_what_does_not_fit_is_named(here, pair, wrong, field):
    terms = {"name": "别的系统", "role": "client", "scopes": ["proposals:read"], "rate": 60}
    with pytest.raises(ValidationError) as refusal:
        services.issue_client(here.registry, by=keeper(pair[0]), **(terms | wrong))
    assert set(refusal.value.message_dict) == {field}


def test_a_machine_owes_nothing_and_nobody_signs_in_as_it(here):
    client, secret = issued(here, Role.LIAISON, unit=factories.unit(here, "州水务局"))
    account = client.seat.user
    assert client.seat not in Seat.objects.held()
    assert account not in User.objects.visible_to(here.office)
    assert not signs_in(account.username, secret)


def test_the_record_knows_the_issue_and_never_the_secret(pair):
    client, secret = pair
    events = Event.objects.filter(subject_type=client.kind())
    assert [event.action for event in events] == ["issue"]
    assert secret not in str(list(events.values()))


def test_a_whole_life_of_a_client_is_proved_by_the_record(pair):
    client, by = pair[0], keeper(pair[0])
    services.adjust_client(client, by=by, scopes=["tasks:read"], rate=60)
    services.rotate_secret(client, by=by)
    services.revoke_client(client, by=by, reason="项目终止")
    events = Event.objects.filter(subject_type=client.kind()).order_by("version")
    assert [event.action for event in events] == ["issue", "adjust", "rotate", "revoke"]
    assert list(faults()) == []


def test_a_count_that_is_lost_shuts_nobody_out(pair, settings):
    one = System(*pair)
    nowhere = {"BACKEND": "django.core.cache.backends.redis.RedisCache",
               "LOCATION": "redis://127.0.0.1:1"}  # fmt: skip
    settings.CACHES = {"default": nowhere}
    assert one.get(LIST).status_code == 200


def test_a_scope_has_its_words():
    assert labels()["assignments:sign_for"] == "承办·签收"
    assert all(name.count(":") == 1 and " " not in name for name in labels())


def test_what_scopes_call_a_door_fits_the_library(pair):
    """No scope is longer than what a token keeps, all together."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT data_type FROM information_schema.columns"
                       " WHERE table_name = 'oauth2_provider_accesstoken'"
                       " AND column_name = 'scope'")  # fmt: skip
        assert cursor.fetchall() == [("text",)]
