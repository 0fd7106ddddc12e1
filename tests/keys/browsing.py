"""Somebody at the pages of key proposals."""

from __future__ import annotations

from django.urls import reverse

from proposals.doors_keys import KEY_PARTS, LIST_PARTS
from proposals.models import KeyList, KeyProposal
from tests import browsing


class Person(browsing.Careful):
    @staticmethod
    def address(row, action) -> str:
        return url_of(row, action)


def url_of(row, action) -> str:
    root = getattr(row, "root", row)
    uid = root.case.uid
    if row is root:
        name = "list_act" if isinstance(row, KeyList) else "act"
        return reverse(f"keys:{name}", args=[uid, action])
    parts = KEY_PARTS if isinstance(root, KeyProposal) else LIST_PARTS
    word = next(word for word, (model, _) in parts.items() if isinstance(row, model))
    name = "part_act" if parts is KEY_PARTS else "list_part_act"
    return reverse(f"keys:{name}", args=[uid, word, row.pk, action])
