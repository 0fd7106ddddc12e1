"""A cluster whose every new database is migrated already: made once, copied for each run."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from config.stack.postgres import HASTY, Postgres

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / ".pytest_cache" / "d" / "migrated"
# What PostgreSQL copies where it makes a database: the tests' own are born with all tables.
BORN_OF = {"DATABASE_URL": "postgres://postgres@/template1", "REDIS_URL": "redis://nobody"}


def migrated(folder: Path) -> Path:
    """Put a copy at the folder, which does not exist yet; returns it."""
    copy(made(), folder)
    return folder


def made() -> Path:
    """The one to copy from; its making takes ten seconds."""
    kept = KEPT / fingerprint()
    if not kept.exists():
        make(kept)
    return kept


def fingerprint() -> str:
    """Of everything that decides what a migrated database holds."""
    told = hashlib.sha256()
    settings = (ROOT / "config" / "settings.py", ROOT / "requirements.lock")
    for path in (*settings, *sorted(ROOT.glob("*/migrations/*.py"))):
        told.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return told.hexdigest()[:16]


def make(kept: Path) -> None:
    """Migrate a fresh cluster and keep it in place of those of other migrations."""
    with tempfile.TemporaryDirectory(prefix="tiantong-migrated-") as place:
        home = Path(place)
        home.chmod(0o755)
        server = Postgres(home / "pg", home / "postgres.log", dict(HASTY)).start()
        try:
            migrate(os.environ | BORN_OF | {"PGHOST": server.address["PGHOST"]}, home)
        finally:
            server.stop()
        shutil.rmtree(KEPT, ignore_errors=True)
        KEPT.mkdir(parents=True, exist_ok=True)
        half = kept.with_name(home.name)
        copy(home / "pg", half)
        with contextlib.suppress(OSError):  # another run was first
            half.rename(kept)


def migrate(environment: dict[str, str], home: Path) -> None:
    """Raises pytest.UsageError with what manage.py said."""
    command = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
    environment |= {"DATA_DIR": str(home)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise pytest.UsageError(f"数据库迁移失败：\n{done.stderr}")


def copy(source: Path, target: Path) -> None:
    """With owners: the server of root's runs as somebody else."""
    subprocess.run(["cp", "-a", source, target], check=True)


if __name__ == "__main__":
    made()
