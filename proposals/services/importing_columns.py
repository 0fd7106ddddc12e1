"""What the columns of a committee's ledgers mean: said once, remembered for the next file."""

from __future__ import annotations

from collections.abc import Mapping

from common.tables import Table, bare
from members.models import Committee
from proposals.models import LedgerColumns
from proposals.services.importing import must_be_office
from workflow.hand import Hand


def remember_columns(
    committee: Committee, table: Table, places: Mapping[str, int], *, by: Hand
) -> None:
    """Keep them by the columns' names, and of this table's no others; other ledgers stay known."""
    must_be_office(committee, by)
    names = {key: bare(table.header[place]) for key, place in places.items()}
    said = {name: key for key, name in names.items() if name}  # without one, none is known again
    kept, _ = LedgerColumns.objects.get_or_create(committee=committee)
    here = {bare(label) for label in table.header}
    others = {name: key for name, key in kept.labels.items() if name not in here}
    LedgerColumns.objects.filter(pk=kept.pk).update(labels=others | said)


def remembered(committee: Committee) -> dict[str, str]:
    kept = LedgerColumns.objects.filter(committee=committee).first()
    return dict(kept.labels) if kept else {}
