"""权限: what a client may be allowed through the API, told by the apps above when they are ready.

assignments:read lets it read shares, assignments:sign_for sign for them, as far as its seat may.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from oauth2_provider.scopes import BaseScopes

READ, BEAR = "read", "submit"
KINDS: dict[str, str] = {}  # what a kind of rows is called
OFFERED: dict[str, dict[str, str]] = {}  # by kind: scope and label


def offer(
    kind: str, label: str, doors: Mapping[str, Any], *, read: bool = False, born: str = ""
) -> None:
    """What can be asked of a kind of rows: to be read, its verbs; called when its app is ready.

    born: what it is called to bring in a new one, where that can be done.
    """
    told = {scope(kind, READ): "读取"} if read else {}
    told |= {scope(kind, BEAR): born} if born else {}
    told |= {scope(kind, verb): label for verb, label in apart(doors).items()}
    KINDS[kind], OFFERED[kind] = label, told


def scope(kind: str, verb: str) -> str:
    return f"{kind}:{verb}"


def readable() -> list[tuple[str, str]]:
    """What can be read: scope and kind."""
    return [
        (scope(kind, READ), KINDS[kind])
        for kind, told in OFFERED.items()
        if scope(kind, READ) in told
    ]


def verbs() -> dict[str, list[tuple[str, str]]]:
    """By kind, what can be done: scope and label."""
    found = {kind: doing(kind, told) for kind, told in OFFERED.items()}
    return {kind: offered for kind, offered in found.items() if offered}


def doing(kind: str, told: dict[str, str]) -> list[tuple[str, str]]:
    return [(name, label) for name, label in told.items() if name != scope(kind, READ)]


def apart(doors: Mapping[str, Any]) -> dict[str, str]:
    """What each verb is called; of those called alike, also what it leads to or begins from."""
    alike: dict[str, list[Any]] = {}
    for door in doors.values():
        alike.setdefault(str(door.action.label), []).append(door)
    called = {verb: str(door.action.label) for verb, door in doors.items()}
    return {
        verb: label if len(alike[label]) == 1 else set_apart(doors[verb], label, alike[label])
        for verb, label in called.items()
    }


def set_apart(door: Any, label: str, alike: Sequence[Any]) -> str:
    """审核通过（转为待签发）; where all of that name lead to one state, 同意撤案（退回修改时）."""
    moves = [one.procedure.moves[one.action] for one in alike]
    move = door.procedure.moves[door.action]
    states = dict(door.procedure.model._meta.get_field("status").choices)
    if len({one.target for one in moves}) == len(moves):
        return f"{label}（转为{states[move.target]}）"
    if len(move.sources) == 1:
        return f"{label}（{states[next(iter(move.sources))]}时）"
    return label


def labels() -> Mapping[str, str]:
    """Each scope in words, with its kind."""
    return {
        name: f"{KINDS[kind]}·{label}"
        for kind, told in OFFERED.items()
        for name, label in told.items()
    }


def by_kind(scopes: Collection[str]) -> list[tuple[str, list[str]]]:
    """What a client may, as people read it: each kind with what can be done to it."""
    found = [
        (KINDS[kind], [label for name, label in told.items() if name in scopes])
        for kind, told in OFFERED.items()
    ]
    return [(kind, may) for kind, may in found if may]


class Scopes(BaseScopes):  # type: ignore[misc]
    """For the library: a token has no more than its client was given."""

    def get_all_scopes(self) -> Mapping[str, str]:
        return labels()

    def get_available_scopes(
        self, application: Any = None, request: Any = None, *args: Any, **kwargs: Any
    ) -> list[str]:
        client = getattr(application, "client", None)
        return list(client.scopes) if client else []

    get_default_scopes = get_available_scopes
