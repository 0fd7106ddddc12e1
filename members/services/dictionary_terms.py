"""A dictionary from one term to the next, and examples of other places to start from."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from members.books import entries
from members.dictionary import GRADE_NAMES, GRADE_SETS, Line
from members.models import Committee, Entry, Term
from members.services.dictionary import (
    add_entry,
    change_entry,
    is_secure,
    one_at_a_time,
    restore_entry,
)
from workflow.hand import Hand


@transaction.atomic
def copy_book(
    committee: Committee, *, by: Hand, book: str, to: Term, since: Term | None = None
) -> int:
    """The book as it is in force generally, or in the term `since`, as lines of the term `to`.

    Lines the term has already stay as they are, and rules that are the same in all terms have none
    of its own. How many were copied; ValidationError if none.
    """
    refuse_foreign(committee, to, since)
    one_at_a_time(committee)
    taken = set(committee.entries.filter(term=to, book=book).values_list("code", flat=True))
    source = entries(committee.pk, book, since.pk if since else None).exclude(code__in=taken)
    lines = [line for line in source.order_by("position", "pk") if not is_secure(line)]
    if not lines:
        raise ValidationError({"to": f"{to}已有这些条目，没有需要复制的"}, code="nothing")
    for line in lines:
        same = {name: getattr(line, name) for name in COPIED}
        add_entry(committee, by=by, book=book, term=to, **same)
    return len(lines)


COPIED = ("code", "label", "meaning", "field", "points", "position")


def refuse_foreign(committee: Committee, to: Term, since: Term | None) -> None:
    faults: dict[str, str] = {}
    for name, term in (("to", to), ("since", since)):
        if term is not None and term.committee_id != committee.pk:
            faults[name] = "该届不属于本会，请另选"
    if since is not None and since.pk == to.pk:
        faults["to"] = "请选择另一届，不能复制到同一届"
    if faults:
        raise ValidationError(faults)


@transaction.atomic
def adopt_grades(committee: Committee, *, by: Hand, example: str, term: Term | None = None) -> int:
    """The A/B/C of another place as this committee's; how many lines are new or reworded.

    A grade that the example does not know stays.
    """
    if example not in GRADE_SETS:
        known = "、".join(GRADE_NAMES.values())
        raise ValidationError({"example": f"没有这套示例，可选：{known}"})
    return sum(adopted(committee, term, line, by) for line in GRADE_SETS[example])


def adopted(committee: Committee, term: Term | None, line: Line, by: Hand) -> bool:
    """Whether anything is different now."""
    words: dict[str, Any] = {"label": line.label, "meaning": line.meaning}
    mine = committee.entries.filter(term=term, book=Entry.Book.GRADE)
    known = mine.filter(code=line.code).first()
    if known is None:
        add_entry(committee, by=by, book=Entry.Book.GRADE, term=term, code=line.code, **words)
        return True
    if known.retired_on:
        known = restore_entry(known, by=by)
    differs = any(getattr(known, name) != word for name, word in words.items())
    change_entry(known, by=by, **words)
    return differs
