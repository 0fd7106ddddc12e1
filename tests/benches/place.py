"""A PostgreSQL with its usual durability, and a Redis, for one measurement; gone afterwards."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from django.core.management import call_command

from config.stack.broker import Broker
from config.stack.postgres import Postgres


@contextmanager
def database() -> Iterator[None]:
    with tempfile.TemporaryDirectory(prefix="tiantong-bench-") as name:
        home = Path(name)
        home.chmod(0o755)
        server = Postgres(home / "pg", home / "postgres.log").start()
        broker = Broker(home / "redis", home / "redis.log").start()
        try:
            os.environ |= (
                server.address
                | broker.address
                | {
                    "DATA_DIR": str(home / "var"),
                    "LOG_LEVEL": "WARNING",
                    "DJANGO_SETTINGS_MODULE": "config.settings",
                }
            )
            django.setup()
            call_command("migrate", interactive=False, verbosity=0)
            yield
        finally:
            broker.stop()
            server.stop()
