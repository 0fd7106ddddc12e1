"""Real worker, beat and Redis around the test's database, which somebody keeps killing."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from config.stack.broker import Broker
from config.stack.child import Child

BASE = Path(__file__).resolve().parents[2]


class Machinery:
    """The background of bin/run; what ends is started anew, as its supervisor does."""

    def __init__(self, folder, mail_port, *, workers=1, beats=1):
        self.broker = Broker(folder / "redis", folder / "redis.log")
        database = connection.settings_dict
        self.env = dict(os.environ) | {
            "DATA_DIR": str(folder),
            "DATABASE_URL": f"postgres://postgres@/{database['NAME']}",
            "PGHOST": database.get("HOST") or os.environ.get("PGHOST", ""),
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": str(mail_port),
            "SWEEP_SECONDS": "1",
            "LOG_LEVEL": "WARNING",
        }
        self.workers = [
            self.celery(folder, f"worker{n}", "worker", "--pool", "threads", "--concurrency", "2",
                        "--without-gossip", "--without-mingle", "-n", f"w{n}@test")
            for n in range(workers)
        ]  # fmt: skip
        self.beats = [
            self.celery(folder, f"beat{n}", "beat", "--pidfile=", "-s", str(folder / f"beat{n}"))
            for n in range(beats)
        ]
        self.kills = 0

    def celery(self, folder, name, *arguments):
        command = [sys.executable, "-m", "celery", "-q", "-A", "config", *arguments]
        log = folder / f"{name}.log"
        return Child(name, command, log, self.env, cwd=BASE, death_signal=signal.SIGKILL)

    @property
    def parts(self):
        return [*self.workers, *self.beats]

    def start(self):
        self.broker.start()
        self.env |= self.broker.address
        for child in self.parts:
            child.env = self.env
            child.start()

    def mend(self):
        """Start anew whatever has ended."""
        if self.broker.child.ended:
            self.broker.start()
        for child in self.parts:
            if child.ended:
                child.restart()

    def kill(self, part=None):
        """kill -9 of one of them, whoever it hits."""
        victim = part or random.choice([*self.parts, self.broker.child])
        os.killpg(victim.process.pid, signal.SIGKILL)
        victim.process.wait()
        self.kills += 1
        self.mend()

    def until(self, true, seconds):
        """Whether it became true in time, while what ends is mended."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if true():
                return True
            self.mend()
            time.sleep(0.2)
        return False

    def stop(self):
        for child in [*self.parts, self.broker.child]:
            if child.process:
                child.process.kill()
                child.stop()


@contextmanager
def running(folder, mail_port, **size):
    machinery = Machinery(folder, mail_port, **size)
    try:
        machinery.start()
        yield machinery
    finally:
        machinery.stop()
