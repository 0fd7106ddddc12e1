"""导出: who took which table away, kept in the register of their own committee."""

from __future__ import annotations

from typing import Any

from members.models import Registry
from members.workflow import REGISTRY, RegistryAction
from workflow.hand import Hand
from workflow.procedure import AlreadyDone


def exported(registry: Registry, what: str, *, by: Hand, **told: Any) -> None:
    """Tell of it once, however often the same press comes; `told`: what it was narrowed to."""
    try:
        with REGISTRY.moving(registry, RegistryAction.EXPORT, by=by, note=what) as registry:
            registry.case.tell("exported", told)
    except AlreadyDone:
        return
