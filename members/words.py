"""What a committee calls things (会办, 协办, 参办): its own entries, else the usual word."""

from __future__ import annotations

import re
from typing import Any

from django.core.cache import cache
from django.db.models import F, Q

from members.models.committees import Entry, Session

KEPT = 600  # seconds
Words = dict[tuple[int | None, str], str]  # (session or none, code) → label
USUAL = {"host": "主办", "co": "会办", "separate": "分办"}
# not 提案委员会办公室, 本会办结, 部分办理
OURS = re.compile(r"主办|(?<!本)会办(?![公理结复])|(?<!部)分办")
CODES = {usual: code for code, usual in USUAL.items()}


def key(committee_id: int) -> str:
    return f"words:{committee_id}"


def words_of(committee_id: int) -> Words:
    """All words that the committee chose itself; asked of the database once in a while."""
    kept: Words | None = cache.get(key(committee_id))
    if kept is None:
        kept = chosen(committee_id)
        cache.set(key(committee_id), kept, KEPT)
    return kept


def chosen(committee_id: int) -> Words:
    """General ones, and those of a term for each of its sessions.

    What was retired after a term's end stays that term's word.
    """
    shown = (Entry.Book.WORD, Entry.Book.RULE)  # rules that pages show; gates ask afresh
    book = Entry.objects.filter(committee=committee_id, book__in=shown)
    book = book.filter(Q(retired_on=None) | Q(retired_on__gt=F("term__ends_on")))
    words: Words = {}
    sessions = Session.objects.filter(term__committee=committee_id)
    of_term = list(sessions.values_list("term", "pk"))
    for term, code, label in book.values_list("term", "code", "label"):
        places = [None] if term is None else [pk for one, pk in of_term if one == term]
        words |= {(place, code): label for place in places}
    return words


def word(committee_id: int, code: str, default: str, session_id: int | None = None) -> str:
    """The word of the session's term, else the committee's, else the usual one."""
    words = words_of(committee_id)
    return words.get((session_id, code)) or words.get((None, code)) or default


def said(text: str, committee_id: int, session_id: int | None = None) -> str:
    """A phrase of the platform in the committee's words; never for what a person typed."""
    if not OURS.search(text):
        return text

    def own(found: re.Match[str]) -> str:
        return word(committee_id, CODES[found[0]], found[0], session_id)

    return OURS.sub(own, text)


def said_of(text: str, row: Any) -> str:
    """The same about a case or a part of one; a seat stands for its committee."""
    if not OURS.search(text):
        return text
    root = getattr(row, "root", row)
    return said(text, root.committee_id, getattr(root, "session_id", None))


def forget_words(committee_id: int) -> None:
    """After a change of the dictionary."""
    cache.delete(key(committee_id))
