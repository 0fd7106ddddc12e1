"""权限: what a client may be allowed through the API, told by the apps above when they are ready.

assignments:read lets it read shares, assignments:sign_for sign for them, as far as its seat may.
"""

from __future__ import annotations

from collections.abc import Mapping
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
    told |= {scope(kind, verb): str(door.action.label) for verb, door in doors.items()}
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
    """By kind, what can be done: scope and label; two that are called alike by their names too."""
    found = {kind: apart(kind, told) for kind, told in OFFERED.items()}
    return {kind: offered for kind, offered in found.items() if offered}


def apart(kind: str, told: dict[str, str]) -> list[tuple[str, str]]:
    doing = {name: label for name, label in told.items() if name != scope(kind, READ)}
    alike = list(doing.values())
    return [
        (name, f"{label}（{name.partition(':')[2]}）" if alike.count(label) > 1 else label)
        for name, label in doing.items()
    ]


def labels() -> Mapping[str, str]:
    """Each scope in words, with its kind."""
    return {
        name: f"{KINDS[kind]}·{label}"
        for kind, told in OFFERED.items()
        for name, label in told.items()
    }


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
