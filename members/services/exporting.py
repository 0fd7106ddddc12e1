"""导出: who took which table away, kept in the register of their own committee."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from members.models import Registry
from members.workflow import REGISTRY, RegistryAction
from workflow.hand import Hand
from workflow.procedure import AlreadyDone

PERSONAL = "q"  # searched words may be somebody's name: the record keeps that there were some


def narrowed_to(query: Mapping[str, Any]) -> dict[str, Any]:
    """What a table was narrowed to, as the record may keep it."""
    told = {name: value for name, value in query.items() if name != PERSONAL}
    return told | ({PERSONAL: "（有检索词）"} if query.get(PERSONAL) else {})


def exported(registry: Registry, what: str, *, by: Hand, **told: Any) -> None:
    """Tell of it once, however often the same press comes; `told`: what it was narrowed to."""
    try:
        with REGISTRY.moving(registry, RegistryAction.EXPORT, by=by, note=what) as registry:
            registry.case.tell("exported", told)
    except AlreadyDone:
        return
