"""A plenary evening on the real servers: all members write, co-sign and submit within minutes."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import quantiles
from typing import NamedTuple

import pytest

from tests.factories import PASSWORD
from tests.platform.processes import BASE, Running, cpu_seconds, environment, free_port
from tests.platform.visitor import Visitor, first_choice, value_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="进程测试只在 Linux 上运行")
MINUTES = 10
SAVES = 6  # of one text, as it grows
INVITED = (1, 7)  # places further on in the list


class Evening(NamedTuple):
    """What the members share: the site, their list, and what was seen of it."""

    port: int
    members: list[tuple[str, int]]
    spread: float  # seconds within which they come in
    thinking: float  # seconds between two saves, at most
    seen: list[tuple[str, int, float]]
    answered: dict[tuple[int, int], threading.Event]
    typed: dict[int, str]
    wrong: list[str]


@pytest.fixture
def running() -> Iterator[Running]:
    with tempfile.TemporaryDirectory(prefix="tiantong-evening-") as folder:
        Path(folder).chmod(0o755)
        stack = Running(Path(folder) / "var", free_port()).up()
        yield stack
        stack.end()


def told(running: Running, code: str):
    """What a script beside the servers prints."""
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "-v", "0", "-c", code], cwd=BASE,
        env=environment(running.data, running.port), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.fixture
def crowd(running: Running, many: int, spread: float) -> Evening:
    members = told(running, f"from tests.platform import evening; evening.people({many})")
    return Evening(
        running.port, [tuple(one) for one in members], spread, thinking=spread / 45,
        seen=[], answered=pairs(many), typed={}, wrong=[],
    )  # fmt: skip


@pytest.mark.prove
@pytest.mark.parametrize(
    ("many", "spread"), [(16, 8.0), (400, MINUTES * 60 * 0.6)], ids=["rehearsal", "evening"]
)
def test_all_members_hand_in_within_ten_minutes_and_nothing_is_lost(running, crowd):
    """Thinking is compressed; all of their work is done, signing in with it."""
    before = cpu_seconds(running.process.pid)
    took = all_at_once(crowd)
    figures(crowd, took, cpu_seconds(running.process.pid) - before)
    assert crowd.wrong == []
    assert {status for _, status, _ in crowd.seen} <= {200, 302}
    assert took < MINUTES * 60
    nothing_is_lost(crowd, told(running, "from tests.platform import evening; evening.outcome()"))


def pairs(many: int) -> dict[tuple[int, int], threading.Event]:
    return {(one, (one + far) % many): threading.Event() for one in range(many) for far in INVITED}


def all_at_once(crowd: Evening) -> float:
    """Seconds until the last one has done."""
    began = time.monotonic()
    threads = [threading.Thread(target=one, args=(crowd, n)) for n in range(len(crowd.members))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.monotonic() - began


def one(crowd: Evening, number: int) -> None:
    """A member's evening; what goes wrong is told at the end."""
    chance = random.Random(number)
    time.sleep(chance.random() * crowd.spread)
    try:
        visitor = Visitor(crowd.port, crowd.seen)
        come_in(visitor, crowd.members[number][0])
        sheet, version = write(visitor, crowd, number, chance)
        invite(visitor, crowd, number, sheet)
        answer_others(visitor, crowd, number)
        for far in INVITED:
            assert crowd.answered[number, (number + far) % len(crowd.members)].wait(600)
        hand_in(visitor, crowd, number, sheet, version)
    except Exception as error:
        crowd.wrong.append(f"委员{number:03}：{type(error).__name__} {error}"[:300])
        for far in INVITED:  # nobody waits for who cannot come
            crowd.answered[(number - far) % len(crowd.members), number].set()


def come_in(visitor: Visitor, name: str) -> None:
    visitor.get("/login/", "登录页")
    visitor.post("/login/", "登录", username=name, password=PASSWORD)
    assert visitor.where == "/", "没有登录"


def write(visitor: Visitor, crowd: Evening, number: int, chance: random.Random):
    """The text grows from save to save; the browser remembers the version, as the page does."""
    visitor.get("/proposals/drafts/new/", "新建页")
    page = visitor.post("/proposals/drafts/new/", "新建")
    sheet, version = visitor.where, value_of(page, "version")
    words = {"title": f"第{number:03}位委员的提案", "publication": "full"}
    words["category"] = first_choice(page, "category")
    for save in range(1, SAVES + 1):
        time.sleep(chance.random() * crowd.thinking)
        words["body"] = f"【建议】\n第{number:03}位委员写到第{save}段。" + "加装护栏，" * 60 * save
        said = visitor.post(f"{sheet}autosave/", "自动保存", version=version, **words)
        version = json.loads(said)["version"]
    crowd.typed[number] = words["body"]
    return sheet, words | {"version": version}


def invite(visitor: Visitor, crowd: Evening, number: int, sheet: str) -> None:
    visitor.get(f"{sheet}cosigners/", "联名页")
    asked = [crowd.members[(number + far) % len(crowd.members)][1] for far in INVITED]
    page = visitor.post(f"{sheet}cosigners/", "邀请", members=asked)
    assert "已邀请" in page


def answer_others(visitor: Visitor, crowd: Evening, number: int) -> None:
    """Until both who would ask have asked, and been answered; every tenth is refused."""
    many = len(crowd.members)
    waiting, done, until = {(number - far) % many for far in INVITED}, set(), time.monotonic() + 600
    while waiting and time.monotonic() < until:
        page = visitor.get("/proposals/invitations/", "邀请列表")
        for pk, inviter in re.findall(r"/invitations/(\d+)/\">第(\d+)位委员的提案", page):
            if pk in done:
                continue
            text = visitor.get(f"/proposals/invitations/{pk}/", "邀请")
            word = "refused" if int(inviter) % 10 == 0 else "confirmed"
            version = value_of(text, "version")
            visitor.post(f"/proposals/invitations/{pk}/", "答复", answer=word, version=version)
            done.add(pk)
            waiting.discard(int(inviter))
            crowd.answered[int(inviter), number].set()
        time.sleep(3 if waiting else 0)
    assert not waiting, "有人没有发来邀请"


def hand_in(visitor: Visitor, crowd: Evening, number: int, sheet: str, words: dict) -> None:
    """Every eighth presses twice at once; both presses lead to the same proposal."""
    pages = [""]
    if number % 8 == 0:
        other = Visitor(crowd.port, crowd.seen)
        other.cookies, other.token = dict(visitor.cookies), visitor.token
        second = threading.Thread(
            target=lambda: pages.append(other.post(sheet, "再按提交", do="submit", **words))
        )
        second.start()
    pages[0] = visitor.post(sheet, "提交", do="submit", **words)
    if number % 8 == 0:
        second.join()
        assert other.where == visitor.where
    assert re.fullmatch(r"/proposals/[0-9a-f-]{36}/", visitor.where), visitor.where
    assert f"第{number:03}位委员的提案" in pages[0]


def figures(crowd: Evening, took: float, computed: float) -> None:
    """For docs/proofs.md."""
    kinds: dict[str, list[float]] = {}
    for what, _, seconds in crowd.seen:
        kinds.setdefault(what, []).append(seconds)
    print(f"\n{len(crowd.seen)} 次请求，{took:.0f} 秒，{len(crowd.seen) / took:.0f} 次/秒")
    print(f"网站、数据库、后台共用处理器 {computed:.0f} 秒，两核可用 {2 * took:.0f} 秒")
    print(Counter(status for _, status, _ in crowd.seen))
    for what, times in {"全部": [s for *_, s in crowd.seen], **kinds}.items():
        cut = quantiles(times, n=20) if len(times) > 1 else times * 20
        print(
            f"{what}：{len(times)} 次，p50 {cut[9]:.2f} p95 {cut[18]:.2f} 最长 {max(times):.2f} 秒"
        )


def nothing_is_lost(crowd: Evening, found: dict) -> None:
    """Each submitted once, with the last words they typed and those who agreed; no gap."""
    places = {member: number for number, (_, member) in enumerate(crowd.members)}
    receipts = [receipt for _, _, receipt, _, _ in found["proposals"]]
    assert receipts == list(range(1, len(crowd.members) + 1))
    texts = {places[member]: body for _, member, _, _, body in found["proposals"]}
    assert texts == crowd.typed
    assert found["unsent"] == 0
    assert found["faults"] == []
    asked = {(crowd.members[a][1], crowd.members[b][1]) for a, b in crowd.answered if a % 10}
    assert {tuple(one) for one in found["signed"]} == asked
    assert found["agreed"] == found["signed"]
