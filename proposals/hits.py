"""Where the words that were searched for stand, marked for the eye; everything else is escaped."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db.models import F
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from common.listing import Line
from proposals.models import ProposalText, Reply
from proposals.searching import WIDE, Term, tokens, written

BEFORE, AFTER = 18, 45  # characters shown around a hit
MOST = 3  # pieces of one text
Texts = dict[int, str]
NOTHING = (0, SafeString())


def mark_hits(lines: Sequence[Line], terms: Sequence[Term]) -> None:
    """Mark the hits in titles and names, and quote text or answer where the title lacks a word."""
    if not terms or not lines:
        return
    sought = pattern(terms)
    unsaid = [line for line in lines if not said(line, terms)]
    quoted = quotations([line.pk for line in unsaid], terms)
    for line in lines:
        title = line.cells["title"]
        title |= {name: marked(title[name], sought) for name in ("text", "note")}
        title["excerpt"] = quoted.get(line.pk, "")


def said(line: Line, terms: Iterable[Term]) -> bool:
    """Whether title and proposer say it all."""
    shown = f"{line.cells['title']['text']} {line.cells['title']['note']}"
    return all(stands(term, shown) or term.number for term in terms)


def stands(term: Term, text: str) -> bool:
    """The term itself; where it need not stand together, at least each of its pairs."""
    if re.search(spelt(term.text), text):
        return True
    return not term.exact and all(re.search(spelt(one), text) for one in tokens(term.text))


def quotations(cases: list[int], terms: Sequence[Term]) -> dict[int, SafeString]:
    """By case the pieces of that text, its own or an answer, where most of the terms stand."""
    best: dict[int, tuple[int, SafeString]] = {}
    for read, source in SOURCES:
        wanted = [case for case in cases if best.get(case, NOTHING)[0] < len(terms)]
        for case, text in (read(wanted) if wanted else {}).items():
            found = sum(stands(term, text) for term in terms)
            if found > best.get(case, NOTHING)[0]:
                best[case] = (found, excerpt(text, terms, source))
    return {case: quoted for case, (_, quoted) in best.items()}


def wordings(cases: list[int]) -> Texts:
    texts = ProposalText.objects.filter(proposal__in=cases, revision=F("proposal__revision"))
    return dict(texts.values_list("proposal", "body"))


def answers(cases: list[int]) -> Texts:
    """What was delivered, as everybody who sees the case may read it."""
    sent = Reply.objects.filter(proposal__in=cases, delivered_on__isnull=False).order_by("pk")
    texts: Texts = {}
    for case, body in sent.values_list("proposal", "body"):
        texts[case] = f"{texts.get(case, '')}\n{body}"
    return texts


SOURCES: tuple[tuple[Callable[[list[int]], Texts], str], ...] = (
    (wordings, "正文："),
    (answers, "答复："),
)


def excerpt(text: str, terms: Sequence[Term], source: str) -> SafeString:
    """Some words before and after the first hit of each term, none twice."""
    shown: list[tuple[int, int]] = []
    for hit in filter(None, (pattern([term]).search(text) for term in terms)):
        if not any(start <= hit.start() and hit.end() <= end for start, end in shown):
            shown.append((max(hit.start() - BEFORE, 0), min(hit.end() + AFTER, len(text))))
    pieces = [re.sub(r"\s+", " ", text[start:end]).strip() for start, end in sorted(shown)[:MOST]]
    before = "…" if min(shown)[0] else ""
    after = "…" if max(shown)[1] < len(text) else ""
    return marked(f"{source}{before}{'…'.join(pieces)}{after}", pattern(terms))


def marked(text: Any, sought: re.Pattern[str]) -> SafeString:
    """The text with every hit in <mark>."""
    whole, pieces, end = str(text), [], 0
    for hit in sought.finditer(whole):
        pieces += [("", whole[end : hit.start()], ""), ("<mark>", hit[0], "</mark>")]
        end = hit.end()
    pieces.append(("", whole[end:], ""))
    safe = [(SafeString(one), words, SafeString(other)) for one, words, other in pieces]
    return format_html_join("", "{}{}{}", safe)


def pattern(terms: Iterable[Term]) -> re.Pattern[str]:
    """How the terms may be written: half or full width, small or capital, over a line's end.

    A term that need not stand together may also be found by its pairs of characters.
    """
    whole = sorted({one.text for one in terms}, key=len, reverse=True)
    pairs = {token for one in terms if not one.exact for token in tokens(one.text)}
    return re.compile("|".join(spelt(text) for text in [*whole, *sorted(pairs - {*whole})]))


def spelt(text: str) -> str:
    bounded = text.isascii() and text.isalnum()
    letters = r"\s*".join(f"[{variants(sign)}]" if sign != " " else r"\s+" for sign in text)
    return rf"(?<![A-Za-z0-9]){letters}(?![A-Za-z0-9])" if bounded else letters


def variants(sign: str) -> str:
    """The ways to write one character, for a class of a pattern."""
    if written(sign):
        return re.escape(sign)
    wide = chr(ord(sign) + WIDE) if "!" <= sign <= "~" else ""
    ways = {sign, sign.upper(), wide, wide.upper()} - {""}
    return "".join(re.escape(way) for way in sorted(ways))
