"""The supervisor: starts every server in order, watches them, and stops them in order."""

from __future__ import annotations

import os
import signal
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from common.disk import is_full
from config import probe
from config.stack.broker import Broker
from config.stack.child import Child
from config.stack.mending import Mending
from config.stack.place import Place
from config.stack.postgres import Postgres
from config.stack.refusal import Refusal

BASE_DIR = Path(__file__).resolve().parent.parent.parent
DEMO, EMPTY = "demo", "empty"
PACE = 0.1  # seconds between two looks
ROTATE_EVERY = 30  # seconds
PATIENCE = 120  # seconds until the first page
FIRST_TIME = "首次启动，正在建立数据库和装入数据，约需一两分钟……"


def say(text: str) -> None:
    """Tell the person now; a closed terminal is no reason to fall."""
    with suppress(OSError):
        print(text, flush=True)


class Stopped(Exception):
    """Somebody asked us to stop while we were still starting."""


@dataclass
class Stack:
    """All processes of one data folder; `story` is demo or empty."""

    place: Place
    port: int
    bind: str
    story: str
    dev: bool = False
    env: dict[str, str] = field(default_factory=lambda: dict(os.environ))
    children: list[Child] = field(default_factory=list)
    stopping: bool = False
    mending: Mending = field(default_factory=Mending)
    full: bool = False
    year: bool = True  # whether the year behind the demo story is wanted
    filling: Child | None = None  # ends by itself, and may

    def listen(self) -> None:
        """Take Ctrl-C and its kin as a wish to stop, never as an interruption."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.wish)

    def wish(self, *_: object) -> None:
        """Remember it; the loop acts on it."""
        self.stopping = True

    def start_servers(self) -> None:
        """PostgreSQL and Redis, unless the environment names real ones."""
        chosen = {
            "DATA_DIR": str(self.place.data),
            "SECRET_KEY": self.env.get("SECRET_KEY") or self.place.secret(),
        }
        if not self.env.get("DATABASE_URL"):
            database = Postgres(self.place.postgres(), self.place.log / "postgres.log")
            self.children.append(database.child)
            chosen |= database.start().address
        if not self.env.get("REDIS_URL"):
            broker = Broker(self.place.data / "redis", self.place.log / "redis.log")
            self.children.append(broker.child)
            chosen |= broker.start().address
        self.env |= chosen | {"PORT": str(self.port), "BIND": self.bind, "PYTHONUNBUFFERED": "1"}
        named = {k: self.env[k] for k in ("DATABASE_URL", "PGHOST", "REDIS_URL") if k in self.env}
        self.place.tell(named | chosen)

    def python(self, name: str, label: str, *arguments: str) -> Child:
        """A child that runs a module of ours, not yet started."""
        command: list[str | Path] = [sys.executable, "-m", *arguments]
        return Child(label, command, self.place.log / f"{name}.log", self.env, cwd=BASE_DIR)

    def prepare(self) -> None:
        """Schema, static files, demo story; raises Refusal when one of them fails."""
        if not (self.place.data / "story").exists():
            say(FIRST_TIME)
        step = self.python("prepare", "准备", "config.stack.prepare", self.story)
        step.start()
        try:
            while not step.ended:
                self.pause()
        finally:
            step.stop()
        if step.process is None or step.process.returncode:
            raise Refusal(f"数据库升级或演示数据载入没有完成，原因见 {step.log}。")

    def start_web(self) -> None:
        """The site first: people wait for it, not for the background."""
        web = self.python("web", "网站", "gunicorn", "-c", "config/gunicorn.py", "config.wsgi")
        self.children.append(web)
        web.start()

    def start_background(self) -> None:
        """Worker and beat; they stand before the site in the list, and so outlive it."""
        worker = ("worker", "--pool", "threads", "--concurrency", "2",
                  "--without-gossip", "--without-mingle")  # fmt: skip
        schedule = str(self.place.data / "beat" / "schedule")
        beat = ("beat", "--pidfile=", "-s", schedule, "-S", "config.heartbeat.Scheduler")
        for name, label, arguments in (("worker", "后台任务", worker), ("beat", "定时任务", beat)):
            child = self.python(name, label, "celery", "-q", "-A", "config", *arguments)
            child.death_signal = signal.SIGKILL  # a polite end could take an hour of tasks
            self.children.insert(-1, child)
            child.start()

    def start_filling(self) -> None:
        """The year behind the demo story, while people look round already."""
        if self.year and (self.place.data / "story").read_text() == DEMO:
            self.filling = self.python("year", "年度数据", "manage", "load_year", "--gently")
            self.filling.start()

    def await_first_page(self) -> None:
        """Until the site answers; raises Refusal when it does not within two minutes."""
        deadline = time.monotonic() + PATIENCE
        here = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.bind, self.bind)
        while probe.answer("/healthz", self.port, here) != 200:
            self.pause()
            if time.monotonic() > deadline:
                raise Refusal(f"网站没有按时启动，原因见 {self.place.log / 'web.log'}。")

    def pause(self) -> None:
        """A short wait; raises Stopped on a wish to stop, Refusal when a child is lost."""
        time.sleep(PACE)
        if self.stopping:
            raise Stopped
        for child in self.vital():
            if child.ended:
                self.mend(child)

    def mend(self, child: Child) -> None:
        """Start it anew where that is allowed; raises Refusal where all must stop."""
        if is_full(self.place.data):
            raise Refusal(
                f"磁盘空间不足，{child.name}已停止，已全部关闭，数据完好；"
                "请清理后再次运行 bin/run。"
            )
        if not self.mending.may(child.log.name):
            raise Refusal(
                f"{child.name}意外停止，已全部关闭，数据完好；"
                f"请再次运行 bin/run，原因见 {child.log}。"
            )
        child.restart()
        say(f"{child.name}意外停止，已重新启动，原因见 {child.log}。")

    def vital(self) -> list[Child]:
        """The children without whom we stop."""
        return self.children

    def watch(self) -> None:
        """Until somebody stops us or a child ends."""
        rotated = time.monotonic()
        while True:
            self.pause()
            if time.monotonic() - rotated > ROTATE_EVERY:
                rotated = time.monotonic()
                self.keep_room()

    def keep_room(self) -> None:
        """Small logs; a full disk is told when it becomes full, not every time again."""
        was, self.full = self.full, is_full(self.place.data)
        if not self.full:
            self.place.rotate()
        elif not was:
            say(f"磁盘空间不足：{self.place.data} 所在磁盘不到 10 MB，请立即清理。")

    def stop(self) -> None:
        """Web, beat, worker, Redis, PostgreSQL: the reverse of their start."""
        if self.filling:
            self.filling.stop()
        while self.children:
            self.children.pop().stop()
        self.place.leave()
