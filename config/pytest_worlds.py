"""Rows that many tests begin with are made once: fixtures, kept as savepoints of one transaction.

A fixture that does nothing but make rows out of other such fixtures (`here`, `cast`, `filed`)
need not run for every test. Those a test begins with are made below the savepoint that the test
is rolled back to, one savepoint for each. The next test keeps as many as it begins with too, in
the same order, and rolls back the others. It is given copies: what it does to them is its own.

Nothing changes for who writes a fixture. One that does more than rows (files, settings, the
clock, a browser) depends on more than rows, and runs as ever, as do all that come after it.
"""

from __future__ import annotations

import inspect
import pickle
from collections.abc import Generator
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import pytest
from django.core.cache import cache
from django.core.files.storage import Storage
from django.db import connection, transaction

from common import clock

TESTS = Path(__file__).resolve().parent.parent / "tests"
NOT_ROLLED_BACK = {"transactional_db", "live_server", "django_db_reset_sequences"}
# They run before, touch no row, and decide nothing that a row would depend on.
BESIDE = {"nothing_cached", "tables_can_be_emptied_between_tests", "files_apart"}

Definition = pytest.FixtureDef[Any]


class Step(NamedTuple):
    """A fixture, and which ones its arguments are; None is the database itself."""

    made_by: Definition
    needs: dict[str, Definition | None]


class Layer(NamedTuple):
    step: Step
    savepoint: transaction.Atomic
    kept: bytes  # every value so far


class Worlds:
    """The layers that stand now, the lowest first; the last ones fall with the database."""

    def __init__(self) -> None:
        self.layers: list[Layer] = []
        self.unfit: set[Definition] = set()  # what they return cannot be copied
        self.moment: date | datetime | None = None

    def stand(self, steps: list[Step]) -> dict[Definition, Any]:
        """Copies of what these fixtures return, as many of the first ones as can be kept."""
        if connection.in_atomic_block and not self.layers:
            return {}  # somebody else's transaction, longer than a test's
        shared = self.shared(steps)
        self.fall(shared)
        if shared < len(steps):
            cache.clear()
        for step in steps[shared:]:
            if not self.grow(step):
                break
        return self.values()

    def shared(self, steps: list[Step]) -> int:
        """How many layers are those of these steps; another day's are nobody's."""
        self.moment, before = moment(), self.moment
        if self.moment != before or connection.closed_in_transaction:
            return 0
        pairs = zip(self.layers, steps, strict=False)
        parted = (n for n, (layer, step) in enumerate(pairs) if layer.step != step)
        return next(parted, min(len(self.layers), len(steps)))

    def values(self) -> dict[Definition, Any]:
        """Fresh copies; what is one object in two of them stays one."""
        kept: list[Any] = pickle.loads(self.layers[-1].kept) if self.layers else []
        return {layer.step.made_by: one for layer, one in zip(self.layers, kept, strict=True)}

    def grow(self, step: Step) -> bool:
        """Make one more; whether it could be. What fails here fails again in the test."""
        if step.made_by in self.unfit:
            return False
        before = self.values()
        savepoint = opened()
        try:
            needs = {name: one and before[one] for name, one in step.needs.items()}
            with patch.object(Storage, "save", refuse):
                made = step.made_by.func(**needs)
            check_references()
            kept = pickle.dumps([*before.values(), made])
        except (Exception, pytest.skip.Exception):
            undo(savepoint)
            self.unfit.add(step.made_by)
            return False
        self.layers.append(Layer(step, savepoint, kept))
        return True

    def fall(self, to: int = 0) -> None:
        """Roll back all but so many."""
        while len(self.layers) > to:
            undo(self.layers.pop().savepoint)


def moment() -> date | datetime:
    """Today; the very instant where the clock stands still, for it then shows the same twice."""
    now = clock.now()
    return now if now == clock.now() else clock.today()


def refuse(*_: object, **__: object) -> None:
    """A file would stay when its row is rolled back."""
    raise TypeError("不只是数据库里的行")


def opened() -> transaction.Atomic:
    """As Django's own TestCase opens one: a service may still ask for the outermost."""
    block = transaction.atomic()
    block._from_testcase = True  # type: ignore[attr-defined]
    block.__enter__()
    return block


def undo(block: transaction.Atomic) -> None:
    transaction.set_rollback(True)
    block.__exit__(None, None, None)


def check_references() -> None:
    """Once here; else they would be looked at again at the end of every test."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


worlds = Worlds()
GIVEN = pytest.StashKey[dict[Definition, Any]]()


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(
    fixturedef: Definition, request: pytest.FixtureRequest
) -> Generator[None, object, object]:
    """Stand the world up before the test's own savepoint; hand its parts out afterwards."""
    if opens_the_database(fixturedef):
        request.node.stash[GIVEN] = begin(request)
    elif fixturedef.scope != "function" and ours(fixturedef):
        fall(request)
    elif fixturedef in request.node.stash.get(GIVEN, {}):
        return (yield from instead(fixturedef, request.node.stash[GIVEN][fixturedef]))
    return (yield)


def opens_the_database(definition: Definition) -> bool:
    """Whether it is pytest-django's own, at whose savepoint the test is rolled back."""
    inside = definition.func.__module__ == "pytest_django.fixtures"
    return inside and definition.argname.startswith("_django_db_")


def instead(fixturedef: Definition, value: object) -> Generator[None, object, object]:
    """Let pytest set the fixture up as ever, but find the value made."""
    makes = fixturedef.func
    vars(fixturedef)["func"] = lambda **_: value
    try:
        return (yield)
    finally:
        vars(fixturedef)["func"] = makes


def begin(request: pytest.FixtureRequest) -> dict[Definition, Any]:
    """What the test is given; nothing where it is not rolled back."""
    mark = request.node.get_closest_marker("django_db")
    if (mark and (mark.args or mark.kwargs)) or NOT_ROLLED_BACK & set(request.fixturenames):
        fall(request)
        return {}
    walk = Walk(request.node)
    for name in ("django_db_setup", *walk.clocks):
        request.getfixturevalue(name)
    with request.getfixturevalue("django_db_blocker").unblock():
        return worlds.stand(walk.steps)


def fall(request: pytest.FixtureRequest) -> None:
    """Nothing may stand while somebody commits."""
    if worlds.layers:
        with request.getfixturevalue("django_db_blocker").unblock():
            worlds.fall()


def ours(definition: Definition) -> bool:
    """Whether the fixture is written in this house."""
    code = inspect.unwrap(definition.func).__code__
    return TESTS in Path(code.co_filename).parents


class Walk:
    """The order in which pytest will come by the fixtures of a test, up to the first that does
    more than rows."""

    def __init__(self, test: pytest.Function) -> None:
        self.known = test._fixtureinfo.name2fixturedefs
        self.steps: list[Step] = []
        self.seen: dict[Definition, bool] = {}
        self.clocks: list[str] = []
        for name in test.fixturenames:
            if not self.visit(name):
                break

    def visit(self, name: str, asked_by: Definition | None = None) -> bool:
        """Go on? Those that the fixture needs come before it."""
        definition = self.of(name, asked_by)
        if definition is None or definition in self.seen:
            return True
        if not all(self.visit(one, definition) for one in definition.argnames):
            return False
        self.seen[definition] = self.makes_rows(definition)
        if self.seen[definition]:
            self.steps.append(Step(definition, self.needs(definition)))
        return self.seen[definition] or self.beside(definition) or not ours(definition)

    def beside(self, definition: Definition) -> bool:
        """Who asks for nothing and comes before all rows can but stop the clock."""
        if definition.argname in BESIDE:
            return True
        if definition.argnames or self.steps:
            return False
        self.clocks.append(definition.argname)
        return True

    def of(self, name: str, asked_by: Definition | None) -> Definition | None:
        """The nearest of that name; one that asks for its own name means the next nearest."""
        nearest = list(self.known.get(name, ()))
        if asked_by in nearest:
            nearest = nearest[: nearest.index(asked_by)]
        return nearest[-1] if nearest else None

    def needs(self, definition: Definition) -> dict[str, Definition | None]:
        named = {name: self.of(name, definition) for name in definition.argnames}
        return {name: None if name == "db" else one for name, one in named.items()}

    def makes_rows(self, definition: Definition) -> bool:
        plain = definition.scope == "function" and not inspect.isgeneratorfunction(definition.func)
        sources = [self.of(name, definition) for name in definition.argnames]
        rows = [one and (one.argname == "db" or self.seen.get(one)) for one in sources]
        return plain and ours(definition) and bool(rows) and all(rows)
