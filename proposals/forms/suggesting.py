"""Forms that choose units: the likely ones are offered beside them and taken over in one press."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.functional import cached_property

from members.doors import ActionForm
from proposals.offers import Offers, offers_for


class Suggesting(ActionForm):
    """taking: by duty the field into which a unit that is taken over goes."""

    taking: ClassVar[dict[str, str]] = {"host": "units", "co": "units"}

    def continued(self) -> ActionForm | None:
        """The same form as it was typed, with the unit whose button was pressed."""
        duty, _, unit = str(self.data.get("take", "")).partition("-")
        field = self.taking.get(duty)
        if field is None or not (unit.isascii() and unit.isdigit() and len(unit) < 10):
            return None
        typed = {name: self[name].data for name in self.fields}
        typed[field] = with_unit(typed[field], unit) if self.takes_many(field) else unit
        return type(self)(row=self.row, seat=self.seat, initial=typed)

    def takes_many(self, field: str) -> bool:
        return bool(getattr(self.fields[field].widget, "allow_multiple_selected", False))

    @cached_property
    def offers(self) -> Offers:
        """Likely units among those that may be chosen here."""
        hosts, others = (self.choosable(self.taking[duty]) for duty in ("host", "co"))
        return offers_for(self.row, self.seat, hosts, others, self.host_chosen())

    def choosable(self, field: str) -> set[int]:
        units: Any = self.fields[field]
        return {unit.pk for unit in units.queryset}

    def host_chosen(self) -> int:
        """The host as the form stands, where it asks for one; 0 for none."""
        told = str(self["host"].value() or "") if "host" in self.fields else ""
        return int(told) if told.isascii() and told.isdigit() else 0


class SuggestingHost(Suggesting):
    """For a form that asks for the host and the co-units apart."""

    taking: ClassVar[dict[str, str]] = {"host": "host", "co": "co_units"}


def with_unit(chosen: Any, unit: str) -> list[str]:
    return list(dict.fromkeys([*map(str, chosen or ()), unit]))
