"""Every operation by what its description allows and forbids: no 5xx, and every answer described.

The cases come from schemathesis; what stands in addresses is often made true (a case, a share, a
verb, its version), or nearly all would end at "not found".
"""

from __future__ import annotations

import random
from collections import Counter
from contextlib import suppress
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.urls import reverse

from common import clock
from members.models import Role
from members.scopes import OFFERED
from proposals.doors_keys import KEY_PARTS, LIST_PARTS
from proposals.services import keys, warnings
from tests.api.systems import system
from tests.api.test_acts import tag
from tests.factories import hand
from tests.keys.choosing import chosen
from tests.promising import stood_always

pytestmark = [pytest.mark.django_db, pytest.mark.prove]
CASES, STEPS, LONGEST = 260, 12, 10**6  # of an operation; of a story; calls in a minute
TELLERS, STORIES = 25, 4  # of each
KIND = "application/problem+json"


class World:
    """Who asks, and what is there: by the first word of addresses, and else."""

    def __init__(self, clients, rows):
        self.clients, self.rows, self.chance = clients, rows, random.Random(9)
        self.came, self.faults = Counter(), {}

    def dressed(self, case):
        """With a token, a key and a version; the address made true more often than not."""
        pick, token = self.chance, self.chance.choice(self.clients).token
        row = pick.choice(self.rows.get(case.path.split("/")[3], self.rows[""]))
        if case.path_parameters and pick.random() < 0.8:
            case.path_parameters = self.true(case, row)
        given = {"Authorization": f"Bearer {token}", "Accept-Encoding": "identity"}
        if case.method == "POST":
            given["Idempotency-Key"] = pick.choice((str(uuid4()), "again", ""))
            given["If-Match"] = pick.choice((tag(row), tag(row), '"old"', ""))
        return {name: value for name, value in given.items() if value}

    def true(self, case, row):
        pick = self.chance
        verbs = [name.partition(":")[2] for told in OFFERED.values() for name in told]
        kind = case.path.split("/")[-5] if "{action}" in case.path else ""
        own = [name.partition(":")[2] for name in OFFERED.get(kind, {})] or verbs
        known = {"uid": str(row.case.uid), "id": row.pk, "pk": row.pk, "action": pick.choice(own)}
        words = (*OFFERED, *KEY_PARTS, *LIST_PARTS)
        known |= {"part": pick.choice(words), "year": pick.choice((2026, 2004, 2099))}
        return {name: known.get(name, old) for name, old in case.path_parameters.items()}

    def judge(self, case, answer):
        """By the description status, type and shape; an error is a problem besides."""
        self.came[answer.status_code] += 1
        kind = answer.headers.get("content-type", [""])[0]
        try:
            assert answer.status_code < 400 or kind == KIND, kind
            case.validate_response(answer, checks=checks())
        except (Exception, BaseExceptionGroup) as fault:
            place = (case.method, case.path, answer.status_code)
            told = f"{case.formatted_path} {case.query} {case.body}"[:300]
            self.faults.setdefault(place, f"{told}\n{first(fault)}"[:900])


def first(fault):
    """What a group of failures says first."""
    while isinstance(fault, BaseExceptionGroup):
        fault = fault.exceptions[0]
    return str(fault)


@pytest.fixture
def supervision(here, delivered, education, office, director):
    """A letter, a year's list, and a key proposal with a line of its plan."""
    day, by = clock.today() + timedelta(days=30), hand(office)
    told = {"unit": education, "shares": [delivered], "reason": "逾期", "words": "请抓紧"}
    letter = warnings.issue_warning(here.body, by=by, due_on=day, **told)
    year = chosen(delivered.proposal, office, director)
    line = {"content": "加装护栏", "unit": education, "due_on": day}
    item = keys.propose_item(year.keys.get(), by=by, **line)
    return {"warnings": [letter], "key-lists": [year.candidates.get()], "keys": [item]}


@pytest.fixture
def world(here, delivered, education, supervision, monkeypatch):
    monkeypatch.setattr("members.services.clients.FASTEST", LONGEST)
    kinds = {"office": {}, "liaison": {"unit": education}, "client": {}}
    clients = [
        system(here, Role(kind), name=kind, rate=LONGEST, **more) for kind, more in kinds.items()
    ]
    rows = [delivered.proposal, delivered, stood_always(delivered)]
    return World(clients, {"": rows} | supervision)


@pytest.fixture
def one_connection():
    """The server would close what this test's own transaction is in."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def description(world, one_connection):
    import schemathesis

    token = {"Authorization": f"Bearer {world.clients[0].token}"}
    app = get_wsgi_application()
    return schemathesis.openapi.from_wsgi(reverse("api:schema"), app=app, headers=token)


def checks():
    from schemathesis import checks as known
    from schemathesis.specs.openapi import checks as more

    return [
        known.not_a_server_error, more.status_code_conformance,
        more.content_type_conformance, more.response_schema_conformance,
    ]  # fmt: skip


def settings(**more):
    from hypothesis import HealthCheck
    from hypothesis import settings as told

    quiet = {"deadline": None, "database": None, "derandomize": True} | more
    return told(suppress_health_check=list(HealthCheck), **quiet)


def test_every_operation_answers_as_it_is_described(description, world):
    from hypothesis import given
    from schemathesis import GenerationMode

    tried = 0
    for found in description.get_all_operations():
        operation = found.ok()
        if operation.path.endswith("/token/"):
            continue
        told = {"parameters", "requestBody"} & operation.definition.raw.keys()
        wrong = [GenerationMode.NEGATIVE] if told else []  # nothing is told wrongly there
        for mode in (GenerationMode.POSITIVE, *wrong):
            strategy = operation.as_strategy(generation_mode=mode)  # of each, or the test fails

            @settings(max_examples=CASES // 2)
            @given(case=strategy)
            def run(case):
                world.judge(case, case.call(headers=world.dressed(case)))

            run()
            tried += CASES // 2
    print(f"{tried} 例：{dict(sorted(world.came.items()))}")
    assert world.faults == {}
    assert sum(world.came.values()) >= 10_000
    assert {200, 304, 401, 403, 404, 409, 412, 422, 428} - {304, 401, 409} <= set(world.came)


def test_stories_of_several_steps(description, world, monkeypatch):
    """What one operation answered goes into the next. Each story leaves something behind, so the
    same beginning may lead elsewhere; where that puts the teller out, the next one begins."""
    from hypothesis.errors import FlakyStrategyDefinition

    machine = description.as_state_machine()

    class Story(machine):
        def get_call_kwargs(self, case):
            return {"headers": world.dressed(case)}

        def validate_response(self, response, case, **more):
            world.judge(case, response)

    told = settings(max_examples=STORIES, stateful_step_count=STEPS, derandomize=False)
    for seed in range(TELLERS):
        monkeypatch.setattr("hypothesis.core.global_force_seed", seed)
        with suppress(FlakyStrategyDefinition):
            Story.run(settings=told)
    print(f"{sum(world.came.values())} 步：{dict(sorted(world.came.items()))}")
    assert world.faults == {}
    assert sum(world.came.values()) > 100
