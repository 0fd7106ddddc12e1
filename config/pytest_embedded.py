"""Start a throw-away PostgreSQL and Redis before pytest-django reads the settings."""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
from pathlib import Path

import pytest

from config.pytest_migrated import migrated
from config.stack.broker import Broker
from config.stack.postgres import HASTY, Postgres

# Each worker starts its own of these: what one clears is the other's, and the change feed
# waits for every open transaction of its server.
OURS = "SERVERS_STARTED_BY_TESTS"
# A few rows need no clever plan, and to look for one took most of a statement's time. The long
# proofs (-m prove) plan as in service.
OPTIONS = HASTY | {"max_connections": "200"}
QUICK_PLANS = {"join_collapse_limit": "1", "from_collapse_limit": "1"}

servers: list[Postgres | Broker] = []
homes: list[Path] = []


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(args: list[str]) -> None:
    """A conftest would be too late; servers named in the environment are left alone."""
    home = Path(tempfile.mkdtemp(prefix="tiantong-test-"))
    home.chmod(0o755)
    homes.append(home)
    os.environ["DATA_DIR"] = str(home / "var")
    ours = os.environ.get(OURS, "").split()
    wanted = [name for name in ("DATABASE_URL", "REDIS_URL") if name not in os.environ] or ours
    os.environ[OURS] = " ".join(wanted)
    if "DATABASE_URL" in wanted:
        options = OPTIONS | ({} if "prove" in args else QUICK_PLANS)
        serve(Postgres(migrated(home / "pg"), home / "postgres.log", options).start())
    if "REDIS_URL" in wanted:
        serve(Broker(home / "redis", home / "redis.log").start())


def serve(server: Postgres | Broker) -> None:
    """Let the settings find it, and remember to stop it."""
    servers.append(server)
    os.environ |= server.address


def pytest_collection_finish() -> None:
    """What is imported by now stays; to look through it for litter again and again is idle."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def pytest_unconfigure() -> None:
    """Stop what was started and leave nothing behind."""
    while servers:
        servers.pop().stop()
    while homes:
        shutil.rmtree(homes.pop(), ignore_errors=True)
