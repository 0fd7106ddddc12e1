"""Search: what was typed becomes terms, terms find cases, and the best ones come first.

The database folds and cuts what is stored (migration 0006); here what is asked is folded alike.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import models
from django.db.models import Case, F, Func, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Least, Length, Replace

from proposals.models import SearchText

RANKED = 1000  # of more hits the newest so many are put in order
TERMS = 12  # of one search
LONGEST = 100  # characters of one term
FIELDS = ("title", "names", "body", "replies")
# A field outweighs all that come after it; a number that was asked for outweighs them all.
WEIGHTS = {"numbers": 20_000, "title": 8_000, "names": 4_000, "body": 1_000, "replies": 300}
OFTEN = 30  # times in one text, beyond which it tells no more

QUOTED = re.compile(r'[“"「『]([^”"」』]*)[”"」』]?|([^\s“"「『”」』]+)')
NUMBER = re.compile(r"(?:第|收件|案号|#)?0*([1-9]\d{0,8})号?")
LATIN = re.compile(r"[a-z0-9]+")
WIDE = 0xFEE0  # from a Latin sign to its full width


class Term(NamedTuple):
    """One thing asked for; exact: its characters must stand side by side."""

    text: str
    exact: bool = False

    @property
    def number(self) -> str:
        """As case numbers are stored, if it may be one: 第012号 → #12."""
        found = NUMBER.fullmatch(self.text)
        return f"#{found[1]}" if found else ""


class Holds(Func):
    """Whether these tokens meet that query."""

    arg_joiner = " @@ "
    template = "%(expressions)s"
    output_field = models.BooleanField()


class TsQuery(models.Field):  # type: ignore[type-arg]
    def db_type(self, connection: object) -> str:
        return "tsquery"


def fold(text: str) -> str:
    """Half width, small letters, no blank beside a Chinese character."""
    plain = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text).lower())
    return re.sub(r" (?=[^\x00-\x7f])|(?<=[^\x00-\x7f]) ", "", plain).strip()


def terms_of(words: str) -> list[Term]:
    """What was typed, piece by piece: blanks part, quotes keep together."""
    plain = words.replace("\x00", "").replace("\u3000", " ")
    pieces = [
        Term(fold(quoted or bare)[:LONGEST], bool(quoted)) for quoted, bare in QUOTED.findall(plain)
    ]
    return [one for one in pieces if tokens(one.text)][:TERMS]


def written(sign: str) -> bool:
    """Whether it stands in words and is not Latin; the database says the same."""
    point = ord(sign)
    mark = 8192 <= point <= 10239 or 12288 <= point <= 12351 and not 12293 <= point <= 12295
    return point > 191 and not mark


def tokens(text: str) -> list[str]:
    """Two neighbours, else the single character; Latin words and figures whole."""
    found = LATIN.findall(text)
    for run in re.split(r"[\x00-\xbf]+", "".join(s if written(s) else " " for s in text)):
        found += [run[n : n + 2] for n in range(max(len(run) - 1, 1))] if run else []
    return found


def condition(term: Term) -> str:
    """The term as the index is asked for it."""
    every = " & ".join(f"'{token}'" for token in dict.fromkeys(tokens(term.text)))
    return f"(({every}) | '{term.number}')" if term.number else f"({every})"


def holding(terms: Sequence[Term]) -> QuerySet[SearchText]:
    """The texts in which every term stands, anywhere; quoted ones word for word."""
    query = " & ".join(map(condition, terms))
    found = SearchText.objects.filter(Holds(F("words"), Cast(Value(query), TsQuery())))
    for term in terms:
        if term.exact:
            found = found.filter(word_for_word(term))
    return found


def word_for_word(term: Term) -> Q:
    anywhere = Q()
    for field in FIELDS:
        anywhere |= Q(**{f"{field}__contains": term.text})
    return anywhere


def search(rows: Any, terms: Sequence[Term]) -> Any:
    """Those of these rows that hold every term; the rows decide what may be seen."""
    return rows.filter(pk__in=holding(terms).values("pk")) if terms else rows.none()


def ranked(rows: Any, found: Any, terms: Sequence[Term]) -> Any:
    """Of these rows the newest that were found, each with `rank`.

    It tells in how weighty a field, how much of it, how often. The hits are looked for once; what
    is weighed is read by their keys.
    """
    newest = found.order_by("-pk").values("pk")[:RANKED]
    rank = sum((weight(term) for term in terms), Value(0, IntegerField()))
    return rows.filter(pk__in=newest).annotate(rank=rank)


def weight(term: Term) -> Any:
    """What one term adds to the rank of a case."""
    whens = [
        When(**{f"found__{field}__contains": term.text}, then=WEIGHTS[field] + extra)
        for field, extra in (
            ("title", share_of_title(term)),
            ("names", Value(0)),
            ("body", times_in_body(term)),
            ("replies", Value(0)),
        )
    ]
    return Case(*asked_number(term), *whens, default=Value(0), output_field=IntegerField())


def asked_number(term: Term) -> list[When]:
    if not term.number:
        return []
    stands = Q(found__numbers__regex=f"(^| ){term.number}( |$)")
    return [When(stands, then=Value(WEIGHTS["numbers"]))]


def share_of_title(term: Term) -> Any:
    """How much of the title it is, in thousandths, so that a short title comes first."""
    return Value(1000 * len(term.text)) / (Length("found__title") + 1)


def times_in_body(term: Term) -> Any:
    without = Length(Replace("found__body", Value(term.text), Value("")))
    times = (Length("found__body") - without) / Value(len(term.text))
    return Least(times, Value(OFTEN)) * 10
