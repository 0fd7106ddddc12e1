"""What an answer says of each suggestion, and what becomes of earlier promises by it."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from hypothesis import strategies as st

from proposals.models import Commitment
from tests.life.model import Case, Promise, Share

MATTERS = ("加装护栏", "完善标线")  # few, so that later letters speak of the same
DAYS = (date(2026, 9, 30), date(2026, 12, 31), date(2027, 6, 30))
KINDS = ("planned", "planned", "done", "refused")


class Item(NamedTuple):
    """One line of an answer."""

    kind: str
    matter: str
    due: date | None

    def told(self) -> dict[str, Any]:
        """As a form would tell it."""
        words = {"kind": self.kind, "matter": self.matter, "due_on": self.due}
        return words | {"quantity": None, "measure": "", "reason": "见答复正文"}


class Effect(NamedTuple):
    """An event of a promise; `item` bears a new one."""

    event: str
    promise: Promise | None = None
    item: Item | None = None


def lines(draw: Any) -> list[Item]:
    """Some of the suggestions, each once."""
    matters = draw(st.lists(st.sampled_from(MATTERS), unique=True, min_size=1, max_size=2))
    kinds = [draw(st.sampled_from(KINDS)) for _ in matters]
    return [
        Item(kind, matter, draw(st.sampled_from(DAYS)) if kind == "planned" else None)
        for kind, matter in zip(kinds, matters, strict=True)
    ]


def effects(case: Case, share: Share, items: list[Item], *, correcting: bool) -> list[Effect]:
    """Of a letter in the proposer's hands, by the table; nothing in the case is changed yet."""
    came: list[Effect] = []
    earlier = [one for one in case.standing() if one.unit == share.unit]
    for item in items:
        before = next((one for one in earlier if one.what == item.matter), None)
        if before:
            earlier.remove(before)
        came += settled(item, before)
    left_out = [one for one in earlier if correcting and one.share == share.pk]
    return came + [Effect("drop", one) for one in left_out]


def settled(item: Item, before: Promise | None) -> list[Effect]:
    if item.kind == "planned":
        if before and before.due == item.due:
            return []  # carried on
        return [Effect("promise", item=item), *([Effect("replace", before)] if before else [])]
    if before is None:
        return []
    return [Effect("claim" if item.kind == "done" else "drop", before)]


def follow(case: Case, share: Share, came: list[Effect]) -> None:
    """The same in the model; new promises are numbered as the database numbered them."""
    known = [one.pk for one in case.promises]
    rows = Commitment.objects.filter(proposal=case.pk).exclude(pk__in=known).order_by("pk")
    fresh = iter(rows.values_list("pk", flat=True))
    case.letters += 1
    for event, promise, item in came:
        if item:
            case.promises.append(
                Promise(next(fresh), share.unit, share.pk, case.letters, item.matter, item.due)
            )
        elif event == "claim":
            promise.said_done = True
        else:
            promise.ends({"replace": "replaced", "drop": "failed"}[event])
    assert next(fresh, None) is None, "多出了承诺事项"
