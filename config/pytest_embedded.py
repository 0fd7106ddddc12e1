"""Start a throw-away PostgreSQL and Redis before pytest-django reads the settings."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from config.stack.broker import Broker
from config.stack.postgres import HASTY, Postgres

OURS = "REDIS_STARTED_BY_TESTS"  # workers start their own: a cache cleared by one is the other's

servers: list[Postgres | Broker] = []
homes: list[Path] = []


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    """A conftest would be too late; servers named in the environment are left alone."""
    home = Path(tempfile.mkdtemp(prefix="tiantong-test-"))
    home.chmod(0o755)
    homes.append(home)
    os.environ["DATA_DIR"] = str(home / "var")
    if "DATABASE_URL" not in os.environ:
        options = HASTY | {"max_connections": "200"}
        serve(Postgres(home / "pg", home / "postgres.log", options).start())
    if "REDIS_URL" not in os.environ or OURS in os.environ:
        os.environ[OURS] = "1"
        serve(Broker(home / "redis", home / "redis.log").start())


def serve(server: Postgres | Broker) -> None:
    """Let the settings find it, and remember to stop it."""
    servers.append(server)
    os.environ |= server.address


def pytest_unconfigure() -> None:
    """Stop what was started and leave nothing behind."""
    while servers:
        servers.pop().stop()
    while homes:
        shutil.rmtree(homes.pop(), ignore_errors=True)
