"""Fields in which cases are chosen."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms


class Cases(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Several cases of those on offer; other systems name them by their uid."""

    def clean(self, value: Any) -> Any:
        uids = {one: uid for one in value or () if (uid := uid_of(one))}
        offered: Any = self.queryset
        known = offered.filter(case__uid__in=uids.values()) if uids else ()
        keys = {row.case.uid: str(row.pk) for row in known}
        return super().clean([keys.get(uids.get(one), one) for one in value or ()])


def uid_of(told: Any) -> UUID | None:
    try:
        return UUID(str(told))
    except ValueError:
        return None
