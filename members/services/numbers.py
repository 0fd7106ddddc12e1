"""Numbers without gaps: taken under the lock of their counter, never given back."""

from __future__ import annotations

from members.models import Committee, Counter, Session


def take_numbers(
    committee: Committee, session: Session | None, name: str, count: int = 1
) -> list[int]:
    """The next `count` numbers; who takes them in a transaction that fails took none."""
    Counter.objects.get_or_create(committee=committee, session=session, name=name)
    counter = Counter.objects.select_for_update().get(
        committee=committee, session=session, name=name
    )
    first = counter.last + 1
    counter.last += count
    counter.save(update_fields=["last"])
    return list(range(first, counter.last + 1))
