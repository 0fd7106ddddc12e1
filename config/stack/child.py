"""A server as our own child: it dies with us, logs to its own file and is stopped in order."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

LIBC = ctypes.CDLL(None, use_errno=True)
PR_SET_PDEATHSIG = 1
PATIENCE = 20  # seconds a child may take to stop


def die_with(parent: int, signal_number: int) -> Callable[[], None]:
    """Run in the child: the kernel signals it when the parent dies, however the parent dies."""

    def arrange() -> None:
        LIBC.prctl(PR_SET_PDEATHSIG, signal_number)
        if os.getppid() != parent:  # it died before we asked
            os._exit(1)

    return arrange


@dataclass
class Child:
    """One long-running process in a session of its own, so that Ctrl-C reaches only the parent."""

    name: str
    command: list[str | Path]
    log: Path
    env: Mapping[str, str]
    stop_signal: int = signal.SIGTERM
    identity: dict[str, Any] = field(default_factory=dict)
    cwd: Path | None = None
    death_signal: int | None = None  # when the parent dies; None: as it is stopped
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it; only the main thread may, for the kernel binds the child to the thread."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                env=dict(self.env),
                cwd=self.cwd,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=die_with(os.getpid(), self.death_signal or self.stop_signal),
                **self.identity,
            )

    def restart(self) -> None:
        """Start it anew, after what it may have left is gone."""
        self.stop()
        self.start()

    @property
    def ended(self) -> bool:
        """Whether it is no longer running (asking also reaps it)."""
        return self.process is not None and self.process.poll() is not None

    def stop(self) -> None:
        """Ask, wait, insist; then sweep what it may have left in its session."""
        if self.process is None:
            return
        if not self.ended:
            self.process.send_signal(self.stop_signal)
            try:
                self.process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.sweep()

    def sweep(self) -> None:
        """End the grandchildren of a child that was killed."""
        assert self.process is not None
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            return
