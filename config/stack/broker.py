"""Embedded Redis-compatible server: carries tasks, remembers nothing (PostgreSQL remembers)."""

from __future__ import annotations

import os
import socket
import time
from pathlib import Path

from config.stack.binaries import redis_server
from config.stack.child import Child
from config.stack.refusal import Refusal
from config.stack.sockets import folder_for


class Broker:
    """One server on a socket only."""

    def __init__(self, folder: Path, log: Path) -> None:
        self.folder = folder
        self.socket = folder_for(folder) / "redis.sock"
        options = {
            "--port": "0",
            "--unixsocket": str(self.socket),
            "--unixsocketperm": "700",
            "--dir": str(folder),
            "--save": "",
            "--appendonly": "no",
            "--daemonize": "no",
        }
        command: list[str | Path] = [redis_server(), *[w for pair in options.items() for w in pair]]
        self.child = Child("消息服务", command, log, dict(os.environ))

    def start(self, timeout: float = 15) -> Broker:
        """Start, and wait until it answers PING."""
        for folder in (self.folder, self.socket.parent):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.socket.unlink(missing_ok=True)  # left by a killed server
        self.child.start()
        deadline = time.monotonic() + timeout
        while not self.answers():
            if self.child.ended or time.monotonic() > deadline:
                self.child.stop()
                raise Refusal(f"消息服务没有启动，详见 {self.child.log}。")
            time.sleep(0.02)
        return self

    def answers(self) -> bool:
        """Whether it says PONG."""
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(2)
            try:
                line.connect(str(self.socket))
                line.sendall(b"PING\r\n")
                return line.recv(7) == b"+PONG\r\n"
            except OSError:
                return False

    def stop(self) -> None:
        """End it."""
        self.child.stop()

    @property
    def address(self) -> dict[str, str]:
        """The environment by which a client finds it."""
        return {"REDIS_URL": f"unix://{self.socket}"}
