"""Questions that the server reads and plans once for a connection, and not each time.

A large statement takes longer to plan than to answer. The connection has to be the server's own:
a pooler that changes it between transactions loses what was prepared.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from weakref import WeakKeyDictionary

MOST = 50  # of them are kept by a connection
PREPARED: WeakKeyDictionary[Any, dict[str, str]] = WeakKeyDictionary()


def ask(cursor: Any, question: str, arguments: Sequence[Any]) -> None:
    """As cursor.execute. The arguments stand in the question as $1, $2 …"""
    names = PREPARED.setdefault(cursor.connection, {})
    name = names.get(question) or prepare(cursor, names, question)
    cursor.execute(f"EXECUTE {name} ({', '.join(['%s'] * len(arguments))})", arguments)


def prepare(cursor: Any, names: dict[str, str], question: str) -> str:
    """What was prepared stays when its transaction is taken back. It does not count as asked."""
    with cursor.db.wrap_database_errors:
        if len(names) >= MOST:
            names.clear()
            cursor.cursor.execute("DEALLOCATE ALL")
        name = f"planned_{len(names)}"
        cursor.cursor.execute(f"PREPARE {name} AS {question}")
    names[question] = name
    return name
