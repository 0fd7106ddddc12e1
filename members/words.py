"""What a committee calls things (会办, 协办, 参办): its own entries, else the usual word."""

from __future__ import annotations

from django.core.cache import cache

from members.models.committees import Entry, Session

KEPT = 600  # seconds
Words = dict[tuple[int | None, str], str]  # (session or none, code) → label


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
    """General ones, and those of a term for each of its sessions."""
    book = Entry.objects.filter(committee=committee_id, book=Entry.Book.WORD, retired_on=None)
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


def forget_words(committee_id: int) -> None:
    """After a change of the dictionary."""
    cache.delete(key(committee_id))
