"""导出: who took which table away, kept in the register of their own committee."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID, uuid5

from django_filters import CharFilter, FilterSet

from members.models import Registry
from members.workflow import REGISTRY, RegistryAction
from workflow.hand import Hand
from workflow.procedure import AlreadyDone


def typed_in(filters: FilterSet | type[FilterSet]) -> set[str]:
    """Conditions in free words or by a person: the record keeps only that there were some."""
    known = filters.base_filters.items()
    personal = {name for name, one in known if getattr(one, "personal", False)}
    words = [(name, one) for name, one in known if isinstance(one, CharFilter)]
    return personal | {name for name, one in words if not one.field.widget.is_hidden}


def narrowed_to(query: Mapping[str, Any], typed: Collection[str]) -> dict[str, Any]:
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
