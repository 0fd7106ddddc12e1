"""What the supervisor does about a full disk, a killed worker and the address it tells."""

from __future__ import annotations

import re
import shutil
from types import SimpleNamespace

import pytest
from django.core.exceptions import ImproperlyConfigured

from common import addresses, disk
from config import health
from config.stack import mending
from config.stack.__main__ import new_stack
from config.stack.child import Child
from config.stack.place import Place
from config.stack.refusal import Refusal
from config.stack.up import DEMO, EMPTY, Stack


@pytest.fixture
def stack(tmp_path):
    place = Place(tmp_path / "var")
    place.prepare()
    return Stack(place, 8000, "127.0.0.1", EMPTY)


@pytest.fixture
def full(monkeypatch):
    """A disk with 9 MB left."""
    monkeypatch.setattr(disk.shutil, "disk_usage", room(9))


def room(free):
    """So many MB are left."""
    return lambda _: SimpleNamespace(free=free * 1024 * 1024)


def dead(stack, name):
    """A child that has ended by itself."""
    child = Child(name, [shutil.which("true")], stack.place.log / f"{name}.log", {})
    child.start()
    child.process.wait()
    return child


def test_a_worker_that_keeps_ending_is_started_anew_three_times_then_all_stop(stack, capsys):
    child = dead(stack, "worker")
    for _ in range(3):
        stack.mend(child)
        child.process.wait()
    assert capsys.readouterr().out.count("worker意外停止，已重新启动") == 3
    with pytest.raises(Refusal, match="worker意外停止，已全部关闭，数据完好"):
        stack.mend(child)


def test_after_ten_minutes_a_worker_has_three_new_lives(stack, monkeypatch):
    for _ in range(3):
        assert stack.mending.may("worker.log")
    assert not stack.mending.may("worker.log")
    later = mending.time.monotonic() + mending.WITHIN
    monkeypatch.setattr(mending.time, "monotonic", lambda: later)
    assert stack.mending.may("worker.log")


@pytest.mark.parametrize("name", ["postgres", "redis", "web"])
def test_a_lost_server_stops_everything_at_once(stack, name):
    with pytest.raises(Refusal, match="意外停止，已全部关闭"):
        stack.mend(dead(stack, name))


def test_a_full_disk_is_told_once_and_told_again_only_after_it_was_cleared(
    stack, monkeypatch, capsys
):
    for free, told in ((9, 1), (9, 0), (11, 0), (9, 1)):  # MB
        monkeypatch.setattr(disk.shutil, "disk_usage", room(free))
        stack.keep_room()
        assert capsys.readouterr().out.count("磁盘空间不足") == told


def test_who_looks_for_why_all_stopped_reads_that_the_disk_is_full(stack, full):
    with pytest.raises(Refusal, match="磁盘空间不足，postgres已停止"):
        stack.mend(dead(stack, "postgres"))


@pytest.mark.django_db
def test_a_monitor_is_told_of_a_full_disk(client, full):
    assert health.disk_fails() == ["disk"]
    assert "disk" in client.get("/readyz").json()["failing"]


def test_a_disk_with_room_is_not_mentioned(tmp_path):
    assert not disk.is_full(tmp_path / "not" / "yet" / "made")


@pytest.mark.parametrize(
    ("story", "year", "loaded"),
    [(DEMO, True, ["年度数据"]), (DEMO, False, []), (EMPTY, True, [])],
)
def test_the_year_is_loaded_behind_a_demo_only_and_can_be_left_out(
    stack, monkeypatch, story, year, loaded
):
    started = []
    monkeypatch.setattr(Child, "start", lambda child: started.append(child.name))
    (stack.place.data / "story").write_text(story)
    stack.year = year
    stack.start_filling()
    assert started == loaded


def test_nonsense_for_the_year_is_refused_before_anything_starts(monkeypatch, tmp_path):
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "var"))
    monkeypatch.setenv("DEMO_YEAR", "maybe")
    with pytest.raises(ImproperlyConfigured, match="环境变量 DEMO_YEAR 只能是 1 或 0"):
        new_stack(SimpleNamespace(dev=False, empty=True))
    assert not (tmp_path / "var").exists()


def test_worker_and_beat_do_not_outlive_a_killed_supervisor(stack, monkeypatch):
    started = []
    monkeypatch.setattr(Child, "start", lambda child: started.append(child))
    stack.children = [SimpleNamespace(name="网站")]
    stack.start_background()
    assert [(child.name, child.death_signal) for child in started] == [
        ("后台任务", 9),
        ("定时任务", 9),
    ]


def test_a_site_open_to_the_office_is_told_by_an_address_that_others_can_type():
    names = addresses.reached_by("0.0.0.0")
    assert names[-1] == "localhost"
    assert "0.0.0.0" not in names
    own = addresses.of_network()
    assert own == "" or re.fullmatch(r"\d+(\.\d+){3}", own)
    assert set(names) <= set(addresses.own_names("0.0.0.0").split(","))


@pytest.mark.parametrize(
    ("bind", "name"),
    [("127.0.0.1", "localhost"), ("10.2.0.7", "10.2.0.7"), ("fd00::7", "[fd00::7]")],
)
def test_a_site_at_one_address_is_reached_there_and_nowhere_else(bind, name):
    assert addresses.reached_by(bind) == [name]
    assert name in addresses.own_names(bind).split(",")
