"""Similar cases judged on near-duplicates made of the real texts by fixed rules and a seed."""

from __future__ import annotations

import random
import re
import time
from collections import defaultdict
from typing import Any

from tests.benches.quality_search import Paper, Papers, mean

TRIED = 100
FIRST = 5
OTHER_WORDS = (
    *(("加强", "强化"), ("推进", "推动"), ("完善", "健全"), ("建议", "提议"), ("提高", "提升")),
    *(("问题", "情况"), ("目前", "现在"), ("进一步", "更加"), ("重要", "关键"), ("发展", "进步")),
    *(("建立", "设立"), ("工作", "事务"), ("解决", "化解"), ("企业", "公司"), ("政府", "当局")),
    *(("管理", "治理"), ("服务", "帮助"), ("社会", "民间"), ("增加", "增多"), ("开展", "进行")),
    *(("鼓励", "激励"), ("支持", "扶持"), ("保护", "维护"), ("群众", "百姓"), ("需要", "须要")),
)


def judge(papers: Papers, seed: int) -> dict[str, Any]:
    """Whether the case of which a text was made is among the five nearest; and false alarms."""
    from proposals.models import Proposal
    from proposals.resembling import resembling

    draw, rows = random.Random(seed), Proposal.objects.visible_to(papers.here.office)
    chosen, hits, took = draw.sample(papers.rows, TRIED), defaultdict(list), []
    for place, paper in enumerate(chosen):
        for kind, (title, body, wanted) in made_of(paper, chosen[place - 1], draw).items():
            began = time.perf_counter()
            near = resembling(rows, title, body, shown=FIRST)
            took.append(time.perf_counter() - began)
            hits[kind] += [one in near for one in wanted]
    alarms = [len(resembling(rows.exclude(pk=one.pk), one.title, one.body)) for one in papers.rows]
    return report(hits, alarms, sorted(took))


def report(hits: dict[str, list[bool]], alarms: list[int], took: list[float]) -> dict[str, Any]:
    print("\n查重（由真实文本按固定规则改写）　　　前五命中")
    for kind, found in hits.items():
        print(f"  {kind:　<18}{mean(found):9.3f}（{len(found)} 次）")
    every = [one for found in hits.values() for one in found]
    false = 100 * sum(alarms) / len(alarms)
    some = 100 * sum(map(bool, alarms)) / len(alarms)
    print(f"  合计 {mean(every):.3f}；原样各件每百件另提示 {false:.1f} 件（{some:.1f} 件有提示），")
    print(f"  每次中位用时 {took[len(took) // 2] * 1000:.0f} 毫秒，最长 {took[-1] * 1000:.0f} 毫秒")
    return {
        "similar_recall5": round(mean(every), 4),
        "similar_alarms_per_100": round(false, 2),
    }


Made = tuple[str, str, list[int]]


def made_of(paper: Paper, other: Paper, draw: random.Random) -> dict[str, Made]:
    """Each shares half of its content, or more, with the case or cases that it was made of."""
    said, theirs = sentences(paper.body), sentences(other.body)
    half = sorted(draw.sample(range(len(said)), (len(said) + 1) // 2))
    mixed = draw.sample(said, len(said))
    joined = said[: (len(said) + 1) // 2] + theirs[: (len(theirs) + 1) // 2]
    title = "关于有关事项的提案"  # the title tells nothing
    return {
        "缩短一半": (title, "".join(said[n] for n in half), [paper.pk]),
        "打乱句序并换用近义词": (title, in_other_words("".join(mixed)), [paper.pk]),
        "缩短一半并换用近义词": (title, in_other_words("".join(said[n] for n in half)), [paper.pk]),
        "两件各取一半合成": (title, "".join(joined), [paper.pk, other.pk]),
    }


def sentences(text: str) -> list[str]:
    return re.findall(r"[^。；！？]+[。；！？]?", re.sub(r"\s+", "", text))


def in_other_words(text: str) -> str:
    for word, instead in OTHER_WORDS:
        text = text.replace(word, instead)
    return text
