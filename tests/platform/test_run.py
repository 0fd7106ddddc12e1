"""What a person sees who starts, stops, kills and starts again."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.platform.processes import (
    BASE,
    Running,
    command_lines,
    environment,
    free_port,
    until,
)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="进程测试只在 Linux 上运行")


@pytest.fixture(scope="module")
def data() -> Iterator[Path]:
    """One folder for the whole story, open to the database's account as /srv would be."""
    with tempfile.TemporaryDirectory(prefix="tiantong-office-") as folder:
        Path(folder).chmod(0o755)  # pytest's own folders are closed to all other accounts
        yield Path(folder) / "var"


@pytest.fixture(scope="module")
def port() -> int:
    return free_port()


@pytest.fixture(scope="module")
def running(data: Path, port: int) -> Iterator[Running]:
    """The stack that the first tests share."""
    stack = Running(data, port).up()
    yield stack
    stack.end()


def ask(
    data: Path, port: int, *arguments: str, typed: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run a Python module of ours in another terminal, type that, then leave."""
    return subprocess.run(
        [sys.executable, *arguments], cwd=BASE, env=environment(data, port),
        input=typed, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def test_the_first_start_tells_the_address_and_serves_a_page(running, port):
    assert f"http://localhost:{port}/" in running.said
    assert running.get("/healthz") == (200, '{"alive": true}')
    static = running.data / "static"
    assert list(static.glob("app.*.css.gz"))
    assert not [one for one in static.rglob("*.gz") if one.parent != static]  # libraries take long


def test_a_monitor_sees_all_parts_work_a_moment_later(running):
    assert until(lambda: running.get("/readyz") == (200, '{"ready": true, "failing": []}'), 25)


def test_manage_in_another_terminal_reaches_the_servers_by_itself(running, data, port):
    with running.database() as connection, connection.cursor() as cursor:
        cursor.execute("CREATE TABLE proof (number int); INSERT INTO proof VALUES (436)")
    query = "SELECT 'number ' || number FROM proof"
    code = f"from django.db import connection as c; k = c.cursor(); k.execute({query!r}); print(*k)"
    assert "number 436" in ask(data, port, "manage.py", "shell", "-c", code).stdout


def test_who_leaves_the_questions_of_the_first_day_reads_one_sentence(running, data, port):
    left = ask(data, port, "manage.py", "setup_office", typed="539900\n政协彩云州委员会\n")
    assert (left.returncode, left.stderr.strip()) == (1, "已取消，什么也没有建立。")


def test_no_line_for_machines_stands_between_questions_and_answers(running, data, port):
    code = "import structlog; structlog.get_logger().info('moved'); print('done')"
    told = ask(data, port, "manage.py", "shell", "-v", "0", "-c", code)
    assert (told.stdout, told.stderr) == ("done\n", "")


def test_a_second_start_on_the_same_folder_says_who_holds_it(running, data, port):
    second = ask(data, free_port(), "-m", "config.stack", "--empty")
    assert second.returncode == 1
    assert second.stderr.count("\n") == 1
    assert f"已有 bin/run 在运行（进程 {running.process.pid}）" in second.stderr


def test_an_occupied_port_is_told_in_one_sentence(running, port, tmp_path):
    other = ask(tmp_path / "var", port, "-m", "config.stack", "--empty")
    assert other.returncode == 1
    assert other.stderr.count("\n") == 1
    assert f"端口 {port} 已被占用" in other.stderr


def test_the_logs_are_one_json_object_a_line(running):
    import json

    running.get("/healthz")
    lines = (running.data / "log/web.log").read_text().splitlines()
    served = [json.loads(line) for line in lines]
    assert any(line.get("path") == "/healthz" and line["request_id"] for line in served)


def test_a_killed_worker_or_beat_is_started_anew_and_no_reader_notices(running):
    for name in ("worker", "beat"):
        before = running.child(name)
        os.kill(before, signal.SIGKILL)
        assert until(lambda n=name, b=before: running.child(n) not in (None, b), 10)
        assert running.get("/healthz")[0] == 200


@pytest.mark.parametrize(
    "names",
    [("postgres",), pytest.param(("web", "redis", "postgres") * 6, marks=pytest.mark.prove)],
    ids=["quick", "eighteen kills"],
)
def test_after_the_kill_of_any_server_the_next_start_has_all_data(running, data, port, names):
    """Each start is also the proof that the kill before it was survived."""
    stack = running if running.process.poll() is None else Running(data, port).up()
    keep_a_row(stack)
    for name in names:
        os.kill(stack.child(name), signal.SIGKILL)
        code, said = stack.ended()
        assert code == 1
        assert "意外停止，已全部关闭，数据完好" in said
        assert "Traceback" not in said
        assert not command_lines(str(data))
        stack = Running(data, port).up()
        assert count(stack) == 1
    stack.process.kill()
    stack.ended()
    assert until(lambda: not command_lines(str(data)), 10)
    stack = Running(data, port).up()
    assert count(stack) == 1
    assert_ctrl_c_ends_all(stack, data, port)


def keep_a_row(stack: Running) -> None:
    """What must survive."""
    with stack.database() as connection, connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS kept AS SELECT 436 AS number")


def count(stack: Running) -> int:
    """The rows that must have survived."""
    with stack.database() as connection, connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM kept")
        return cursor.fetchone()[0]


def assert_ctrl_c_ends_all(stack: Running, data: Path, port: int) -> None:
    code, said = stack.end(signal.SIGINT)
    assert (code, "Traceback" in said) == (0, False)
    assert not command_lines(str(data))
    assert not (data / "run/env").exists()
    missing = ask(data, port, "manage.py", "check")
    assert missing.returncode == 1
    assert missing.stderr == (
        "没有可用的数据库：请先运行 bin/run（用了 DATA_DIR 的，这里也要给出），"
        "或设置 DATABASE_URL。\n"
    )


def test_who_changes_his_mind_while_it_starts_is_not_shown_an_error(data, port):
    hasty = Running(data, port)
    assert until(lambda: (data / "run/env").exists(), 20)
    code, said = hasty.end(signal.SIGINT)
    assert (code, said) == (0, "已停止。\n")
    assert not command_lines(str(data))


def test_a_folder_that_cannot_be_written_is_told_in_one_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    refused = ask(tmp_path / "file" / "var", free_port(), "-m", "config.stack")
    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)
    assert "无法写入数据目录" in refused.stderr


@pytest.mark.parametrize(("name", "value"), [("PORT", "eighty"), ("PORT", "70000")])
def test_nonsense_for_a_port_is_told_in_one_sentence(tmp_path, name, value):
    refused = subprocess.run(
        [sys.executable, "-m", "config.stack"], cwd=BASE,
        env=environment(tmp_path, 1) | {name: value}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)
    assert name in refused.stderr


def test_a_stale_lock_with_a_strangers_number_does_not_stop_the_database(tmp_path):
    """After a reboot another process may bear the number that a killed PostgreSQL left behind."""
    from config.stack.postgres import HASTY, Postgres

    server = Postgres(Path(f"/tmp/stale-{os.getpid()}"), tmp_path / "log", HASTY)
    server.start().stop()
    (server.data / "postmaster.pid").write_text(f"{os.getpid()}\n{server.data}\n1\n\n\n\n")
    try:
        server.start().stop()
    finally:
        subprocess.run(["rm", "-rf", server.data], check=True)
    assert "database system is shut down" in (tmp_path / "log").read_text()


def test_a_killed_installation_of_the_database_is_begun_anew(tmp_path):
    """The cluster is made beside its place: half of one is never taken for a whole."""
    from config.stack.postgres import HASTY, Postgres

    home = Path(f"/tmp/half-{os.getpid()}")
    (home / "pg.new").mkdir(parents=True)
    (home / "pg.new/PG_VERSION").write_text("18\n")
    try:
        Postgres(home / "pg", tmp_path / "log", HASTY).start().stop()
    finally:
        subprocess.run(["rm", "-rf", home], check=True)
    assert "database system is shut down" in (tmp_path / "log").read_text()


def test_a_folder_with_a_name_that_no_address_may_hold_gets_a_plain_one_for_its_sockets():
    from config.stack.sockets import LONGEST, PLAIN, folder_for

    for name in ("政协 提案", "a,b", "x" * 200):
        stand_in = folder_for(Path("/srv") / name)
        assert PLAIN.fullmatch(str(stand_in))
        assert len(str(stand_in)) <= LONGEST
        stand_in.exists() and stand_in.rmdir()
    assert folder_for(Path("/srv/tiantong/var/pg")) == Path("/srv/tiantong/var/pg")


def test_a_port_is_free_again_when_its_listener_has_gone():
    from config.stack.place import free_port as check
    from config.stack.refusal import Refusal

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = taken.getsockname()[1]
        with pytest.raises(Refusal):
            check("127.0.0.1", number)
    check("127.0.0.1", number)
