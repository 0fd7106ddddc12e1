"""What is said of every page: config/help/*.toml, by the name of the page's address.

The texts also make the manuals in docs/manuals; a test fails for a page without.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

TEXTS = Path(__file__).resolve().parent / "help"
AREAS = {  # by file, in the order of the list
    "site": "登录、工作台和消息",
    "proposals": "提案",
    "supervising": "重点提案、督办函、跟踪检查和统计",
    "lists": "视图、栏目、导出和后台任务",
    "papers": "文书和社情民意",
    "consultations": "院坝协商",
    "keeping": "名册、设置和管理",
}
ASKED = {
    "office": "本级政协提案委办公室",
    "director": "本级政协提案委主任",
    "dispatcher": "党委或政府办公室督查室；不能解决的，再问本级政协提案委办公室",
    "sysadmin": "本会系统管理员",
    "secadmin": "本会安全管理员",
    "auditor": "本会审计管理员",
    "county": "县（市、区）政协提案委办公室",
    "township": "张贴二维码的乡镇委员工作室",
}


class Help(NamedTuple):
    """What is said of one page; `lights`: whether the traffic lights are explained too."""

    page: str
    area: str
    name: str
    what: str
    first: list[str]
    words: list[str]
    lights: bool
    ask: str


@cache
def texts() -> dict[str, Help]:
    """By the name of the address, in the order of the files."""
    return {
        page: told(page, area, words)
        for area in AREAS
        for page, words in tomllib.loads((TEXTS / f"{area}.toml").read_text("utf-8")).items()
    }


def told(page: str, area: str, words: dict[str, Any]) -> Help:
    usual: dict[str, Any] = {"words": [], "lights": False, "ask": "office"}
    given = usual | words
    return Help(page=page, area=area, **given | {"ask": ASKED[given["ask"]]})
