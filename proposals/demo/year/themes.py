"""The matters of the year: themes × places × measures give texts that differ; all invented."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import NamedTuple

FILES = Path(__file__).parent
KINDS = ("居民小组", "村民小组", "自然村")
WAYS = ("实地走访", "召开座谈会", "发放问卷", "随机入户")
DONE = ("已完成", "已全部落实", "已组织实施并通过验收", "已投入使用")
UNDER_WAY = ("正在实施，年内完成", "已列入年度工作计划", "已落实资金，正在办理前期手续")
TAILS = (
    "，由县乡两级分工落实，年底前完成首批任务",
    "，先在条件较好的村组试点，取得经验后逐步推开",
    "，所需资金从现有渠道统筹，不足部分分年度安排",
    "，明确责任单位和完成时限，按季度通报进展",
    "，公布联系电话，接受群众监督",
    "，并纳入年度综合考核",
)
LATER = ("条件尚不具备，留作今后工作参考", "需上级政策支持，已向上级主管部门反映")


class Theme(NamedTuple):
    """A matter that comes up in many places; its sentences are data, in themes*.toml."""

    category: str
    unit: str
    co: str
    titles: tuple[str, ...]  # with {place}
    facts: str  # with {place} and {n}
    causes: tuple[str, ...]
    measures: tuple[str, ...]


class Matter(NamedTuple):
    """One proposal's words, and what its unit may answer."""

    theme: Theme
    title: str
    body: str
    measures: tuple[str, ...]


@cache
def themes() -> dict[str, Theme]:
    """All themes by their key, in the order of the files."""
    files = (tomllib.loads(file.read_text("utf-8")) for file in sorted(FILES.glob("themes*.toml")))
    return {key: theme(fields) for file in files for key, fields in file.items()}


def theme(fields: dict[str, object]) -> Theme:
    told = {k: tuple(v) if isinstance(v, list) else v for k, v in fields.items()}
    return Theme(**told)  # type: ignore[arg-type]


def matters(places: list[str], chance: Random) -> Iterator[Matter]:
    """Matters without end, no title twice, spread over themes and places."""
    told: set[str] = set()
    while True:
        for one in chance.sample([*themes().values()], len(themes())):
            title = chance.choice(one.titles).format(place=(place := chance.choice(places)))
            if title not in told:
                told.add(title)
                yield matter(one, title, place, chance)


def matter(one: Theme, title: str, place: str, chance: Random) -> Matter:
    measures = tuple(chance.sample(one.measures, len(one.measures)))
    parts = (
        "【调研情况】",
        survey(place, chance) + one.facts.format(place=place, n=chance.randint(12, 96)),
        "【问题分析】",
        listed(chance.sample(one.causes, len(one.causes)), "{}是{}。", "一二三四"),
        "【建议】",
        "\n".join(
            f"{n}.{words}{tail}。"
            for n, (words, tail) in enumerate(
                zip(measures, chance.sample(TAILS, len(measures)), strict=True), 1
            )
        ),
        f"以上建议，请由{one.unit}牵头、会同{one.co}研究办理，并将办理情况反馈提案人。",
    )
    return Matter(one, title, "\n".join(parts), measures)


def survey(place: str, chance: Random) -> str:
    """How it was looked into: every proposal begins with it."""
    first, second = chance.sample(WAYS, 2)
    return (
        f"今年以来，我们到{place}的{chance.randint(3, 14)}个村（社区）、"
        f"{chance.randint(5, 40)}个{chance.choice(KINDS)}{first}、{second}，"
        f"听取群众和基层干部意见{chance.randint(30, 260)}人次。"
    )


def listed(words: list[str], pattern: str, numerals: str) -> str:
    return "".join(pattern.format(n, one) for n, one in zip(numerals, words, strict=False))


def answer(matter: Matter, grade: str, chance: Random) -> str:
    """What the unit says to each suggestion; the category says how much of it is done."""
    told = {"A": DONE, "B": UNDER_WAY}.get(grade, LATER)
    return "\n".join(
        f"{n}、关于“{words}”的建议。经研究，{chance.choice(told if n != '三' else UNDER_WAY)}。"
        for n, words in zip("一二三四五六", matter.measures, strict=False)
    )
