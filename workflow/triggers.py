"""What the database itself refuses.

The functions stand in migration 0001. Those that pgtrigger writes are not used: any session can
switch them off with `SET pgtrigger.ignore`.
"""

from __future__ import annotations

from typing import Any

from pgtrigger import (
    After,
    Before,
    Deferred,
    Delete,
    Insert,
    Statement,
    Trigger,
    Truncate,
    Update,
    UpdateOf,
)


class AppendOnly(Trigger):
    """Rows are written once: no update, no delete, no truncate."""

    name = "append_only"
    level = Statement
    when = After
    operation = Update | Delete | Truncate
    func = "RETURN NULL;"

    def render_execute(self, model: Any) -> str:
        return "workflow_refuse()"


class EventRequired(Trigger):
    """At commit, a change of status (birth and death too) has its event, or nothing happened."""

    name = "event_required"
    when = After
    operation = Insert | UpdateOf("status") | Delete
    timing = Deferred
    func = "RETURN NULL;"

    def render_execute(self, model: Any) -> str:
        return f"workflow_require_event('{model._meta.pk.column}')"


class NeverEmptied(Trigger):
    """TRUNCATE asks no row trigger, so it is refused as a whole."""

    name = "never_emptied"
    level = Statement
    when = Before
    operation = Truncate
    func = "RETURN NULL;"

    def render_execute(self, model: Any) -> str:
        return "workflow_refuse()"
