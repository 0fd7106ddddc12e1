"""What letters, key proposals and the lists of the years have in common at the API."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from rest_framework import serializers

from common.fields import Chosen
from members import api_births
from members.api_rows import CasePages, Rows
from members.doors import Door
from members.models import Seat
from proposals.models import Proposal
from proposals.views.begins import Beginning
from workflow.models import Root


class AffairSerializer(Chosen[Any]):
    uid = serializers.UUIDField(source="case.uid")
    version = serializers.IntegerField(source="case.version")
    url = serializers.SerializerMethodField()
    status = serializers.CharField()
    status_label = serializers.CharField(source="get_status_display")

    def get_url(self, row: Any) -> str:
        return f"{settings.SITE_URL}{row.get_absolute_url()}"


class InsideSerializer(serializers.Serializer[Any]):
    """A row inside an affair."""

    id = serializers.IntegerField(source="pk")
    status = serializers.CharField()
    status_label = serializers.CharField(source="get_status_display")


def opens(seat: Seat) -> Any:
    """Whether the seat may open the proposal that a row names; its page leads there only then."""
    if seat.is_staff_of_committee:
        return Q(proposal__committee=seat.committee_id)
    return Exists(Proposal.objects.visible_to(seat).filter(pk=OuterRef("proposal")))


class AffairRows(Rows[Any]):
    """parts: what hangs on one and has verbs of its own, by its name."""

    pagination_class = CasePages
    lookup_field, lookup_url_kwarg = "case__uid", "uid"
    lookup_value_converter = "uuid"
    parts: ClassVar[Mapping[str, tuple[Any, dict[str, Door]]]] = {}

    def tell_parts(self, told: dict[str, Any], row: Any) -> None:
        for name in self.parts.keys() & told.keys():
            _, doors = self.parts[name]
            kind = self.serializer_class.kind_of(name)
            self.tell_part(told[name], getattr(row, f"told_{name}"), doors, kind)


class Births(api_births.OfPage):
    begins: ClassVar[type[Beginning]]

    @property
    def model(self) -> type[Root]:  # type: ignore[override]
        return self.begins.model
