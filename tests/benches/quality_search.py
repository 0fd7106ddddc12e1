"""Search judged on questions made from the real proposals by fixed rules and a fixed seed.

What ought to be found is told by a plain scan of the texts. A person who looks for a case types
what sets it apart: of a few pieces drawn, the one that fewest cases hold is asked for.
"""

from __future__ import annotations

import random
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

FOR_EACH_KIND = 50
FIRST = 5
HAN = "[\u4e00-\u9fff]"


@dataclass
class Paper:
    """A proposal as the judge knows it; `pk` and `number` as the platform gave them."""

    pk: int
    number: int
    title: str
    body: str
    name: str
    initials: str
    everything: str  # folded by the judge


@dataclass
class Papers:
    """All of them, with the place they were brought to."""

    here: Any
    rows: list[Paper]

    def holding(self, *pieces: str) -> set[int]:
        return {one.pk for one in self.rows if all(p in one.everything for p in pieces)}


def furnish(path: Path, seed: int) -> Papers:
    """The real proposals, imported as an office would, each with an invented proposer."""
    from common.tables import read
    from proposals.demo.names import FIRST, SECOND, SURNAMES
    from proposals.reading import read_proposals
    from proposals.services.importing import import_proposals
    from tests import factories

    here, draw = factories.committee(), random.Random(seed)
    reading = read_proposals(read(path.read_bytes()))
    named = [
        replace(row, proposers=("".join(map(draw.choice, (SURNAMES, FIRST, SECOND))),))
        if row.form == "individual"
        else row
        for row in reading.good
    ]
    import_proposals(here.body, replace(reading, good=tuple(named)), by=here.by)
    return Papers(here, list(papers_of()))


def papers_of() -> Iterator[Paper]:
    from proposals.models import Proposal

    for one in Proposal.objects.select_related("member", "organisation").order_by("pk"):
        name = one.member.name if one.member else ""
        letters = one.member.initials if one.member else ""
        body = one.body()
        every = "\n".join(squeezed(text) for text in (one.title, body, str(one.proposer), letters))
        yield Paper(one.pk, one.number, one.title, body, name, letters, every)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text).lower()


def judge(papers: Papers, seed: int) -> dict[str, Any]:
    """Recall, and how often the wanted case is among the first five; by kind of question."""
    from proposals.models import Proposal
    from proposals.searching import ranked, search, terms_of

    found, first, took = defaultdict(list), defaultdict(list), []
    for kind, words, wanted, right in questions(papers, random.Random(seed)):
        began = time.perf_counter()
        terms = terms_of(words)
        seen = Proposal.objects.visible_to(papers.here.office)
        hits = list(
            ranked(seen, search(seen, terms), terms)
            .order_by("-rank", "-pk")
            .values_list("pk", flat=True)
        )
        took.append(time.perf_counter() - began)
        found[kind].append(len(right & set(hits)) / len(right))
        first[kind].append(wanted in hits[:FIRST])
    return report(found, first, sorted(took))


def report(found: Any, first: Any, took: list[float]) -> dict[str, Any]:
    print("\n检索（真实提案，按固定规则出题）　　　　题数　查全率　前五命中")
    for kind in found:
        print(f"  {kind:　<14}{len(found[kind]):6}{mean(found[kind]):9.3f}{mean(first[kind]):9.3f}")
    every = [one for kind in found.values() for one in kind]
    in_front = [one for kind, told in first.items() if kind != COMMON for one in told]
    print(f"  合计 {len(every)} 题，查全率 {mean(every):.3f}，前五命中 {mean(in_front):.3f}")
    print(f"  （“{COMMON}”不计入前五命中：许多案由都有这两个字，无从知道要找哪一件）")
    print(f"  每题中位用时 {took[len(took) // 2] * 1000:.1f} 毫秒，最长 {took[-1] * 1000:.0f} 毫秒")
    return {
        "search_queries": len(every),
        "search_recall": round(mean(every), 4),
        "search_top5": round(mean(in_front), 4),
    }


def mean(values: list[Any]) -> float:
    return sum(values) / len(values)


Question = tuple[str, str, int, set[int]]


def questions(papers: Papers, draw: random.Random) -> Iterator[Question]:
    """Kind, what is typed, the case that is wanted, and all that ought to be found."""
    for kind, ask in KINDS.items():
        chosen = draw.sample(papers.rows, len(papers.rows))
        asked = 0
        for paper in chosen:
            question = ask(paper, papers, draw)
            if question and asked < FOR_EACH_KIND:
                words, right = question
                asked += 1
                yield kind, words, paper.pk, right


def rarest(papers: Papers, pieces: list[str]) -> str:
    return min(pieces, key=lambda piece: (len(papers.holding(piece)), piece))


def pieces(text: str, length: int) -> list[str]:
    return re.findall(f"(?=({HAN}{{{length}}}))", squeezed(text))


def in_title(paper: Paper, papers: Papers, draw: random.Random) -> Any:
    word = rarest(papers, pieces(paper.title, 2))
    return word, papers.holding(word)


def in_body(paper: Paper, papers: Papers, draw: random.Random) -> Any:
    word = rarest(papers, draw.sample(pieces(paper.body, 4), 5))
    return word, papers.holding(word)


def two_words(paper: Paper, papers: Papers, draw: random.Random) -> Any:
    one = rarest(papers, draw.sample(pieces(paper.title, 2), 3))
    other = rarest(papers, draw.sample(pieces(paper.body, 2), 3))
    return f"{one} {other}", papers.holding(one, other)


def phrase(paper: Paper, papers: Papers, draw: random.Random) -> Any:
    words = draw.choice(pieces(paper.body, 8))
    return f"“{words}”", papers.holding(words)


def number(paper: Paper, papers: Papers, draw: random.Random) -> Any:
    typed = draw.choice([f"{paper.number}", f"{paper.number:04d}", f"第{paper.number:03d}号"])
    return typed, {paper.pk}


def name(paper: Paper, papers: Papers, draw: random.Random) -> Any:
    return (paper.name, papers.holding(paper.name)) if paper.name in named(papers) else None


def initials(paper: Paper, papers: Papers, draw: random.Random) -> Any:
    if paper.name not in named(papers):
        return None
    return paper.initials, {one.pk for one in papers.rows if one.initials == paper.initials}


def named(papers: Papers) -> set[str]:
    """Those of the invented names; bodies and stand-ins have none."""
    return {one.name for one in papers.rows if re.fullmatch(f"{HAN}{{3}}", one.name)}


def any_word(paper: Paper, papers: Papers, draw: random.Random) -> Any:
    """Not the one that sets it apart: told beside the others, for no order can know which."""
    word = draw.choice(pieces(paper.title, 2))
    return word, papers.holding(word)


COMMON = "案由中任一两字"  # asked for recall; what comes first is told but not counted
KINDS: dict[str, Callable[[Paper, Papers, random.Random], Any]] = {
    "案由中的两字词": in_title,
    COMMON: any_word,
    "正文中的四字": in_body,
    "两个词": two_words,
    "引号中的八字": phrase,
    "案号": number,
    "提案人姓名": name,
    "姓名首字母": initials,
}
