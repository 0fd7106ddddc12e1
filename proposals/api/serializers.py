"""What other systems read of a proposal, its shares, answers and promises."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db.models import Case, F, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce, Concat
from rest_framework import serializers

from common.fields import Chosen
from common.written import TEXT, Pieces, address, joined, label, quoted, said, word
from members.models import Entry
from proposals.api.told import regradings_told, told_of
from proposals.models import Assignment, Commitment, Proposal, Regrading, Reply, ReplyItem
from proposals.querysets import present_body
from proposals.showing import PREPARING, UNSENT
from proposals.turns import outside


class LineSerializer(serializers.Serializer[Entry]):
    """A line of a dictionary of the place: the code stays, the label is what people say."""

    code = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]


class PartSerializer(Chosen[Any]):
    """A row inside a case: version is the case's."""

    id = serializers.IntegerField(source="pk")
    proposal = serializers.UUIDField(source="proposal.case.uid")
    version = serializers.IntegerField(source="proposal.case.version")


class AssignmentSerializer(PartSerializer):
    """What passes inside a unit is 办理中 to those outside, as on the page."""

    status = serializers.SerializerMethodField()
    status_label = serializers.SerializerMethodField()
    duty = serializers.CharField()
    duty_label = serializers.CharField(source="get_duty_display")
    unit = serializers.CharField(source="unit.name")
    round = serializers.IntegerField()
    given_on = serializers.DateField(source="start", allow_null=True)

    def get_status(self, share: Assignment) -> str:
        return str(PREPARING["code"]) if self.hidden(share) else share.status

    def get_status_label(self, share: Assignment) -> str:
        return str(PREPARING["label"]) if self.hidden(share) else share.get_status_display()

    def hidden(self, share: Assignment) -> bool:
        return outside(self.context["request"].seat) and share.status in UNSENT

    def spell_status(self) -> Pieces:
        return self.masked(said(F("status")), PREPARING["code"])

    def spell_status_label(self) -> Pieces:
        return self.masked(label(Assignment, "status"), PREPARING["label"])

    def spell_given_on(self) -> Pieces:
        return quoted(Cast(Coalesce("given_on", "proposal__notice_on"), TEXT))

    def masked(self, told: Pieces, instead: str) -> Pieces:
        if not outside(self.context["request"].seat):
            return told
        unsent = When(status__in=UNSENT, then=word(instead))
        return [Case(unsent, default=joined(told), output_field=TEXT)]


class ItemSerializer(serializers.Serializer[ReplyItem]):
    kind = serializers.CharField()
    kind_label = serializers.CharField(source="get_kind_display")
    matter = serializers.CharField()
    quantity = serializers.DecimalField(12, 2, allow_null=True)
    measure = serializers.CharField()
    due_on = serializers.DateField(allow_null=True)
    reason = serializers.CharField()


class RegradingSerializer(serializers.Serializer[Regrading]):
    """改定类别: the letter keeps the grade that it was delivered with."""

    id = serializers.IntegerField(source="pk")
    status = serializers.CharField()
    status_label = serializers.CharField(source="get_status_display")
    old = LineSerializer()
    new = LineSerializer()
    decided_on = serializers.DateField(allow_null=True)


class ReplySerializer(PartSerializer):
    """A delivered answer."""

    EXPANDS: ClassVar[tuple[str, ...]] = ("body",)

    assignment = serializers.IntegerField(source="assignment_id")
    unit = serializers.CharField(source="assignment.unit.name")
    round = serializers.IntegerField(source="assignment.round")
    status = serializers.CharField()
    letter_number = serializers.CharField()
    signer = serializers.CharField()
    signed_on = serializers.DateField(allow_null=True)
    delivered_on = serializers.DateField()
    own_grade = LineSerializer(allow_null=True)
    grade = LineSerializer(allow_null=True)
    items = ItemSerializer(many=True)
    regradings = RegradingSerializer(many=True, source="told_regradings")
    body = serializers.CharField()

    class Meta:
        model = Reply

    def spell_items(self) -> QuerySet[ReplyItem]:
        return ReplyItem.objects.filter(reply=OuterRef("pk"))

    def spell_regradings(self) -> QuerySet[Regrading]:
        return regradings_told(self.context["request"].seat).filter(reply=OuterRef("pk"))


class CommitmentSerializer(PartSerializer):
    assignment = serializers.IntegerField(source="assignment_id")
    unit = serializers.CharField(source="assignment.unit.name")
    status = serializers.CharField()
    status_label = serializers.CharField(source="get_status_display")
    what = serializers.CharField()
    quantity = serializers.DecimalField(12, 2, allow_null=True)
    measure = serializers.CharField()
    first_due_on = serializers.DateField()
    due_on = serializers.DateField()
    said_done = serializers.BooleanField()
    reported_on = serializers.DateField(allow_null=True)
    ended_on = serializers.DateField(allow_null=True)

    class Meta:
        model = Commitment


def proposer(path: str = "") -> Pieces:
    """As Proposal.proposer, of the proposal at the end of a path."""
    first = Coalesce(f"{path}member__name", f"{path}organisation__name", output_field=TEXT)
    people = Cast(F(f"{path}cosigners") + 1, TEXT)
    several = Concat(first, Value("等"), people, Value("人"), output_field=TEXT)
    joint = When(**{f"{path}cosigners__gt": 0}, then=several)
    return said(Case(joint, default=first, output_field=TEXT))


class ProposalSerializer(Chosen[Proposal]):
    EXPANDS: ClassVar[tuple[str, ...]] = ("body", "assignments", "replies", "commitments")

    uid = serializers.UUIDField(source="case.uid")
    version = serializers.IntegerField(source="case.version")
    url = serializers.SerializerMethodField()
    status = serializers.CharField()
    status_label = serializers.CharField(source="get_status_display")
    number = serializers.IntegerField(allow_null=True)
    title = serializers.CharField()
    proposer = serializers.CharField()
    proposer_kind = serializers.CharField()
    session = serializers.CharField(source="session.name")
    occasion = serializers.CharField()
    category = LineSerializer(allow_null=True)
    publication = serializers.CharField()
    round = serializers.IntegerField()
    submitted_at = serializers.DateTimeField()
    filed_on = serializers.DateField(allow_null=True)
    notice_on = serializers.DateField(allow_null=True)
    replied_on = serializers.DateField(allow_null=True)
    closed_on = serializers.DateField(allow_null=True)
    body = serializers.CharField(source="body_now")
    assignments = AssignmentSerializer(many=True, source="told_shares")
    replies = ReplySerializer(many=True, source="told_replies")
    commitments = CommitmentSerializer(many=True, source="told_promises")

    def get_url(self, proposal: Proposal) -> str:
        return f"{settings.SITE_URL}{proposal.get_absolute_url()}"

    def spell_url(self) -> Pieces:
        return address("proposals:detail")

    def spell_proposer(self) -> Pieces:
        return proposer()

    def spell_body(self) -> Pieces:
        return said(Subquery(present_body()))

    def spell_assignments(self) -> QuerySet[Any]:
        return told_of("assignments", self.context["request"].seat)

    def spell_replies(self) -> QuerySet[Any]:
        return told_of("replies", self.context["request"].seat)

    def spell_commitments(self) -> QuerySet[Any]:
        return told_of("commitments", self.context["request"].seat)
