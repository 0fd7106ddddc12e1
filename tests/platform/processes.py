"""A real bin/run on a free port and a folder of its own, as a person at a terminal has it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import psycopg2

BASE = Path(__file__).resolve().parents[2]
SERVERS = ("DATABASE_URL", "PGHOST", "REDIS_URL", "SECRET_KEY", "PRODUCTION", "DEBUG")
MARKS = {
    "web": "gunicorn",
    "worker": "celery -q -A config worker",
    "beat": "celery -q -A config beat",
    "redis": "redis.sock",
    "postgres": "postgres -D",
}


def free_port() -> int:
    """A port that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(data: Path, port: int) -> dict[str, str]:
    """A terminal that knows of no server."""
    plain = {k: v for k, v in os.environ.items() if k not in SERVERS}
    return plain | {"DATA_DIR": str(data), "PORT": str(port), "DEMO_YEAR": "0"}


def until(true: Callable[[], object], seconds: float) -> bool:
    """Whether it became true in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if true():
            return True
        time.sleep(0.05)
    return False


def command_lines(where: str) -> dict[int, str]:
    """Every living process whose command line or environment names the folder."""
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            try:
                line = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                about = line + (entry / "environ").read_bytes().decode(errors="replace")
            except OSError:
                continue
            if where in about and line:
                found[int(entry.name)] = line
    return found


def cpu_seconds(root: int) -> float:
    """What a process and all that it started have computed so far, those that ended too."""
    parents, spent = {}, {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        number = int(entry.parent.name)
        parents[number], spent[number] = int(fields[1]), sum(map(int, fields[11:15]))
    family = {root}
    while more := {one for one, parent in parents.items() if parent in family} - family:
        family |= more
    return sum(spent.get(one, 0) for one in family) / os.sysconf("SC_CLK_TCK")


class Running:
    """One bin/run."""

    def __init__(self, data: Path, port: int, *arguments: str) -> None:
        self.data, self.port = data, port
        command = [sys.executable, "-m", "config.stack", "--empty", *arguments]
        self.process = subprocess.Popen(
            command, cwd=BASE, env=environment(data, port), text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        self.said = ""

    def up(self) -> Running:
        """Wait for the block with the address, and for both background services."""
        assert self.process.stdout
        for line in self.process.stdout:
            self.said += line
            if "Ctrl-C" in line:
                break
        assert "Ctrl-C" in self.said, self.said + (self.data / "log/prepare.log").read_text()
        assert until(lambda: self.child("beat") and self.child("worker"), 10)
        return self

    def child(self, name: str) -> int | None:
        """The process number of our own child of that name."""
        numbers = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        lines = command_lines(str(self.data))
        return next((int(n) for n in numbers.split() if MARKS[name] in lines.get(int(n), "")), None)

    def get(self, path: str) -> tuple[int, str]:
        """Status and text of a page."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5) as page:
                return page.status, page.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def database(self) -> psycopg2.extensions.connection:
        """A direct line to its database."""
        told = dict(x.split("=", 1) for x in (self.data / "run/env").read_text().splitlines())
        return psycopg2.connect(host=told["PGHOST"], user="postgres", dbname="postgres")

    def end(self, number: int = signal.SIGINT) -> tuple[int, str]:
        """Signal it; its exit code and all it said."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        return self.ended()

    def ended(self) -> tuple[int, str]:
        """Wait for its own end; its exit code and all it said."""
        rest, _ = self.process.communicate(timeout=40)
        return self.process.returncode, self.said + rest
