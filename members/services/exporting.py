"""导出: who took which table away, kept in the register of their own committee."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID, uuid5

from members.models import Registry
from members.workflow import REGISTRY, RegistryAction
from workflow.hand import Hand
from workflow.procedure import AlreadyDone

WORDS = ("q",)  # what is typed there may be somebody's name


def narrowed_to(query: Mapping[str, Any], typed: Collection[str] = WORDS) -> dict[str, Any]:
    """What a table was narrowed to, as the record may keep it: of what was typed, that it was."""
    given = {name: value for name, value in query.items() if value or name not in typed}
    return {name: "（有检索词）" if name in typed else value for name, value in given.items()}


def press_for(press: UUID, *told: object) -> UUID:
    """That press, for exactly this: a page that is shown again may ask for something else."""
    return uuid5(press, json.dumps(told, sort_keys=True, default=str))


def exported(registry: Registry, what: str, *, by: Hand, **told: Any) -> None:
    """Tell of it once, however often the same press comes; `told`: what it was narrowed to."""
    if by.press:
        by = by._replace(press=press_for(by.press, what, told))
    try:
        with REGISTRY.moving(registry, RegistryAction.EXPORT, by=by, note=what) as registry:
            registry.case.tell("exported", told)
    except AlreadyDone:
        return
