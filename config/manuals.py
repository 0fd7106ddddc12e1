"""各岗位手册: docs/manuals/*.md, from the help texts; `python -m config.manuals`, by bin/pictures.

The desk of each role stands beside it as a picture that bin/pictures takes.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import NamedTuple

from config.help_texts import ASKED, TEXTS, texts

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "manuals"
LIGHTS = "期限前的标志：绿色圆点为期限以内，黄色菱形为快到期或今天到期，红色三角为已经逾期。"
EVERYWHERE = (
    "每个页面右上方有“本页说明”；页脚有“显示设置”，可改大字和高对比。写到一半的内容会留下，"
    "填错了页面会指出在哪里、怎样改。点“为什么是这一天”，可看期限的依据。"
)


class Manual(NamedTuple):
    """What one role is told; `who` is the demo account that it is pictured with."""

    role: str
    name: str
    who: str
    what: str
    task: str
    steps: list[str]
    pages: list[str]


def manuals() -> list[Manual]:
    told = tomllib.loads((TEXTS / "roles.toml").read_text("utf-8"))
    return [Manual(role=role, **words) for role, words in told.items()]


def written(manual: Manual) -> str:
    """The whole manual as Markdown, at most two pages on paper."""
    steps = "\n".join(f"{number}. {step}" for number, step in enumerate(manual.steps, 1))
    pages = "\n".join(map(line, manual.pages))
    return (
        f"# {manual.name}\n\n{manual.what}\n\n![工作台]({manual.role}.webp)\n\n"
        f"## 第一件事：{manual.task}\n\n{steps}\n\n"
        f"## 常用页面\n\n{pages}\n\n"
        f"## 随处可用\n\n{EVERYWHERE}\n\n{LIGHTS}\n\n有问题，问{ASKED['office']}。\n"
    )


def line(page: str) -> str:
    """One page: its name, what it is for, and the first thing to do there."""
    told = texts()[page]
    return f"- **{told.name}**：{told.what}{told.first[0]}"


def index() -> str:
    lines = "\n".join(f"- [{one.name}]({one.role}.md)" for one in manuals())
    made = "由 `bin/pictures` 从各页说明和现在的页面生成，请不要直接修改。"
    return f"# 各岗位手册\n\n{made}\n\n{lines}\n"


def write(folder: Path = FOLDER) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for one in manuals():
        (folder / f"{one.role}.md").write_text(written(one), encoding="utf-8")
    (folder / "README.md").write_text(index(), encoding="utf-8")


if __name__ == "__main__":
    write()
