"""GET /api/v1/proposals/, assignments/, replies/, commitments/: what is there, for the seat."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from members.api import seat_of
from members.api_rows import READING, CasePages, Rows
from proposals.api.acts import ProposalPage
from proposals.api.births import Births
from proposals.api.filters import AssignmentFilter, CommitmentFilter, ReplyFilter
from proposals.api.serializers import (
    AssignmentSerializer,
    CommitmentSerializer,
    ProposalSerializer,
    ReplySerializer,
)
from proposals.api.told import promises_told, replies_told, shares_told, with_told
from proposals.doors_promises import REGRADE_DOORS
from proposals.filters import ProposalFilter
from proposals.models import Assignment, Commitment, Proposal, Regrading, Reply
from proposals.views.actions import CommitmentAction, ShareAction


@READING
class Proposals(Births, Rows[Proposal]):
    http_method_names = ["get", "head", "post"]
    kind = "proposals"
    serializer_class = ProposalSerializer
    filterset_class = ProposalFilter
    pagination_class = CasePages
    lookup_field, lookup_url_kwarg = "case__uid", "uid"
    lookup_value_converter = "uuid"
    queryset = Proposal.objects.none()
    page = ProposalPage

    def rows(self) -> QuerySet[Proposal]:
        seen: QuerySet[Proposal] = Proposal.objects.visible_to(seat_of(self.request)).for_list()
        return seen

    def expanded(self, rows: QuerySet[Any], name: str) -> QuerySet[Proposal]:
        return with_told(rows, name, seat_of(self.request))


class Parts(Rows[Any]):
    lookup_value_converter = "int"

    def place_of(self, row: Any) -> dict[str, Any]:
        return {"uid": row.case.uid, "pk": row.pk}


@READING
class Assignments(Parts):
    kind = "assignments"
    serializer_class = AssignmentSerializer
    filterset_class = AssignmentFilter
    queryset = Assignment.objects.none()
    page = ShareAction

    def rows(self) -> QuerySet[Assignment]:
        return shares_told(seat_of(self.request))


@READING
class Replies(Parts):
    kind = "replies"
    serializer_class = ReplySerializer
    filterset_class = ReplyFilter
    queryset = Reply.objects.none()

    def rows(self) -> QuerySet[Reply]:
        return replies_told(seat_of(self.request))

    def tell_parts(self, told: dict[str, Any], row: Reply) -> None:
        rows: list[Regrading] = row.told_regradings  # type: ignore[attr-defined]
        for one in rows:
            one.proposal = row.assignment.proposal = row.proposal
        self.tell_part(told["regradings"], rows, REGRADE_DOORS, "regradings")


@READING
class Commitments(Parts):
    kind = "commitments"
    serializer_class = CommitmentSerializer
    filterset_class = CommitmentFilter
    queryset = Commitment.objects.none()
    page = CommitmentAction

    def rows(self) -> QuerySet[Commitment]:
        return promises_told(seat_of(self.request))
