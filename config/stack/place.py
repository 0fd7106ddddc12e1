"""The data folder: what lies where, who holds it, and what must be true before a start."""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import secrets
import shutil
import socket
from pathlib import Path

from config.stack.binaries import SHARED, open_to_all
from config.stack.refusal import Refusal

LEAST_FREE = 300 * 1024 * 1024  # bytes
LONGEST_LOG = 10 * 1024 * 1024  # bytes
KEPT_LOGS = 3


class Place:
    """One DATA_DIR, held by one running stack."""

    def __init__(self, data: Path) -> None:
        self.data = data.resolve()
        self.run, self.log = self.data / "run", self.data / "log"
        self.told = self.run / "env"
        self.lock: int | None = None

    def prepare(self) -> None:
        """Make the folders; raises Refusal when they cannot be written or the disk is full."""
        try:
            self.data.mkdir(parents=True, exist_ok=True)
            for folder in (self.run, self.log, self.data / "media", self.data / "beat"):
                folder.mkdir(mode=0o700, exist_ok=True)
            (self.run / "probe").write_text("1")
            (self.run / "probe").unlink()
        except OSError as error:
            raise Refusal(self.why(error)) from error
        if shutil.disk_usage(self.data).free < LEAST_FREE:
            raise Refusal(f"磁盘空间不足：{self.data} 所在磁盘至少要留出 300 MB。")

    def why(self, error: OSError) -> str:
        """The sentence for a folder that cannot be written."""
        if error.errno == errno.ENOSPC:
            return f"磁盘空间不足：无法写入 {self.data}，请清理后再运行。"
        return f"无法写入数据目录 {self.data}：请检查权限，或用 DATA_DIR 另指一处。"

    def hold(self) -> None:
        """Take the folder for this process alone; the kernel gives it back however we end."""
        self.lock = os.open(self.run / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = os.read(self.lock, 20).decode() or "未知"
            raise Refusal(
                f"数据目录 {self.data} 已有 bin/run 在运行（进程 {holder}），"
                "请先停止它，或用 DATA_DIR 另指一处。"
            ) from error
        os.ftruncate(self.lock, 0)
        os.write(self.lock, str(os.getpid()).encode())

    def postgres(self) -> Path:
        """Where the database lies: here, or where its account may go when this is a closed home."""
        pointer, here = self.data / "pg.location", self.data / "pg"
        if pointer.exists():
            return Path(pointer.read_text("utf-8").strip())
        if os.geteuid() != 0 or open_to_all(self.data):
            return here
        if here.exists():
            raise Refusal(f"数据库账户无法进入 {self.data}：请对其各级上级目录执行 chmod o+x。")
        chosen = SHARED / hashlib.sha256(os.fsencode(self.data)).hexdigest()[:16] / "pg"
        chosen.parent.mkdir(parents=True, exist_ok=True)
        pointer.write_text(f"{chosen}\n", "utf-8")
        return chosen

    def secret(self) -> str:
        """This folder's own signing key, made once."""
        file = self.data / "secret_key"
        if not file.exists():
            with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as new:
                new.write(secrets.token_urlsafe(64))
        return file.read_text()

    def tell(self, variables: dict[str, str]) -> None:
        """Let manage.py in another terminal find the servers."""
        half = self.told.with_suffix(".new")
        half.touch(0o600)
        pairs = {"PID": str(os.getpid())} | variables
        half.write_text("".join(f"{k}={v}\n" for k, v in pairs.items()), "utf-8")
        half.rename(self.told)

    def leave(self) -> None:
        """Take back what was told; the lock goes with the process."""
        self.told.unlink(missing_ok=True)

    def rotate(self) -> None:
        """Keep the log files small: copy and empty, for their writers append and go on."""
        for log in self.log.glob("*.log"):
            if log.stat().st_size > LONGEST_LOG:
                for n in range(KEPT_LOGS - 1, 0, -1):
                    older = log.with_suffix(f".log.{n}")
                    if older.exists():
                        older.rename(log.with_suffix(f".log.{n + 1}"))
                shutil.copyfile(log, log.with_suffix(".log.1"))
                os.truncate(log, 0)


def free_port(bind: str, port: int) -> None:
    """Raise Refusal when another program listens there."""
    with socket.socket(socket.AF_INET6 if ":" in bind else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((bind, port))
        except OSError as error:
            if error.errno == errno.EADDRNOTAVAIL:
                raise Refusal(f"BIND 所指的 {bind} 不是本机的地址，请核对。") from error
            raise Refusal(
                f"端口 {port} 已被占用或不可用：请用 PORT 换一个，例如 PORT={port + 1} bin/run。"
            ) from error
