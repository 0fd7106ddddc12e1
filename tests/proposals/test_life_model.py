"""Any life that a proposal may have: as the table of moves says, whoever tries whatever."""

from __future__ import annotations

import time
from collections import Counter

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from common import clock
from proposals.rules import director
from proposals.workflow import PROPOSAL, Action, CommitmentAction
from tests.life.machine import START, Life
from tests.life.people import Cast
from tests.life.verbs import VERBS
from workflow.procedure import open_gate

STEPS = 150  # of one life
CALM = tuple(HealthCheck)


@pytest.fixture
def lives(here_is_nobody_else):
    """A machine whose people are there already."""
    with clock.frozen(START):
        return type(
            "Lives",
            (Life,),
            {"cast": Cast(), "steps": Counter(), "known": Counter(), "questions": {}}
            | {"events": Counter()},
        )


@pytest.fixture
def here_is_nobody_else(db, settings):
    settings.WORKFLOW_CONSUMERS = []


def run(lives, count, number):
    began = time.monotonic()
    manner = settings(
        max_examples=count, stateful_step_count=STEPS, deadline=None, database=None,
        suppress_health_check=CALM, phases=[Phase.generate],
    )  # fmt: skip
    machine = seed(number)(lives)
    run_state_machine_as_test(machine, settings=manner)
    took = time.monotonic() - began
    tried = sum(lives.steps.values()) - lives.steps["days"]
    print(f"\n{tried} 次尝试，{tried / took:.0f} 次/秒，种子 {number}：{dict(lives.steps)}")
    return tried


def test_a_few_lives_go_as_the_table_says(lives):
    assert run(lives, 4, 436) > 100
    assert {"ok", "forbidden", "wrong_state", "gate"} <= set(lives.steps)


@pytest.mark.parametrize(
    ("action", "wrong"),
    [
        (Action.SCREEN, {"allowed": director}),
        pytest.param(Action.FILE, {"gate": open_gate}, marks=pytest.mark.prove),
        pytest.param(Action.NUMBER, {"target": "transferred"}, marks=pytest.mark.prove),
        pytest.param(Action.HANDLE, {"follows": lambda _: False}, marks=pytest.mark.prove),
    ],
)
def test_a_table_with_one_wrong_word_is_found(lives, monkeypatch, action, wrong):
    """That the model can tell at all."""
    monkeypatch.setitem(PROPOSAL.moves, action, PROPOSAL.moves[action]._replace(**wrong))
    with pytest.raises(AssertionError, match="应为"):
        run(lives, 10, 436)


@pytest.mark.prove
def test_twenty_thousand_tries_go_as_the_table_says(lives):
    """Each life is another one; together at least 20,000 tries."""
    tried, number = 0, 436
    while tried < 20_000:
        tried += run(lives, 10, number)
        lives.steps.clear()
        number += 1
    done = {verb for verb, came in lives.known if came == "ok"}
    refused = {verb for verb, came in lives.known if came != "ok"}
    print(sorted((count, *what) for what, count in lives.known.items() if what[1] == "ok"))
    inside = set(CommitmentAction.values) - {"enrol"}  # of letters of before
    assert inside <= set(lives.events)  # also those inside other verbs
    assert (set(VERBS) - done, set(VERBS) - refused) == (set(), set())
