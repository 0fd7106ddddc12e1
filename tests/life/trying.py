"""Trying a button, and what the nightly check asks after it."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from deadlines.checks import unowed
from deadlines.models import Obligation
from workflow.procedure import PROCEDURES, AlreadyDone


def questions() -> tuple[str, list[object]]:
    """What the nightly check asks, as one statement: it is asked after every step."""
    asked = [unowed(one) for one in PROCEDURES.values() if one.owed]
    asked.append(Obligation.objects.without_debtor())
    parts = [one.order_by().values_list("pk").query.sql_with_params() for one in asked]
    return " UNION ALL ".join(sql for sql, _ in parts), [one for _, more in parts for one in more]


def attempt(act):
    """ "ok" with what came, or the kind of the refusal; a refusal leaves nothing behind."""
    try:
        with transaction.atomic():
            return "ok", act()
    except PermissionDenied:
        return "forbidden", None
    except AlreadyDone:
        return "done", None
    except ValidationError as refusal:
        fields = list(getattr(refusal, "error_dict", {}))
        return (fields[0] if fields else str(refusal.code)), None
    except Exception as broken:  # no refusal at all: told with the steps that led to it
        return f"{type(broken).__name__}：{broken}", None
