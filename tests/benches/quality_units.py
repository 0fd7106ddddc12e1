"""Likely units judged by five-fold cross-validation on real assignments (title and category)."""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FOLDS = 5
BASELINES = (
    ("次数最多", "0.10", "0.32", "—"),
    ("案由最近", "0.49", "—", "—"),
    ("字串逻辑回归", "0.54", "0.73", "0.51"),
)


def judge(path: Path, seed: int) -> dict[str, Any]:
    """Top 1 and top 3 of the host; how many of the co-units stand among five, the host given.

    co_recall5_unknown: the same where the host is only guessed, too.
    """
    past, names = read(path)
    draw = random.Random(seed)
    draw.shuffle(past)
    tries = [one for fold in range(FOLDS) for one in tried(past, names, fold)]
    first = mean([one["rank"] == 0 for one in tries])
    third = mean([one["rank"] < 3 for one in tries])
    known = mean([one["known"] for one in tries if one["known"] is not None])
    unknown = mean([one["unknown"] for one in tries if one["unknown"] is not None])
    print(f"\n单位推荐（{len(past)} 件，{FOLDS} 折交叉检验）　主办首位　主办前三　会办前五")
    for name, *cells in BASELINES:
        print(f"  对照：{name:　<10}　　　　　" + "　　".join(cells))
    print(f"  本平台　　　　　　　　　　　　　{first:.3f}　　{third:.3f}　　{known:.3f}")
    print(f"  主办尚未选定时，会办前五 {unknown:.3f}")
    return {
        "host_top1": round(first, 4),
        "host_top3": round(third, 4),
        "co_recall5": round(known, 4),
        "co_recall5_unknown": round(unknown, 4),
    }


def tried(past: list[Any], names: dict[int, str], fold: int) -> Iterator[dict[str, Any]]:
    """What is foretold of each case of a fold by a lesson that has not seen it."""
    from proposals.learning import Lesson

    lesson = Lesson([one for n, one in enumerate(past) if n % FOLDS != fold], names)
    for one in past[fold::FOLDS]:
        order = [guess.unit for guess in lesson.hosts(one.title, one.category)]
        yield {
            "rank": min(order.index(host) for host in one.hosts),
            "known": recall(lesson, one, one.hosts[0]),
            "unknown": recall(lesson, one, order[0]),
        }


def recall(lesson: Any, one: Any, host: int) -> float | None:
    if not one.others:
        return None
    five = [guess.unit for guess in lesson.others(one.title, one.category, host)[:5]]
    return len(set(five) & set(one.others)) / len(one.others)


def read(path: Path) -> tuple[list[Any], dict[int, str]]:
    """The cases, and every unit that the table knows, numbered."""
    from proposals.learning import Past

    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    pairs = [(units(row["主办单位"]), units(row["会办单位"])) for row in rows]
    names = sorted({name for hosts, others in pairs for name in (*hosts, *others)})
    number = {name: place for place, name in enumerate(names, 1)}
    past = [
        Past(
            place,
            row["标题"],
            row["类别"],
            tuple(number[name] for name in hosts),
            tuple(number[name] for name in others),
        )
        for place, (row, (hosts, others)) in enumerate(zip(rows, pairs, strict=True), 1)
    ]
    return past, {place: name for name, place in number.items()}


def units(cell: str) -> list[str]:
    """Parted by semicolons; a comma may stand inside a name."""
    return [name.strip() for name in re.split("[;；]", cell) if name.strip()]


def mean(values: list[Any]) -> float:
    return sum(values) / len(values)
